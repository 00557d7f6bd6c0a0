package dev.tieline.aliyun.internal;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Scope;

/**
 * What only facts of this cloud are filed under, besides the keys of all. States of Cloud Data
 * Transfer and opened products are filed under their alias.
 */
public final class AliyunKeys {
  private AliyunKeys() {}

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

  /** A route of this table that leads to no single block. */
  public record InTable(String table) {}

  /** A rule of a group by what it says, whatever its priority. */
  public record RuleAt(
      String group, boolean ingress, Traffic traffic, RulePeer peer, boolean accept) {}

  /** Belongs to this service of PrivateLink. */
  public record OfService(String service) {}
}
