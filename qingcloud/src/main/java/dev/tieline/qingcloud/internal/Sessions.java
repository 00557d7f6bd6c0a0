package dev.tieline.qingcloud.internal;

/** Gives what requests of one account are signed with. Safe for several threads. */
@FunctionalInterface
interface Sessions {
  /**
   * Returns what to sign with now, which may be read anew.
   *
   * @throws Unsigned if there is nothing to sign with
   */
  Session current() throws InterruptedException;
}
