package dev.tieline.testkit.internal.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An object that, once its end is known, is gone from an instant on without a further call. */
interface Mortal {

  /** Returns the instant from which nobody sees the object any more, or null. */
  @Nullable Instant goneAt();

  default boolean isGone(Instant now) {
    Instant gone = goneAt();
    return gone != null && !now.isBefore(gone);
  }
}
