package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Address;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hub's border router in a zone.
 *
 * @param zone the zone
 * @param name its name, which is our mark: no part of the wish's text
 * @param formerly the address in the mark of the one that is there, if the hub was renamed: no part
 *     of the wish's text
 */
record BorderWish(String zone, String name, @Nullable Address formerly) implements Wish {
  BorderWish {
    requireNonNull(zone, "zone");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  @Override
  public String toString() {
    return "border router in " + zone;
  }
}
