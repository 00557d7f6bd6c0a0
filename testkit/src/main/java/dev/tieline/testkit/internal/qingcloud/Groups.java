package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import java.time.Instant;
import java.util.Comparator;

/** What the published rules of a security group say of a packet. */
final class Groups {
  private Groups() {}

  /** Returns what stops the packet, empty for nothing; the smallest priority comes first. */
  static String judge(
      SecurityGroup group, Instant now, boolean outward, String protocol, int port, Ip other) {
    GroupRule first =
        group.rules().at(now).stream()
            .filter(rule -> rule.outward() == outward && fits(rule, protocol, port, other))
            .min(Comparator.comparingInt(GroupRule::priority).thenComparing(GroupRule::accepts))
            .orElse(null);
    boolean passes = first == null ? outward : first.accepts();
    return passes
        ? ""
        : group.id()
            + (first == null ? " has no rule for " : ": " + first.id() + " drops ")
            + protocol
            + " "
            + port
            + (outward ? " to " : " from ")
            + other;
  }

  private static boolean fits(GroupRule rule, String protocol, int port, Ip other) {
    String peer = rule.peer();
    boolean fromThere =
        peer.isEmpty() || Cidr.parse(peer.contains("/") ? peer : peer + "/32").contains(other);
    return fromThere && rule.protocol().equals(protocol) && isOf(rule, port);
  }

  /** Ports from the first to the second; of icmp the first is the type. */
  private static boolean isOf(GroupRule rule, int port) {
    if (rule.first().isEmpty()) {
      return true;
    }
    int first = Integer.parseInt(rule.first());
    boolean single = rule.second().isEmpty() || rule.protocol().equals("icmp");
    int last = single ? first : Integer.parseInt(rule.second());
    return first <= port && port <= last;
  }
}
