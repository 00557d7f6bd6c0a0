package dev.tieline.qingcloud.internal;

/** Tells with which key calls of a scope are signed now. */
@FunctionalInterface
interface Signs {
  /**
   * Returns the key's id.
   *
   * @throws Unsigned if there is nothing to sign with
   */
  String accessKeyId() throws InterruptedException;
}
