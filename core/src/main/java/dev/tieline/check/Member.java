package dev.tieline.check;

import dev.tieline.topology.Hub;
import dev.tieline.topology.Peering;
import java.util.List;

/**
 * What a link says of one of its networks.
 *
 * @param network the network's name
 * @param subnets the subnets that take part, by name or id; all of them if there are none
 * @param tables the tables that get the routes; those that serve a subnet if there are none
 * @param groups the groups that get the rules
 */
record Member(String network, List<String> subnets, List<String> tables, List<String> groups) {
  static Member of(Peering link, String network) {
    return new Member(
        network,
        List.of(),
        link.routeTables().getOrDefault(network, List.of()),
        link.groups().getOrDefault(network, List.of()));
  }

  static Member of(Hub.Member member) {
    return new Member(member.network(), member.subnets(), member.routeTables(), member.groups());
  }
}
