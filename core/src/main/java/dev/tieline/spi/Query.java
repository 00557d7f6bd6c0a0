package dev.tieline.spi;

import org.jspecify.annotations.Nullable;

/**
 * A list that is read page by page, one call each.
 *
 * @param <T> the type of the items
 */
@FunctionalInterface
public interface Query<T> {
  /**
   * Returns the call for a page.
   *
   * @param next what the page before said; null for the first page
   * @return the call; all pages in the same scope
   */
  Call<Page<T>> page(@Nullable String next);
}
