package dev.tieline.aliyun.internal;

import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.spi.Scope;
import java.util.List;

/** A network ACL as it was read, with the vSwitches that it serves. */
public record Acl(
    String id,
    Scope scope,
    String vpc,
    String name,
    String status,
    List<String> vSwitches,
    List<AclEntry> entries,
    Tags tags)
    implements Tagged {
  public Acl {
    vSwitches = vSwitches.stream().sorted().toList();
    entries = entries.stream().sorted().toList();
  }
}
