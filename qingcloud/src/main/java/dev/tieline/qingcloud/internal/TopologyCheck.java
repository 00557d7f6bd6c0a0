package dev.tieline.qingcloud.internal;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.provider.Accounts;
import dev.tieline.provider.TopologyChecks;
import dev.tieline.topology.Link;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Network;
import dev.tieline.topology.Topology;

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
    for (Link link : topology.links().values()) {
      if (link instanceof LoadBalancer balancer
          && topology.network(balancer.network()).cloud().equals(Realm.CLOUD)) {
        BalancerCheck.check(balancer);
      }
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
