package dev.tieline.apply;

import dev.tieline.plan.Handover;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The next move is somebody else's, or time's. Apply again at {@link #nextLook()} or any time after
 * the move: it continues.
 *
 * @param part which part
 * @param address the object that is waited for
 * @param party who must move
 * @param what the state that it is in
 * @param handover the party's part as a document
 * @param nextLook when a look is worth its calls
 * @param expires when the cloud stops waiting; null if it never does, or does not say
 */
public record Waiting(
    String part,
    String address,
    String party,
    String what,
    Handover handover,
    Instant nextLook,
    @Nullable Instant expires)
    implements PartOutcome {
  /**
   * Returns until when the party can move.
   *
   * @return when the cloud stops waiting; empty if it never does, or does not say
   */
  public Optional<Instant> until() {
    return Optional.ofNullable(expires);
  }
}
