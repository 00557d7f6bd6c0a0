package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.spi.Scope;

/**
 * A route as it was read.
 *
 * @param target the id of what it leads to; {@code local} for the VPC itself
 */
public record Route(
    Scope scope,
    String vpc,
    String table,
    Cidr destination,
    String target,
    NextHop kind,
    boolean blackhole,
    Origin origin) {
  /** What a route is read by: it has no id of its own. */
  public String id() {
    return id(table, destination);
  }

  public static String id(String table, Cidr destination) {
    return table + "|" + destination;
  }
}
