package dev.tieline.toy;

/** What can go wrong with a call. */
public enum Fault {
  /** Too many calls. */
  THROTTLED,
  /** The region is out of order. */
  DOWN,
  /** The caller may not do this. */
  DENIED,
  /** Something that is no permission has to be brought about first. */
  UNPAID,
  /** The state of something else does not allow it. */
  CONFLICT,
  /** Something that is named is not there. */
  MISSING,
  /** A limit is reached. */
  QUOTA,
  /** The connection breaks before the call has an effect. */
  RESET,
  /** The call has its effect, and the answer is lost. */
  LOST,
  /** The connection breaks, and the call has its effect later. */
  LATE
}
