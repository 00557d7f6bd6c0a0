package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * The system route table, which comes with a VPC.
 *
 * @param vpc the VPC's id
 */
record SystemTableWish(Ref<String> vpc) implements Wish {
  SystemTableWish {
    requireNonNull(vpc, "vpc");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "system table of " + vpc;
  }
}
