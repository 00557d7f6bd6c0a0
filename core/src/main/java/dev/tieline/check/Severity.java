package dev.tieline.check;

/** How much a finding weighs. */
public enum Severity {
  /** Worth knowing; nothing to do. */
  INFO,
  /** The plan can be applied, but what comes of it may not be what is wished. */
  WARNING,
  /** The part that it is about can not be made; apply leaves that part alone. */
  ERROR
}
