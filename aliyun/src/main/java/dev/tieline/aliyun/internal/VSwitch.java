package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A vSwitch as it was read.
 *
 * @param table the route table that it is bound to
 * @param acl the network ACL that it is bound to; empty if it is bound to none
 * @param freeAddresses how many addresses are left in it
 */
public record VSwitch(
    String id,
    Scope scope,
    String vpc,
    String name,
    List<Cidr> cidrs,
    String zone,
    String status,
    String table,
    String acl,
    long freeAddresses,
    Tags tags)
    implements Tagged {
  public VSwitch {
    cidrs = List.copyOf(cidrs);
  }

  /** Returns the same with the owner's mark. */
  VSwitch marked(Owner owner, Address address) {
    return new VSwitch(
        id,
        scope,
        vpc,
        name,
        cidrs,
        zone,
        status,
        table,
        acl,
        freeAddresses,
        tags.with(Marks.key(owner), address.path()));
  }
}
