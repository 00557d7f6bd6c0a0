package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Descriptions;
import dev.tieline.provider.Marked;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.Map;

/**
 * A route entry as it was read.
 *
 * @param entryId the cloud's id of the entry
 * @param target the id of what it leads to
 * @param disabled whether the cloud says that what it leads to is out of use
 * @param status the cloud's word; only one that is Available carries traffic
 */
public record Route(
    Scope scope,
    String vpc,
    String table,
    String entryId,
    Cidr destination,
    String target,
    NextHop kind,
    boolean disabled,
    Origin origin,
    String status,
    String name,
    String description)
    implements Marked {
  /** What a route is known by: a table has one of a destination. */
  @Override
  public String id() {
    return id(table, destination);
  }

  public static String id(String table, Cidr destination) {
    return table + "|" + destination;
  }

  @Override
  public Map<Owner, Address> marks() {
    return Descriptions.marks(description);
  }

  public boolean available() {
    return status.equals("Available");
  }
}
