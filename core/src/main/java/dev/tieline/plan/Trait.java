package dev.tieline.plan;

/** What one should know of a step before it is made. */
public enum Trait {
  /** The object costs money while it exists, or its traffic does. */
  BILLABLE,
  /** Destroy does not take this back. */
  PERMANENT,
  /**
   * The cloud has no conditional write for it: it is read again just before, and a gap of one call
   * remains.
   */
  UNGUARDED,
  /**
   * Removes an unused double of an object that is wished, which a crash may have left; always
   * allowed, whatever plan was approved.
   */
  SURPLUS,
  /** Puts back what was there before us, instead of removing anything: it is shown as a change. */
  RESTORES
}
