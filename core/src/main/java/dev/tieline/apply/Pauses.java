package dev.tieline.apply;

import java.time.Duration;

/**
 * Does something again after a while, each time after a longer one, as long as patience lasts,
 * which is counted from the first time.
 */
final class Pauses {
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Loop loop;
  private final Duration patience;
  private Duration pause = Duration.ofSeconds(1);
  private long since = -1;

  Pauses(Loop loop, Duration patience) {
    this.loop = loop;
    this.patience = patience;
  }

  /** Returns false, and does nothing, if patience has run out. */
  boolean again(Runnable next) {
    long now = loop.time().nanos();
    if (since < 0) {
      since = now;
    }
    if (Duration.ofNanos(now - since).compareTo(patience) >= 0) {
      return false;
    }
    loop.after(pause, next);
    pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    return true;
  }
}
