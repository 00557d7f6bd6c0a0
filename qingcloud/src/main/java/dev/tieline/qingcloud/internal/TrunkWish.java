package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * The access point by which a hub's border router reaches those of other zones.
 *
 * @param zone the border's zone
 * @param border the border router
 * @param chosen the id that the caller has given; empty for the one that is found at the border
 * @param others the borders of the other zones: no part of the wish's text
 * @param wanNets the enterprise's networks that access points of the hub are in already: no part of
 *     the wish's text
 */
record TrunkWish(
    String zone, Ref<String> border, String chosen, List<Ref<String>> others, List<String> wanNets)
    implements Wish {
  TrunkWish {
    requireNonNull(zone, "zone");
    requireNonNull(border, "border");
    requireNonNull(chosen, "chosen");
    others = List.copyOf(others);
    wanNets = List.copyOf(wanNets);
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(border);
  }

  @Override
  public String toString() {
    return "access point of " + border + (chosen.isEmpty() ? "" : ", " + chosen);
  }
}
