package dev.tieline.aws.internal;

import dev.tieline.error.TielineException;
import dev.tieline.spi.Query;
import dev.tieline.spi.Reads;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The reads of a survey in phases: the next begins when every answer of one is there. */
final class Phases {
  private final Reads reads;
  private final BooleanSupplier next;
  private int outstanding;

  /**
   * Starts with nothing asked.
   *
   * @param next begins the next phase; false if there is none
   */
  Phases(Reads reads, BooleanSupplier next) {
    this.reads = reads;
    this.next = next;
  }

  /** Begins the first phase. */
  void start(Runnable first) {
    outstanding++; // so that answers that come at once do not end the phase
    first.run();
    answered();
  }

  /** Asks; a refusal is noted in the look as the reason why these types could not be read. */
  <T> void ask(Query<T> query, Consumer<List<T>> then, ScopeLook look, Class<?>... types) {
    ask(query, then, refused -> look.failed(AwsErrors.unread(refused), types));
  }

  <T> void ask(Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise) {
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

  static String words(TielineException refused) {
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
