package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.aliyun.AliyunSite;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.provider.TopologyChecks;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Offer;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Service;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be told of a topology without a call. */
public final class TopologyCheck {
  private TopologyCheck() {}

  /** Refuses a topology that names what the provider does not have, or what can not be joined. */
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
      boolean ours =
          link.networks().stream().allMatch(n -> topology.network(n).cloud().equals(Realm.CLOUD));
      if (ours && link instanceof Peering peering) {
        check(realm, topology, peering);
      } else if (ours && link instanceof Endpoint endpoint) {
        check(realm, topology, endpoint);
      } else if (ours && link instanceof Service service) {
        check(topology, service);
      }
    }
  }

  /** What is wrong with the name of a region, if anything is. */
  public static Optional<String> region(String what, String region) {
    return Regions.isRegion(region)
        ? Optional.empty()
        : Optional.of(what + ": " + region + " (expected: a region's name, such as cn-hangzhou)");
  }

  private static void check(Realm realm, String name, Network network) {
    if (!(network.asData() instanceof VpcForm form)) {
      throw new InvalidTopologyException(
          "network " + name + " is no network of this module (expected: an AliyunVpc)");
    }
    if (!(form instanceof VpcForm.Foreign)) {
      TopologyChecks.account(realm.accounts(), name, form.account());
    }
  }

  private static void check(Realm realm, Topology topology, Peering peering) {
    VpcForm a = (VpcForm) topology.network(peering.a()).asData();
    VpcForm b = (VpcForm) topology.network(peering.b()).asData();
    apart(
        peering,
        "region of",
        Regions.partition(a.region()) + " cloud",
        Regions.partition(b.region()) + " cloud");
    AliyunSite one = realm.sites().get(a.account());
    AliyunSite other = realm.sites().get(b.account());
    if (one != null && other != null) {
      apart(peering, "account of", word(one), word(other));
    }
    boolean foreignA = a instanceof VpcForm.Foreign;
    boolean foreignB = b instanceof VpcForm.Foreign;
    TopologyChecks.ends(peering, foreignA, foreignB);
    PeeringOptions options;
    try {
      options = PeeringOptions.of(peering);
    } catch (IllegalArgumentException e) {
      throw new InvalidTopologyException(String.valueOf(e.getMessage()));
    }
    if (options.requestedByPeer()) {
      TopologyChecks.askedByPeer(peering, PeeringOptions.REQUESTED_BY_PEER, foreignA || foreignB);
    }
    boolean across = !a.region().equals(b.region());
    if (!across && (options.bandwidth().isPresent() || options.linkType().isPresent())) {
      throw new InvalidTopologyException(
          "link "
              + peering.name()
              + " within region "
              + a.region()
              + " has a bandwidth or a link type (expected: neither, since Alibaba Cloud has them"
              + " across regions only)");
    }
  }

  private static void check(Realm realm, Topology topology, Endpoint endpoint) {
    VpcForm form = (VpcForm) topology.network(endpoint.network()).asData();
    if (form instanceof VpcForm.Foreign) {
      throw new InvalidTopologyException(
          "link "
              + endpoint.name()
              + " is an endpoint in foreign network "
              + endpoint.network()
              + " (expected: a network with an account of the provider)");
    }
    if (endpoint.target() instanceof Offer offer) {
      sites(realm, endpoint, form, offer);
    }
    Optional<EndpointForm> target = EndpointTargets.form(endpoint.target());
    if (target.isEmpty()) {
      return; // an offer that nothing can be made of is a finding
    }
    String partition = Regions.partition(target.get().serviceRegion());
    if (!partition.equals(Regions.partition(form.region()))) {
      throw new InvalidTopologyException(
          "link "
              + endpoint.name()
              + " uses a service in region "
              + target.get().serviceRegion()
              + " of the "
              + partition
              + " cloud from region "
              + form.region()
              + " (expected: both of one kind of cloud, since Alibaba Cloud does not join them)");
    }
    if (target.get().bandwidth() != null && target.get().serviceRegion().equals(form.region())) {
      throw new InvalidTopologyException(
          "link "
              + endpoint.name()
              + " within region "
              + form.region()
              + " has a bandwidth (expected: none, since Alibaba Cloud has it across regions only)");
    }
    for (String zone : target.get().zones()) {
      if (!Regions.isZone(form.region(), zone)) {
        throw new InvalidTopologyException(notOfRegion(endpoint, zone, form.region()));
      }
    }
  }

  private static void check(Topology topology, Service service) {
    VpcForm form = (VpcForm) topology.network(service.network()).asData();
    if (form instanceof VpcForm.Foreign) {
      throw new InvalidTopologyException(
          "link "
              + service.name()
              + " offers a service of foreign network "
              + service.network()
              + " (expected: a network with an account of the provider)");
    }
    for (ServiceForm.ResourceForm balancer :
        ((ServiceForm) service.source().asData()).resources()) {
      if (!Regions.isZone(form.region(), balancer.zone())) {
        throw new InvalidTopologyException(
            notOfRegion(service, balancer.zone() + " of balancer " + balancer.id(), form.region()));
      }
    }
    for (String region : service.regions()) {
      region("link " + service.name() + ", region to be used from", region)
          .ifPresent(
              wrong -> {
                throw new InvalidTopologyException(wrong);
              });
    }
    List<String> endpoints = new ArrayList<>(service.accepted());
    endpoints.addAll(service.rejected());
    for (String endpoint : endpoints) {
      if (!endpoint.matches("ep-[a-z0-9]{1,40}")) {
        throw new InvalidTopologyException(
            "link "
                + service.name()
                + " accepts or rejects endpoint "
                + endpoint
                + " (expected: an endpoint's id, ep-..., as its owner states it)");
      }
    }
  }

  private static String notOfRegion(Link link, String zone, String region) {
    return "link "
        + link.name()
        + " names zone "
        + zone
        + " (expected: one of region "
        + region
        + ", such as "
        + region
        + "-h)";
  }

  /** Of an account of ours that offers a service the site may be known, too. */
  private static void sites(Realm realm, Endpoint endpoint, VpcForm form, Offer offer) {
    AliyunSite own = realm.sites().get(form.account());
    realm.accounts().declared().entrySet().stream()
        .filter(declared -> declared.getValue().filter(offer.account()::equals).isPresent())
        .map(declared -> realm.sites().get(declared.getKey()))
        .filter(site -> own != null && site != null && site != own)
        .findFirst()
        .ifPresent(
            site -> {
              throw new InvalidTopologyException(
                  "link "
                      + endpoint.name()
                      + " uses from network "
                      + endpoint.network()
                      + " (account of the "
                      + word(requireNonNull(own))
                      + ") an offer of account "
                      + offer.account()
                      + " (of the "
                      + word(site)
                      + ") (expected: both of one, since Alibaba Cloud does not join them)");
            });
  }

  private static String word(AliyunSite site) {
    return site == AliyunSite.CHINA ? "China site" : "international site";
  }

  private static void apart(Peering peering, String what, String one, String other) {
    if (!one.equals(other)) {
      throw new InvalidTopologyException(
          "link "
              + peering.name()
              + " joins "
              + peering.a()
              + " ("
              + what
              + " the "
              + one
              + ") with "
              + peering.b()
              + " ("
              + what
              + " the "
              + other
              + ") (expected: both of one, since Alibaba Cloud does not join them)");
    }
  }
}
