package dev.tieline.spi;

import dev.tieline.error.TielineException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the reads of a survey. The answers come one after the other on the thread of the run, and
 * may ask for more; the survey ends when nothing is outstanding.
 */
public interface Reads {
  /**
   * Reads a whole list.
   *
   * @param query the list
   * @param then gets all items of all pages
   * @param otherwise gets the refusal, if retries did not help: the fact is unreadable
   * @param <T> the type of the items
   */
  <T> void all(Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise);
}
