package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That an account has opened Cloud Data Transfer.
 *
 * @param alias the account's alias
 * @param crossBorder whether it is the part for traffic across the border of the Chinese mainland
 */
record CdtWish(String alias, boolean crossBorder) implements Wish {
  CdtWish {
    requireNonNull(alias, "alias");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  @Override
  public String toString() {
    return "open " + CdtOpenings.words(crossBorder) + " in " + alias;
  }
}
