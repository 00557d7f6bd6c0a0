package dev.tieline.qingcloud.internal;

/**
 * What is known of the state of what a refused call would have changed. The cloud has one code for
 * a missing permission and for a state that does not allow the call just now; only the state tells
 * them apart.
 */
sealed interface Standing {
  /**
   * Something is on the way, after which the same call may be allowed.
   *
   * @param what which object, and its state in the cloud's words
   */
  record Moving(String what) implements Standing {}

  /**
   * Nothing is on the way: the call stays refused.
   *
   * @param what which object, and its state in the cloud's words
   */
  record Settled(String what) implements Standing {}

  /** It was not asked for, or could not be read. */
  record Unknown() implements Standing {}
}
