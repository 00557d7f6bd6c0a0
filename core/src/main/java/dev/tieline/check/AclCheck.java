package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NetworkAcl;
import dev.tieline.snapshot.Subnet;
import dev.tieline.topology.Flow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Network ACLs keep no state: wished traffic must pass both of them on its way and back. */
final class AclCheck implements Checks.Check {
  /** The client's ports, to which answers go (RFC 6056, section 3.2: any from 1024). */
  private static final int FIRST_EPHEMERAL = 1024;

  private static final int LAST_PORT = 65535;

  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Scene.Joint joint : scene.joints()) {
      check(scene, joint.there(), joint.back(), out);
      check(scene, joint.back(), joint.there(), out);
    }
  }

  /** Checks the ACLs of the network that the way begins in, for all flows of the link. */
  private static void check(Scene scene, Way way, Way other, Consumer<Finding> out) {
    List<Subnet> own = served(scene, way);
    CidrSet theirs = blocks(served(scene, other), way.to().cidrs(), families(way));
    Map<String, Set<String>> subnets = new TreeMap<>();
    for (Subnet subnet : own) {
      subnets
          .computeIfAbsent(subnet.acl(), acl -> new TreeSet<>())
          .add(Prose.named(subnet.id(), subnet.name()));
    }
    subnets.forEach(
        (id, names) -> scene.after().acl(id).ifPresent(acl -> check(way, acl, names, theirs, out)));
  }

  private static void check(
      Way way, NetworkAcl acl, Set<String> subnets, CidrSet theirs, Consumer<Finding> out) {
    Set<String> drops = new LinkedHashSet<>();
    for (Flow flow : way.flows()) {
      boolean isSender = flow.from().equals(way.network());
      Traffic traffic = flow.traffic();
      drop(acl, !isSender, traffic, theirs, "", drops);
      drop(acl, isSender, answers(traffic), theirs, "answers ", drops);
    }
    if (!drops.isEmpty()) {
      out.accept(
          way.finding(
              Codes.ACL_BLOCKS,
              Severity.WARNING,
              "network ACL %s of %s (%s) drops wished traffic: %s"
                  .formatted(acl.id(), way.network(), Prose.list(subnets), Prose.list(drops)),
              "A network ACL keeps no state, so traffic has to pass it on its way and answers on"
                  + " theirs, whatever the security groups allow",
              "Add entries to the ACL that allow this, numbered below those that drop it"));
    }
  }

  private static void drop(
      NetworkAcl acl,
      boolean ingress,
      Traffic traffic,
      CidrSet theirs,
      String kind,
      Set<String> drops) {
    for (AclSieve.Dropped dropped : AclSieve.dropped(acl, ingress, traffic, theirs)) {
      drops.add(
          "%s%s %s %s (%s)"
              .formatted(
                  kind,
                  dropped.traffic().protocol() == Protocol.ALL
                      ? "other protocols"
                      : dropped.traffic(),
                  ingress ? "from" : "to",
                  Prose.list(dropped.addresses().cidrs()),
                  dropped
                      .entry()
                      .map(entry -> "entry " + entry.number())
                      .orElse("no entry allows it")));
    }
  }

  private static Traffic answers(Traffic traffic) {
    return traffic.protocol().hasPorts()
        ? new Traffic(traffic.protocol(), FIRST_EPHEMERAL, LAST_PORT)
        : traffic;
  }

  private static List<Subnet> served(Scene scene, Way way) {
    return scene.after().subnets(way.from().id()).stream()
        .filter(subnet -> way.uses(subnet.routeTable()))
        .toList();
  }

  private static CidrSet families(Way way) {
    CidrSet families = CidrSet.empty();
    if (!Prose.family(way.from(), true).isEmpty()) {
      families = families.union(CidrSet.of(Cidr.ofAny4()));
    }
    if (!Prose.family(way.from(), false).isEmpty()) {
      families = families.union(CidrSet.of(Cidr.ofAny6()));
    }
    return families;
  }

  /** Returns where hosts can be: in the subnets, or anywhere where these are not known. */
  private static CidrSet blocks(List<Subnet> subnets, List<Cidr> all, CidrSet families) {
    List<Cidr> blocks =
        subnets.isEmpty() ? all : subnets.stream().flatMap(s -> s.cidrs().stream()).toList();
    return CidrSet.copyOf(blocks).intersection(families);
  }
}
