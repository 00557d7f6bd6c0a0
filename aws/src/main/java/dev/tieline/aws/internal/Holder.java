package dev.tieline.aws.internal;

/** Whose the object is that an attribute belongs to, which decides whether we may change it. */
enum Holder {
  /** Ours: we change it as wished. */
  OURS,
  /** Somebody else's, and the topology consents to a change; the old value is kept and restored. */
  CONSENTING,
  /** Somebody else's: it is used if it fits. */
  FOREIGN
}
