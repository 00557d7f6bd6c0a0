package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Networks that all reach one another through a hub: one in each region that a member is in, joined
 * by trunks. What a hub is depends on the cloud: a border router, a transit gateway, a transit
 * router.
 *
 * @param name the name, unique in its topology
 * @param members the networks, in the order given
 * @param allow what each member may open to every other
 * @param allowFrom what single members may open to every other: network name to traffic
 * @param options the cloud's own options
 */
public record Hub(
    String name,
    List<Member> members,
    List<Traffic> allow,
    Map<String, List<Traffic>> allowFrom,
    List<LinkOption<Hub>> options)
    implements Link {
  /**
   * One network of a hub.
   *
   * @param network the network's name
   * @param subnets the names or ids of the subnets that are attached; all of them if there are none
   * @param groups the ids or names of the security groups that get the rules
   * @param routeTables the ids or names of the route tables that get the routes; every one that
   *     serves a subnet if there are none
   */
  public record Member(
      String network, List<String> subnets, List<String> groups, List<String> routeTables) {
    /** Copies the lists. */
    public Member {
      requireNonNull(network, "network");
      subnets = List.copyOf(subnets);
      groups = List.copyOf(groups);
      routeTables = List.copyOf(routeTables);
    }
  }

  /** Copies the collections. */
  public Hub {
    requireNonNull(name, "name");
    members = List.copyOf(members);
    allow = List.copyOf(allow);
    Map<String, List<Traffic>> each = new TreeMap<>();
    allowFrom.forEach((network, traffic) -> each.put(network, List.copyOf(traffic)));
    allowFrom = Collections.unmodifiableMap(each);
    options = List.copyOf(options);
  }

  @Override
  public String address() {
    return "hub." + name;
  }

  @Override
  public List<String> networks() {
    return members.stream().map(Member::network).toList();
  }

  /**
   * Returns what passes between each two members.
   *
   * @return one element a direction and traffic: by the member that opens the connection, then by
   *     the one that answers, both in the order given
   */
  @Override
  public List<Flow> flows() {
    List<Flow> flows = new ArrayList<>();
    for (Member from : members) {
      List<Traffic> opens = opens(from.network());
      for (Member to : members) {
        if (!to.network().equals(from.network())) {
          opens.forEach(traffic -> flows.add(new Flow(from.network(), to.network(), traffic)));
        }
      }
    }
    return List.copyOf(flows);
  }

  /**
   * Returns what a member may open to every other.
   *
   * @param network the member's name
   * @return what all may open, then what it alone may, each once
   */
  public List<Traffic> opens(String network) {
    List<Traffic> opens = new ArrayList<>(allow);
    opens.addAll(allowFrom.getOrDefault(network, List.of()));
    return opens.stream().distinct().toList();
  }

  /**
   * Returns a member.
   *
   * @param network its name
   * @return the member
   * @throws IllegalArgumentException if the network is no member
   */
  public Member member(String network) {
    return members.stream()
        .filter(m -> m.network().equals(network))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "network: "
                        + network
                        + " (expected: a member of hub "
                        + name
                        + ", one of "
                        + String.join(", ", networks())
                        + ")"));
  }
}
