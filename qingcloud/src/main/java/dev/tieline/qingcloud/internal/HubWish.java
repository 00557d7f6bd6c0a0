package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A hub as a whole.
 *
 * @param name its name
 * @param members the VPCs and vxnets that it joins: no part of the wish's text
 */
record HubWish(String name, List<Ref<?>> members) implements Wish {
  HubWish {
    requireNonNull(name, "name");
    members = List.copyOf(members);
  }

  @Override
  public List<Ref<?>> refs() {
    return members;
  }

  @Override
  public String toString() {
    return "hub " + name;
  }
}
