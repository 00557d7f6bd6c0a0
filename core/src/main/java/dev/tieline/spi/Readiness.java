package dev.tieline.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a cloud's state of an object means; a closed family. */
public sealed interface Readiness {
  /** As wished: what needs it may begin. */
  record Target() implements Readiness {}

  /**
   * On the way, by itself.
   *
   * @param state the cloud's word
   */
  record Transitional(String state) implements Readiness {}

  /**
   * The next move is somebody else's.
   *
   * @param party who must move
   * @param state the cloud's word
   * @param until when the cloud stops waiting for it; null if it never does, or does not say
   */
  record Waiting(String party, String state, @Nullable Instant until) implements Readiness {
    /**
     * A move that may be made at any time.
     *
     * @param party who must move
     * @param state the cloud's word
     */
    public Waiting(String party, String state) {
      this(party, state, null);
    }
  }

  /**
   * It will not become as wished, or nobody knows the state.
   *
   * @param state the cloud's word
   * @param why the cloud's explanation
   */
  record Failed(String state, String why) implements Readiness {}

  /**
   * Deleted, though the cloud still shows it.
   *
   * @param state the cloud's word
   */
  record Gone(String state) implements Readiness {}
}
