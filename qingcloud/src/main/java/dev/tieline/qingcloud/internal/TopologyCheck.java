package dev.tieline.qingcloud.internal;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.provider.Accounts;
import dev.tieline.provider.TopologyChecks;
import dev.tieline.topology.Hub;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Network;
import dev.tieline.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can be told of a topology without a call. */
public final class TopologyCheck {
  private TopologyCheck() {}

  /** Refuses a topology that names what the provider does not have, or can not make. */
  public static void check(Accounts accounts, Topology topology) {
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (network.cloud().equals(Realm.CLOUD)) {
                check(accounts, name, network);
              }
            });
    topology
        .links()
        .values()
        .forEach(
            link -> {
              if (link instanceof Hub hub) {
                check(topology, hub);
              } else if (link instanceof LoadBalancer balancer
                  && topology.network(balancer.network()).cloud().equals(Realm.CLOUD)) {
                BalancerCheck.check(balancer);
              }
            });
  }

  private static void check(Topology topology, Hub hub) {
    Set<String> aliases = new LinkedHashSet<>();
    for (Hub.Member member : hub.members()) {
      if (!(topology.network(member.network()).asData() instanceof VpcForm form)) {
        return; // of another cloud, whose module checks it
      }
      aliases.add(form.account());
      none(hub, member.network(), "security groups", member.groups(), "vxnets have none");
      none(
          hub,
          member.network(),
          "route tables",
          member.routeTables(),
          "the one that serves a vxnet gets the rules");
    }
    if (aliases.size() > 1) {
      throw new InvalidTopologyException(
          "link "
              + hub.name()
              + " joins networks of accounts "
              + String.join(", ", aliases)
              + " (expected: one account, as a border router joins vxnets of its own)");
    }
  }

  private static void none(Hub hub, String network, String what, List<String> named, String why) {
    if (!named.isEmpty()) {
      throw new InvalidTopologyException(
          "link "
              + hub.name()
              + " names "
              + what
              + " of network "
              + network
              + ": "
              + named
              + " (expected: none, since in QingCloud "
              + why
              + ")");
    }
  }

  private static void check(Accounts accounts, String name, Network network) {
    if (!(network.asData() instanceof VpcForm form)) {
      throw new InvalidTopologyException(
          "network " + name + " is no network of this module (expected: a QingCloudVpc)");
    }
    TopologyChecks.account(accounts, name, form.account());
  }
}
