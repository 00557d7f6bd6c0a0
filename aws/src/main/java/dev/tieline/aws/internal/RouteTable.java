package dev.tieline.aws.internal;

import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A route table as it was read, without its routes, which are facts of their own.
 *
 * @param unresolved its routes to prefix lists, and what this library does not model
 */
public record RouteTable(
    String id,
    Scope scope,
    String vpc,
    List<Association> associations,
    List<OtherRoute> unresolved,
    Tags tags)
    implements Tagged {
  public RouteTable {
    associations = List.copyOf(associations);
    unresolved = List.copyOf(unresolved);
  }

  public boolean main() {
    return associations.stream().anyMatch(Association::main);
  }
}
