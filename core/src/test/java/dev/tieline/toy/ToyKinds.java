package dev.tieline.toy;

/** Counts how often the toy's kinds were asked by the thread that calls. */
public final class ToyKinds {
  private static final ThreadLocal<long[]> ASKED = ThreadLocal.withInitial(() -> new long[1]);

  private ToyKinds() {}

  static void count() {
    ASKED.get()[0]++;
  }

  /** Begins to count anew. */
  public static void forget() {
    ASKED.remove();
  }

  /** Returns the number of questions since. */
  public static long asked() {
    return ASKED.get()[0];
  }
}
