package dev.tieline.provider;

import dev.tieline.error.TielineException;
import dev.tieline.spi.Query;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Unread;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The reads of a survey in phases: the next begins when every answer of one is there. Used by one
 * survey, on its thread.
 */
public final class Phases {
  private final Reads reads;
  private final Function<TielineException, Unread> reason;
  private final BooleanSupplier next;
  private int outstanding;

  /** Notes what could not be read. */
  @FunctionalInterface
  public interface Failures {
    /**
     * Notes that objects of some types could not be read.
     *
     * @param why the reason
     * @param types the types
     */
    void failed(Unread why, Class<?>... types);
  }

  /**
   * Starts with nothing asked.
   *
   * @param reads takes the reads
   * @param reason what a refusal says of why something could not be read
   * @param next begins the next phase; false if there is none
   */
  public Phases(Reads reads, Function<TielineException, Unread> reason, BooleanSupplier next) {
    this.reads = reads;
    this.reason = reason;
    this.next = next;
  }

  /**
   * Begins the first phase.
   *
   * @param first asks for its reads
   */
  public void start(Runnable first) {
    outstanding++; // so that answers that come at once do not end the phase
    first.run();
    answered();
  }

  /**
   * Asks; a refusal is noted as the reason why objects of these types could not be read.
   *
   * @param query the list
   * @param then gets all items
   * @param failures notes the refusal
   * @param types what the list would have told of
   * @param <T> the type of the items
   */
  public <T> void ask(
      Query<T> query, Consumer<List<T>> then, Failures failures, Class<?>... types) {
    ask(query, then, refused -> failures.failed(reason.apply(refused), types));
  }

  /**
   * Asks.
   *
   * @param query the list
   * @param then gets all items
   * @param otherwise gets the refusal
   * @param <T> the type of the items
   */
  public <T> void ask(
      Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise) {
    outstanding++;
    reads.all(
        query,
        found -> {
          then.accept(found);
          answered();
        },
        refused -> {
          otherwise.accept(refused);
          answered();
        });
  }

  /**
   * Returns what a refusal says.
   *
   * @param refused the refusal
   * @return the cloud's words
   */
  public static String words(TielineException refused) {
    return String.valueOf(refused.getMessage());
  }

  private void answered() {
    if (--outstanding == 0) {
      outstanding++;
      if (next.getAsBoolean()) {
        answered();
      } else {
        outstanding--;
      }
    }
  }
}
