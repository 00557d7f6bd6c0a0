package dev.tieline.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param next what to ask the next page with; null on the last one
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Returns the only page of a list.
   *
   * @param items what is on it
   * @param <T> the type of the items
   * @return the page
   */
  public static <T> Page<T> only(List<T> items) {
    return new Page<>(items, null);
  }
}
