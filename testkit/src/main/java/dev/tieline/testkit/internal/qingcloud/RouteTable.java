package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;

/**
 * A route table.
 *
 * @param vpc the VPC whose default table it is; empty for one of one's own
 * @param resourceType what it serves: 1 balancers, 2 vxnets
 * @param until when the job that works on it ends
 */
record RouteTable(
    String account,
    String zone,
    String id,
    String name,
    String vpc,
    int type,
    int resourceType,
    Instant made,
    Instant changed,
    Instant until,
    boolean dirty,
    Published<RouteRule> rules)
    implements Thing {

  static final int FOR_BALANCERS = 1;
  static final int FOR_VXNETS = 2;

  boolean isDefault() {
    return !vpc.isEmpty();
  }

  boolean isApplied(Instant now) {
    return !dirty && !now.isBefore(rules.from());
  }

  RouteTable named(String newName) {
    return new RouteTable(
        account, zone, id, newName, vpc, type, resourceType, made, changed, until, dirty, rules);
  }

  RouteTable with(Instant at, Instant busyUntil, boolean nowDirty, Published<RouteRule> now) {
    return new RouteTable(
        account, zone, id, name, vpc, type, resourceType, made, at, busyUntil, nowDirty, now);
  }

  RouteTable touched(Instant at) {
    return with(at, until, true, rules);
  }

  RouteTable busy(Instant till) {
    return with(changed, till, dirty, rules);
  }
}
