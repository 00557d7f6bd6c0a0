package dev.tieline.snapshot;

import dev.tieline.net.Cidr;

/**
 * A route.
 *
 * @param destination the block that it is for
 * @param nextHop where it leads
 * @param blackhole whether the cloud says that it leads nowhere
 * @param origin who made it
 */
public record Route(Cidr destination, NextHop nextHop, boolean blackhole, Origin origin)
    implements Comparable<Route> {
  /** Who made a route. */
  public enum Origin {
    /** The cloud, for a block of the VPC itself. */
    LOCAL,
    /** Somebody, by a call. */
    STATIC,
    /** A gateway that propagates what it learns. */
    PROPAGATED
  }

  @Override
  public int compareTo(Route other) {
    int byDestination = destination.compareTo(other.destination);
    return byDestination != 0 ? byDestination : origin.compareTo(other.origin);
  }
}
