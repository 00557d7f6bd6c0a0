package dev.tieline.testkit.contract;

/** A promise that was not kept. */
public final class Breach extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was not kept.
   *
   * @param what the promise, what was found and what was expected
   */
  public Breach(String what) {
    super(what);
  }

  static void unless(boolean kept, String what) {
    if (!kept) {
      throw new Breach(what);
    }
  }
}
