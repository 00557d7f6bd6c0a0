package dev.tieline.aliyun.internal;

import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A route table as it was read, without its routes, which are facts of their own.
 *
 * @param system whether it is the VPC's own, which serves each vSwitch that is bound to no other
 * @param vSwitches the vSwitches that are bound to it
 */
public record RouteTable(
    String id,
    Scope scope,
    String vpc,
    String name,
    boolean system,
    String status,
    List<String> vSwitches,
    Tags tags)
    implements Tagged {
  public RouteTable {
    vSwitches = vSwitches.stream().sorted().toList();
  }

  /** Returns the same with the owner's mark. */
  RouteTable marked(Owner owner, Address address) {
    return new RouteTable(
        id,
        scope,
        vpc,
        name,
        system,
        status,
        vSwitches,
        tags.with(Marks.key(owner), address.path()));
  }
}
