package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A custom route table of ours.
 *
 * @param vpc the VPC's id
 * @param name the name that people see: no part of the wish's text
 */
record RouteTableWish(Ref<String> vpc, String name) implements Wish {
  RouteTableWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "route table in " + vpc;
  }
}
