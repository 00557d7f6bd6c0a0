package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * The main route table, which comes with a VPC.
 *
 * @param vpc the VPC's id
 */
record MainTableWish(Ref<String> vpc) implements Wish {
  MainTableWish {
    requireNonNull(vpc, "vpc");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "main table of " + vpc;
  }
}
