package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.NetworkAcl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Pours traffic through the entries of a network ACL, the lowest number first, and says what of it
 * is dropped. Exact: traffic is a set of boxes (protocol, ports, addresses), which entries cut.
 */
final class AclSieve {
  /**
   * A set of packets.
   *
   * @param protocol one protocol; ALL stands for those that are none of the others
   */
  private record Box(Protocol protocol, int fromPort, int toPort, CidrSet addresses) {
    boolean isEmpty() {
      return fromPort > toPort || addresses.isEmpty();
    }
  }

  /**
   * What an ACL drops.
   *
   * @param traffic what
   * @param addresses of which other ends
   * @param entry the entry that drops it; empty where no entry lets it through
   */
  record Dropped(Traffic traffic, CidrSet addresses, Optional<AclEntry> entry) {}

  private AclSieve() {}

  /** Returns what an ACL drops of a traffic to or from some addresses. */
  static List<Dropped> dropped(NetworkAcl acl, boolean ingress, Traffic traffic, CidrSet ends) {
    List<Box> open = boxes(traffic, ends);
    List<Dropped> dropped = new ArrayList<>();
    for (AclEntry entry : acl.entries()) {
      if (entry.ingress() != ingress || open.isEmpty()) {
        continue;
      }
      List<Box> rest = new ArrayList<>();
      for (Box box : open) {
        Box hit = hit(box, entry);
        if (hit.isEmpty()) {
          rest.add(box);
          continue;
        }
        if (!entry.allow()) {
          dropped.add(new Dropped(traffic(hit), hit.addresses(), Optional.of(entry)));
        }
        cut(box, hit, rest);
      }
      open = rest;
    }
    open.forEach(b -> dropped.add(new Dropped(traffic(b), b.addresses(), Optional.empty())));
    return dropped;
  }

  private static List<Box> boxes(Traffic traffic, CidrSet ends) {
    List<Protocol> protocols =
        traffic.protocol() == Protocol.ALL
            ? Arrays.asList(Protocol.values())
            : List.of(traffic.protocol());
    return protocols.stream()
        .map(protocol -> new Box(protocol, traffic.fromPort(), traffic.toPort(), ends))
        .filter(box -> !box.isEmpty())
        .toList();
  }

  private static Box hit(Box box, AclEntry entry) {
    Traffic about = entry.traffic();
    boolean matches = about.protocol() == Protocol.ALL || about.protocol() == box.protocol();
    Cidr block = entry.cidr();
    return new Box(
        box.protocol(),
        Math.max(box.fromPort(), about.fromPort()),
        Math.min(box.toPort(), about.toPort()),
        matches ? box.addresses().intersection(CidrSet.of(block)) : CidrSet.empty());
  }

  /** Adds what is left of a box without the part that was hit. */
  private static void cut(Box box, Box hit, List<Box> rest) {
    List<Box> parts =
        List.of(
            new Box(
                box.protocol(),
                box.fromPort(),
                box.toPort(),
                box.addresses().minus(hit.addresses())),
            new Box(box.protocol(), box.fromPort(), hit.fromPort() - 1, hit.addresses()),
            new Box(box.protocol(), hit.toPort() + 1, box.toPort(), hit.addresses()));
    parts.stream().filter(part -> !part.isEmpty()).forEach(rest::add);
  }

  private static Traffic traffic(Box box) {
    return new Traffic(box.protocol(), box.fromPort(), box.toPort());
  }
}
