package dev.tieline.aliyun.internal;

import dev.tieline.provider.GroupView;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;

/**
 * A security group as it was read, without its rules, which are facts of their own.
 *
 * @param type the cloud's word: normal or enterprise
 * @param serviceManaged whether a product of the cloud keeps it, so that nobody else may change it
 */
public record SecurityGroup(
    String id, Scope scope, String vpc, String name, String type, boolean serviceManaged, Tags tags)
    implements Tagged, GroupView {
  /** Whether it is of the type that lets nothing out by itself. */
  public boolean enterprise() {
    return type.equals("enterprise");
  }

  /** Returns the same with the owner's mark. */
  SecurityGroup marked(Owner owner, Address address) {
    return new SecurityGroup(
        id, scope, vpc, name, type, serviceManaged, tags.with(Marks.key(owner), address.path()));
  }
}
