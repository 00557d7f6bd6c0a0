package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That everything written down of something is in force.
 *
 * @param target the id of what it is written down of
 * @param pending whether this run writes or strikes something; no part of the wish's text, since
 *     the wish is the same before and after
 * @param others whether changes were waiting before this run, which may be somebody else's; no part
 *     of the text, either
 */
record PublicationWish(Ref<String> target, boolean pending, boolean others) implements Wish {
  PublicationWish {
    requireNonNull(target, "target");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(target);
  }

  @Override
  public String toString() {
    return "all of " + target + " in force";
  }
}
