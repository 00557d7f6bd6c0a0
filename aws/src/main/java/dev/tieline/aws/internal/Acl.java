package dev.tieline.aws.internal;

import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A network ACL as it was read, with the subnets that it serves.
 *
 * @param isDefault whether it serves every new subnet of its VPC
 */
public record Acl(
    String id,
    Scope scope,
    String vpc,
    boolean isDefault,
    List<String> subnets,
    List<AclEntry> entries,
    Tags tags)
    implements Tagged {
  public Acl {
    subnets = List.copyOf(subnets);
    entries = entries.stream().sorted().toList();
  }
}
