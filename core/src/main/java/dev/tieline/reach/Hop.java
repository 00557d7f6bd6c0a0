package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a packet met on its way.
 *
 * @param kind what sort of thing
 * @param id the cloud's id of it; the address where there is no id
 * @param what what happened there, in words
 */
public record Hop(Kind kind, String id, String what) {
  /** Checks that nothing is missing. */
  public Hop {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
    requireNonNull(what, "what");
  }

  /** The sorts of things that a packet meets. */
  public enum Kind {
    /** A host that was read. */
    HOST("host"),
    /** A subnet: one with an imagined host in it, or one that a packet does not leave. */
    SUBNET("subnet"),
    /** A VPC of which no more is known. */
    VPC("vpc"),
    /** An address of which no more is known. */
    ADDRESS("address"),
    /** A security group. */
    GROUP("group"),
    /** A network ACL. */
    ACL("acl"),
    /** A route table. */
    ROUTE_TABLE("table"),
    /** A peering connection. */
    PEERING("peering"),
    /** A hub. */
    HUB("hub"),
    /** A load balancer. */
    BALANCER("balancer"),
    /** An endpoint of a service. */
    ENDPOINT("endpoint"),
    /** A service behind an endpoint. */
    SERVICE("service");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /**
     * Returns a short name.
     *
     * @return such as {@code table}
     */
    @Override
    public String toString() {
      return text;
    }
  }

  @Override
  public String toString() {
    return kind + " " + id + ": " + what;
  }
}
