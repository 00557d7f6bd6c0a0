package dev.tieline.apply;

/** How a step ended; a closed family. */
sealed interface Result {
  /** It has not ended: it waits for others, or the run was interrupted. */
  record Pending() implements Result {}

  /** It is done. */
  record Done(String id) implements Result {}

  /** Somebody else must move. */
  record Waits(Waiting waiting) implements Result {}

  /** The cloud said no. */
  record Refused(String why) implements Result {}

  /** It was not begun, since the look that it rests on is out of date. */
  record Outdated() implements Result {}

  /** It could not begin, because of another. */
  record Skipped(String because) implements Result {}
}
