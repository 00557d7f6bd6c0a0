package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Address;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * Our mark on the other side's view of a peering connection of ours.
 *
 * @param pcc the connection's id
 * @param link the link that it is for
 * @param uses whether another topology made the connection
 */
record MarkWish(Ref<String> pcc, Address link, boolean uses) implements Wish {
  MarkWish {
    requireNonNull(pcc, "pcc");
    requireNonNull(link, "link");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(pcc);
  }

  @Override
  public String toString() {
    return "mark " + link + " on " + pcc;
  }
}
