package dev.tieline.testkit.internal;

import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Reply;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A fake cloud as a function from (world, request, time) to (world, answer). It holds nothing that
 * changes: whoever keeps a world can go back to it.
 *
 * @param <C> who asks
 * @param <R> what is asked for
 */
public interface CloudFunction<C extends CloudFunction.Asker, R extends CloudFunction.Asked> {

  /** Who asks, and where. */
  interface Asker {
    String account();

    String region();
  }

  /** A request that was read: what is wanted, and with which parameters. */
  interface Asked {
    String name();

    SortedMap<String, String> parameters();

    boolean isMutating();

    /** Tells whether the world after the call is kept; false for calls that only look. */
    boolean keeps();

    boolean isDryRun();

    /** Tells whether the call names no object by its id, filters aside. */
    boolean isList();
  }

  /** An answer with the world after it; the error code is null on success. */
  record Answer(World world, Reply reply, @Nullable String errorCode) {}

  World start();

  /** Tells who signed a request; wall time judges the signature, cloud time the session. */
  C authenticate(World world, Ask ask, Instant wall, Instant now);

  /** Returns what a request may carry only once, or null when the cloud does not mind. */
  default @Nullable String once(Ask ask) {
    return null;
  }

  /** The refusal of a request that carries what an earlier one carried. */
  default CloudError repeated() {
    throw new IllegalStateException("no request carries anything that is good for once");
  }

  R read(Ask ask, C caller);

  /** Works one call; the world of a refused call is the one that was given. */
  Answer serve(
      World world,
      C caller,
      R request,
      Instant now,
      @Nullable String deniedAction,
      String requestId);

  /** Returns the action that the settings do not let the caller perform, or null. */
  @Nullable String deniedAction(World world, C caller, R request);

  /** The answer to a request whose sender is not known. */
  Reply refusal(Ask ask, CloudError error, String requestId);

  Reply refusal(C caller, CloudError error, String requestId);

  CloudError denied(C caller, String action);

  CloudError throttled(C caller);

  /** The refusal of a call that finds its bucket empty. */
  default CloudError limited(C caller) {
    return throttled(caller);
  }

  CloudError failure(int status);

  /** Returns the buckets after one call, or null when its bucket is empty. */
  @Nullable Buckets limit(Buckets buckets, C caller, R request, Instant now);
}
