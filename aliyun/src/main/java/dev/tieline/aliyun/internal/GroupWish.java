package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A security group of ours in a network.
 *
 * @param vpc the VPC's id
 * @param name the name that people see, and
 * @param formerly the id of the group of ours that serves already, under the name that the link had
 *     before; null if there is none: neither is part of the wish's text
 */
record GroupWish(Ref<String> vpc, String name, @Nullable String formerly) implements Wish {
  GroupWish(Ref<String> vpc, String name) {
    this(vpc, name, null);
  }

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
    return "security group in " + vpc;
  }
}
