package dev.tieline.snapshot;

import dev.tieline.text.Json;
import java.time.Instant;
import java.util.List;

/**
 * What is there, in the words of no single cloud: every list in order of ids. Immutable; equal by
 * content.
 *
 * @param at when the reading ended
 * @param vpcs the VPCs
 * @param subnets their subnets
 * @param routeTables their route tables
 * @param groups their security groups
 * @param acls their network ACLs
 * @param peerings the peering connections of any of them
 * @param hubs the hubs that any of them is attached to, and those that trunks join with these
 * @param endpoints the endpoints by which their hosts reach services
 * @param services the services that are offered from them
 * @param balancers the load balancers in them
 * @param hosts the hosts, where they have been read; interfaces of endpoints and balancers always
 * @param unreadable what could not be read
 */
public record Snapshot(
    Instant at,
    List<Vpc> vpcs,
    List<Subnet> subnets,
    List<RouteTable> routeTables,
    List<SecurityGroup> groups,
    List<NetworkAcl> acls,
    List<PeeringConnection> peerings,
    List<RegionalHub> hubs,
    List<VpcEndpoint> endpoints,
    List<EndpointService> services,
    List<Balancer> balancers,
    List<Host> hosts,
    List<Unreadable> unreadable) {
  /** Copies the lists. */
  public Snapshot {
    vpcs = List.copyOf(vpcs);
    subnets = List.copyOf(subnets);
    routeTables = List.copyOf(routeTables);
    groups = List.copyOf(groups);
    acls = List.copyOf(acls);
    peerings = List.copyOf(peerings);
    hubs = List.copyOf(hubs);
    endpoints = List.copyOf(endpoints);
    services = List.copyOf(services);
    balancers = List.copyOf(balancers);
    hosts = List.copyOf(hosts);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Reads a snapshot from JSON.
   *
   * @param json what {@link #toJson()} returned
   * @return the snapshot
   * @throws IllegalArgumentException if the text is malformed; the message names the path
   */
  public static Snapshot parse(String json) {
    return Json.read(json, Snapshot.class, "snapshot");
  }

  /**
   * Returns this snapshot as JSON.
   *
   * @return a text that {@link #parse(String)} reads back
   */
  public String toJson() {
    return Json.write(this);
  }
}
