package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import java.time.Instant;

/** A rule of a route table. */
record RouteRule(
    String account,
    String zone,
    String id,
    String table,
    String name,
    Cidr network,
    String hop,
    int hopType,
    boolean disabled,
    Instant made,
    Instant changed)
    implements Thing {

  static final int TO_ROUTER = 2;
  static final int TO_ADDRESS = 3;
  static final int TO_NAT = 4;
}
