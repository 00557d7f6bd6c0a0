package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A security group of ours.
 *
 * @param vpc the VPC's id
 * @param name its name, unique in the VPC
 * @param ipv6 whether the VPC has IPv6, so that the group begins with an egress rule for it; for
 *     snapshots, no part of the wish's text
 */
record GroupWish(Ref<String> vpc, String name, boolean ipv6) implements Wish {
  GroupWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "group " + name + " in " + vpc;
  }
}
