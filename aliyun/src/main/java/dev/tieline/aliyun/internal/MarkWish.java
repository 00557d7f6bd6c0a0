package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Address;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * Our mark on something that is not made with it.
 *
 * @param holder the id of what bears it
 * @param link the address in it
 * @param uses whether somebody else made what bears it
 */
record MarkWish(Ref<String> holder, Address link, boolean uses) implements Wish {
  MarkWish {
    requireNonNull(holder, "holder");
    requireNonNull(link, "link");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(holder);
  }

  @Override
  public String toString() {
    return "mark " + link + " on " + holder;
  }
}
