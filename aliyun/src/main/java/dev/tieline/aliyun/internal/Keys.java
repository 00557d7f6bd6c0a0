package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;

/**
 * What facts are filed under, besides their ids: {@code Facts.find(Route.class, new
 * Keys.RouteAt(table, cidr))}. Callers and states of Cloud Data Transfer are filed under their
 * alias, opened products under it, too, quotas under {@link Quotas}.
 */
public final class Keys {
  private Keys() {}

  /** A peering connection as a scope sees it. */
  public record Seen(Scope scope, String id) {}

  /** Bears the owner's mark with this address. */
  public record Marked(Owner owner, Address address) {}

  /** Bears the owner's mark. */
  public record OwnedBy(Owner owner) {}

  /** Belongs to this VPC; a peering connection belongs to both. */
  public record InVpc(String vpc) {}

  /** An endpoint of a VPC for a service, whichever it is. */
  public record EndpointAt(String vpc, String service) {}

  /** A zone or a security group of this endpoint. */
  public record OfEndpoint(String endpoint) {}

  /** A service as an account sees it from a region. */
  public record Offered(Scope scope, String service) {}

  /** A zone of PrivateZone by its name, in the account of a scope. */
  public record ZoneNamed(Scope scope, String name) {}

  /** A record of this zone of PrivateZone. */
  public record InZone(String zone) {}

  /** A peering connection of these two VPCs, in either direction. */
  public record Pair(String smaller, String greater) {
    public static Pair of(String a, String b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /** The route of a table to a destination. */
  public record RouteAt(String table, Cidr destination) {}

  /** A route of this table that leads to no single block. */
  public record InTable(String table) {}

  /** A route to this target. */
  public record Via(String target) {}

  /** A rule of this group, or what holds within it. */
  public record InGroup(String group) {}

  /** A rule of a group by what it says, whatever its priority. */
  public record RuleAt(
      String group, boolean ingress, Traffic traffic, RulePeer peer, boolean accept) {}

  /** The group of a name in a VPC. */
  public record GroupNamed(String vpc, String name) {}

  /** A route table or vSwitch of a VPC by its name. */
  public record Named(String vpc, String name) {}

  /** Belongs to this service of PrivateLink. */
  public record OfService(String service) {}

  /** Everything of this scope. */
  public record In(Scope scope) {}

  /** A quota by its code. */
  public record Quotas(Scope scope, String code) {}
}
