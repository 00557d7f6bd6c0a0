package dev.tieline.snapshot;

import dev.tieline.net.Cidr;
import java.util.List;

/**
 * A subnet.
 *
 * @param id the cloud's id
 * @param vpc the id of its VPC
 * @param name its name in the cloud; empty if it has none
 * @param cidrs its blocks, of both families, in address order
 * @param zone the account's name of the zone; empty if it has none
 * @param zoneId the zone's id, which means the same in all accounts; empty if unknown
 * @param routeTable the id of the route table in effect, be it associated or the main one; empty if
 *     unknown
 * @param acl the id of the network ACL in effect; empty where the cloud has none
 */
public record Subnet(
    String id,
    String vpc,
    String name,
    List<Cidr> cidrs,
    String zone,
    String zoneId,
    String routeTable,
    String acl) {
  /** Copies the blocks. */
  public Subnet {
    cidrs = cidrs.stream().sorted().toList();
  }
}
