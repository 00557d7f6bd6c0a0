package dev.tieline.error;

/**
 * What kind of refusal a cloud's error is: closed, so that callers can switch on it; the code stays
 * the cloud's.
 */
public enum Category {
  /** Too many calls; the same call may succeed later. */
  THROTTLED,
  /** The object that the call names is not there, or not yet. */
  NOT_FOUND,
  /** What was to be created is there already. */
  ALREADY_EXISTS,
  /** The state of the object, or of one that depends on it, does not allow the call now. */
  CONFLICT,
  /** A limit of the account or of the object is reached. */
  QUOTA,
  /** The caller is unknown or may not do this. */
  DENIED,
  /** The call itself is wrong; it will never succeed. */
  INVALID,
  /** The cloud or the way to it is out of order; nothing was changed. */
  UNAVAILABLE,
  /** An error that the module's table does not hold. */
  UNKNOWN
}
