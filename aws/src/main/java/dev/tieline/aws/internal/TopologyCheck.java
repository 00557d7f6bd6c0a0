package dev.tieline.aws.internal;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.provider.TopologyChecks;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.Optional;

/** What can be told of a topology without a call. */
public final class TopologyCheck {
  private TopologyCheck() {}

  /** Refuses a topology that names what the provider does not have, or what AWS can not join. */
  public static void check(Realm realm, Topology topology) {
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (network.cloud().equals(Realm.CLOUD)) {
                check(realm, name, network);
              }
            });
    for (Link link : topology.links().values()) {
      boolean aws =
          link.networks().stream().allMatch(n -> topology.network(n).cloud().equals(Realm.CLOUD));
      if (aws && link instanceof Peering peering) {
        check(topology, peering);
      }
    }
  }

  /** What is wrong with the name of a region, if anything is. */
  public static Optional<String> region(String what, String region) {
    return Partitions.isRegion(region)
        ? Optional.empty()
        : Optional.of(
            what + ": " + region + " (expected: a region's name, such as ap-northeast-1)");
  }

  private static void check(Realm realm, String name, Network network) {
    if (!(network.asData() instanceof VpcForm form)) {
      throw new InvalidTopologyException(
          "network " + name + " is no network of this module (expected: an AwsVpc)");
    }
    if (!(form instanceof VpcForm.Foreign)) {
      TopologyChecks.account(realm.accounts(), name, form.account());
    }
  }

  private static void check(Topology topology, Peering peering) {
    VpcForm a = (VpcForm) topology.network(peering.a()).asData();
    VpcForm b = (VpcForm) topology.network(peering.b()).asData();
    String one = Partitions.of(a.region());
    String other = Partitions.of(b.region());
    if (!one.equals(other)) {
      throw new InvalidTopologyException(
          "link "
              + peering.name()
              + " joins "
              + peering.a()
              + " in partition "
              + one
              + " with "
              + peering.b()
              + " in partition "
              + other
              + " (expected: two networks of one partition)");
    }
    boolean foreignA = a instanceof VpcForm.Foreign;
    boolean foreignB = b instanceof VpcForm.Foreign;
    TopologyChecks.ends(peering, foreignA, foreignB);
    PeeringOptions options = PeeringOptions.of(peering);
    if (options.requestedByPeer()) {
      TopologyChecks.askedByPeer(peering, PeeringOptions.REQUESTED_BY_PEER, foreignA || foreignB);
    }
    for (String network : options.dnsOf()) {
      if (!peering.networks().contains(network)) {
        throw new InvalidTopologyException(
            "link "
                + peering.name()
                + " has option "
                + PeeringOptions.DNS_OF
                + network
                + " (expected one of: "
                + String.join(", ", peering.networks())
                + ")");
      }
    }
  }
}
