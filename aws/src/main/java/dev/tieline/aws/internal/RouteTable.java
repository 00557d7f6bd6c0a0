package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A route table as it was read, without its routes, which are facts of their own.
 *
 * @param unresolved routes that this library does not model (to prefix lists, for example), as the
 *     cloud shows them
 */
public record RouteTable(
    String id,
    Scope scope,
    String vpc,
    List<Association> associations,
    List<String> unresolved,
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
