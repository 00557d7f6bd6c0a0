package dev.tieline.aws.internal;

import dev.tieline.snapshot.AclEntry;
import dev.tieline.spi.Scope;
import java.util.List;

/** A network ACL as it was read, with the subnets that it serves. */
public record Acl(
    String id, Scope scope, String vpc, List<String> subnets, List<AclEntry> entries, Tags tags)
    implements Tagged {
  public Acl {
    subnets = List.copyOf(subnets);
    entries = entries.stream().sorted().toList();
  }
}
