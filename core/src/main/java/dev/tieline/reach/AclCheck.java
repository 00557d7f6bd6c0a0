package dev.tieline.reach;

import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.NetworkAcl;
import dev.tieline.snapshot.Subnet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the network ACL at the edge of one end's subnet. It has no memory: the answer needs an entry
 * as the question does, for every port that a client may have chosen.
 */
final class AclCheck {
  /**
   * The ports that clients choose from (RFC 6056 section 3.2; AWS VPC User Guide, "Custom network
   * ACLs", on ephemeral ports, read 2026-11).
   */
  private static final int FIRST_CLIENT_PORT = 1024;

  private static final int LAST_PORT = 65535;

  /** Ports that an entry denies; null if no entry is for them. */
  private record Denial(@Nullable AclEntry entry, BitSet ports) {}

  private final SnapshotIndex index;
  private final Traffic traffic;

  AclCheck(SnapshotIndex index, Traffic traffic) {
    this.index = index;
    this.traffic = traffic;
  }

  /** Asks about the packet (forward) or its answer (back) that enters or leaves an end's subnet. */
  Answer check(End at, End other, boolean ingress, Leg leg) {
    Subnet subnet = at.subnet();
    if (subnet == null) {
      return Answer.Unclear.of(
          index.gap(at.vpc(), at.id(), "the subnet of " + at.ip() + " was not read"));
    }
    if (subnet.acl().isEmpty() && at.vpc() != null && at.vpc().complete()) {
      return new Answer.Passes(List.of());
    }
    NetworkAcl acl = index.acl(subnet.acl());
    if (acl == null) {
      return Answer.Unclear.of(
          index.gap(at.vpc(), subnet.id(), "the network ACL of " + subnet.id() + " was not read"));
    }
    return check(acl, subnet, other, ingress, leg);
  }

  private Answer check(NetworkAcl acl, Subnet subnet, End other, boolean ingress, Leg leg) {
    Traffic asked = leg == Leg.BACK ? answer() : traffic;
    BitSet open = new BitSet();
    open.set(asked.fromPort(), asked.toPort() + 1);
    List<AclEntry> allowing = new ArrayList<>();
    List<Denial> denials = new ArrayList<>();
    for (AclEntry entry :
        acl.entries()) { // lowest number first, and the first that matches decides
      if (open.isEmpty()) {
        break;
      }
      if (entry.ingress() != ingress
          || !entry.cidr().contains(other.ip())
          || !isFor(entry.traffic(), asked.protocol())) {
        continue;
      }
      BitSet decided = open.get(0, LAST_PORT + 1);
      decided.clear(0, entry.traffic().fromPort());
      decided.clear(entry.traffic().toPort() + 1, LAST_PORT + 1);
      if (decided.isEmpty()) {
        continue;
      }
      open.andNot(decided);
      if (entry.allow()) {
        allowing.add(entry);
      } else {
        denials.add(new Denial(entry, decided));
      }
    }
    if (!open.isEmpty()) {
      denials.add(new Denial(null, open));
    }
    if (denials.isEmpty()) {
      return new Answer.Passes(List.of(allowed(acl, subnet, allowing, asked, ingress)));
    }
    List<Block> blocks =
        denials.stream().map(d -> block(acl, subnet, d, asked, other, ingress, leg)).toList();
    return new Answer.Stops(
        List.of(new Hop(Hop.Kind.ACL, acl.id(), blocks.get(0).found())), blocks);
  }

  /** Returns what the answer looks like: to any port of a client, or ICMP again. */
  private Traffic answer() {
    return traffic.protocol().hasPorts()
        ? new Traffic(traffic.protocol(), FIRST_CLIENT_PORT, LAST_PORT)
        : traffic;
  }

  private static boolean isFor(Traffic entry, Protocol protocol) {
    return entry.protocol() == Protocol.ALL || entry.protocol() == protocol;
  }

  private static Hop allowed(
      NetworkAcl acl, Subnet subnet, List<AclEntry> entries, Traffic asked, boolean ingress) {
    List<String> numbers = entries.stream().map(e -> String.valueOf(e.number())).toList();
    return new Hop(
        Hop.Kind.ACL,
        acl.id(),
        (numbers.size() == 1 ? "entry " : "entries ")
            + Wording.names(numbers)
            + (numbers.size() == 1 ? " lets " : " let ")
            + asked
            + (ingress ? " into " : " out of ")
            + subnet.id());
  }

  private static Block block(
      NetworkAcl acl,
      Subnet subnet,
      Denial denial,
      Traffic asked,
      End other,
      boolean ingress,
      Leg leg) {
    String ports = words(asked.protocol(), denial.ports());
    String what =
        (leg == Leg.BACK ? "answers, " : "")
            + ports
            + " "
            + Wording.otherEnd(ingress, other.ip())
            + (ingress ? " into " : " out of ")
            + subnet.id();
    AclEntry entry = denial.entry();
    String found =
        entry == null
            ? acl.id() + " has no entry that lets " + what
            : acl.id() + " entry " + entry.number() + " denies " + what;
    String change =
        "add an allowing "
            + Wording.ingress(ingress)
            + " entry"
            + (entry == null ? "" : " with a number below " + entry.number())
            + " for "
            + ports
            + " "
            + Wording.otherEnd(ingress, other.blockInWords());
    return new Block(leg.aclBlocks, acl.id(), found, change);
  }

  /** Returns such as {@code tcp/1024-2000, tcp/3000}. */
  private static String words(Protocol protocol, BitSet ports) {
    if (!protocol.hasPorts()) {
      return new Traffic(protocol, 0, LAST_PORT).toString();
    }
    List<String> ranges = new ArrayList<>();
    int to;
    for (int from = ports.nextSetBit(0); from >= 0; from = ports.nextSetBit(to)) {
      to = ports.nextClearBit(from);
      ranges.add(new Traffic(protocol, from, to - 1).toString());
    }
    return Wording.names(ranges);
  }
}
