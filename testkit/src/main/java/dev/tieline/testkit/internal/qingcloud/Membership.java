package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A private network's place at a border router, with the border's address in the network. */
record Membership(
    String account,
    String zone,
    String border,
    String vxnet,
    Ip address,
    Instant made,
    Instant from,
    @Nullable Instant until)
    implements Thing {

  @Override
  public String id() {
    return border + "." + vxnet;
  }

  boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }

  boolean isUp(Instant now) {
    return !now.isBefore(from) && !isOver(now);
  }

  String transition(Instant now) {
    return now.isBefore(from) ? "joining" : until == null ? "" : "leaving";
  }

  Membership ending(Instant at) {
    return new Membership(account, zone, border, vxnet, address, made, from, at);
  }
}
