package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One call to a cloud, as a value: a kind says what to call, the engine makes the call, with
 * pacing, retries and an attempt's time limit. That a method returns one of these is why it can not
 * make two calls.
 *
 * @param scope where it goes
 * @param operation the cloud's name of the operation
 * @param mutating whether it may change anything
 * @param turn what only one call at a time may write to, where the cloud demands that; null for no
 *     restriction
 * @param body makes the call and turns the answer into a value, on a worker thread, perhaps several
 *     times
 * @param <T> the answer
 */
public record Call<T>(
    Scope scope, String operation, boolean mutating, @Nullable String turn, Body<T> body) {
  /** Checks that nothing is missing. */
  public Call {
    requireNonNull(scope, "scope");
    requireNonNull(operation, "operation");
    requireNonNull(body, "body");
  }

  /**
   * Makes a call with the cloud's client.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  public interface Body<T> {
    /**
     * Makes the call.
     *
     * @param clients the clients of the call's scope
     * @return the answer
     * @throws Exception what the cloud's client throws; the module's error table explains it
     */
    T run(Clients clients) throws Exception;
  }

  /**
   * Returns a call that reads.
   *
   * @param scope where it goes
   * @param operation the cloud's name of the operation
   * @param body makes it
   * @param <T> the answer
   * @return the call
   */
  public static <T> Call<T> read(Scope scope, String operation, Body<T> body) {
    return new Call<>(scope, operation, false, null, body);
  }

  /**
   * Returns a call that may change something.
   *
   * @param scope where it goes
   * @param operation the cloud's name of the operation
   * @param body makes it
   * @param <T> the answer
   * @return the call
   */
  public static <T> Call<T> write(Scope scope, String operation, Body<T> body) {
    return new Call<>(scope, operation, true, null, body);
  }

  /**
   * Returns the same call, to be made only while no other call with the same turn is out in its
   * scope.
   *
   * @param turn what is written to
   * @return a new call
   */
  public Call<T> inTurn(String turn) {
    return new Call<>(scope, operation, mutating, requireNonNull(turn, "turn"), body);
  }
}
