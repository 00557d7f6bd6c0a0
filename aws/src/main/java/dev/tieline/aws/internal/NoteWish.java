package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag that says something about what can not be marked itself.
 *
 * @param resource the id of what bears the tag
 * @param subject what it speaks of: the last part of the tag's key
 * @param text the tag's value, or its first part
 * @param target the second part of the value, after a slash; null if there is none
 */
record NoteWish(Ref<String> resource, String subject, String text, @Nullable Ref<String> target)
    implements Wish {
  NoteWish {
    requireNonNull(resource, "resource");
    requireNonNull(subject, "subject");
    requireNonNull(text, "text");
  }

  @Override
  public List<Ref<?>> refs() {
    List<Ref<?>> refs = new ArrayList<>();
    refs.add(resource);
    if (target != null) {
      refs.add(target);
    }
    return refs;
  }

  @Override
  public String toString() {
    return subject + " " + text + (target == null ? "" : "/" + target) + " on " + resource;
  }
}
