package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
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
 * @param besides what else it writes to, perhaps of other scopes; empty unless it has a turn
 * @param body makes the call and turns the answer into a value, on a worker thread, perhaps several
 *     times
 * @param <T> the answer
 */
public record Call<T>(
    Scope scope,
    String operation,
    boolean mutating,
    @Nullable String turn,
    List<Turn> besides,
    Body<T> body) {
  /** Checks that nothing is missing. */
  public Call {
    requireNonNull(scope, "scope");
    requireNonNull(operation, "operation");
    besides = List.copyOf(besides);
    requireNonNull(body, "body");
  }

  /**
   * What one call at a time may write to.
   *
   * @param scope where that is
   * @param name what it is
   */
  public record Turn(Scope scope, String name) {
    /** Checks that nothing is missing. */
    public Turn {
      requireNonNull(scope, "scope");
      requireNonNull(name, "name");
    }
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
    return new Call<>(scope, operation, false, null, List.of(), body);
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
    return new Call<>(scope, operation, true, null, List.of(), body);
  }

  /**
   * Returns the same call, to be made only while no other call with the same turn is out in its
   * scope.
   *
   * @param turn what is written to
   * @return a new call
   */
  public Call<T> inTurn(String turn) {
    return new Call<>(scope, operation, mutating, requireNonNull(turn, "turn"), besides, body);
  }

  /**
   * Returns the same call, to be made only while no other call is out that writes to this, either.
   * It is paced as one of each scope and turn that it has.
   *
   * @param other what else is written to
   * @return a new call
   * @throws IllegalStateException if the call has no turn of its own
   */
  public Call<T> beside(Turn other) {
    if (turn == null) {
      throw new IllegalStateException(operation + " has no turn (expected: one of its own first)");
    }
    List<Turn> all = new ArrayList<>(besides);
    all.add(other);
    return new Call<>(scope, operation, mutating, turn, all, body);
  }

  /**
   * Returns everything of which only one call at a time may write to it, and this one does.
   *
   * @return the turns, its own first; empty if it has none
   */
  public List<Turn> turns() {
    if (turn == null) {
      return List.of();
    }
    List<Turn> all = new ArrayList<>();
    all.add(new Turn(scope, turn));
    all.addAll(besides);
    return all;
  }

  /**
   * Returns the same call as one of another scope and turn, to ask for the pace there.
   *
   * @param other one of its turns
   * @return a call that is not to be made
   */
  public Call<T> as(Turn other) {
    return new Call<>(other.scope(), operation, mutating, other.name(), List.of(), body);
  }
}
