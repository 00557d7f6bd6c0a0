package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag on a part of a network that says something about what can not be marked itself.
 *
 * @param holder the id of what bears the tag
 * @param subject what it speaks of: the last part of the tag's key
 * @param text the tag's value, or its first part
 * @param target the second part of the value, after a slash; null if there is none
 */
record LabelWish(Ref<String> holder, String subject, String text, @Nullable Ref<String> target)
    implements Wish {
  LabelWish {
    requireNonNull(holder, "holder");
    requireNonNull(subject, "subject");
    requireNonNull(text, "text");
  }

  @Override
  public List<Ref<?>> refs() {
    List<Ref<?>> refs = new ArrayList<>();
    refs.add(holder);
    if (target != null) {
      refs.add(target);
    }
    return refs;
  }

  @Override
  public String toString() {
    return subject + " " + text + (target == null ? "" : "/" + target) + " on " + holder;
  }
}
