package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A public address of our own.
 *
 * @param bandwidth in Mbit/s
 * @param billing by {@code bandwidth} or by {@code traffic}
 */
record EipWish(int bandwidth, String billing) implements Wish {
  EipWish {
    requireNonNull(billing, "billing");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }
}
