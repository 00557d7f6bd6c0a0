package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stages of an object that is made, worked on and deleted by jobs: what it is follows from the
 * instants alone.
 *
 * @param made when it was asked for
 * @param ready when it is made
 * @param work what is being done to it, empty for nothing
 * @param until when that is done
 * @param leased when its lease is there, so that it can be deleted
 * @param ended when its deletion is done
 */
record Life(
    Instant made,
    Instant ready,
    String work,
    Instant until,
    Instant leased,
    @Nullable Instant ended) {

  static Life begin(Instant now, Instant ready, Instant leased) {
    return new Life(now, ready, "", ready, leased, null);
  }

  /** Something else is being done to it. */
  Life busy(String with, Instant till) {
    return new Life(made, ready, with, till, leased, ended);
  }

  Life end(Instant at) {
    return new Life(made, ready, "", until, leased, at);
  }

  boolean isEnded(Instant now) {
    return ended != null && !now.isBefore(ended);
  }

  /** Tells whether it works: made, and not yet gone. */
  boolean isUp(Instant now) {
    return !now.isBefore(ready) && !isEnded(now);
  }

  /** Returns what is under way, in the cloud's word, empty for nothing. */
  String transition(Instant now) {
    if (ended != null) {
      return isEnded(now) ? "" : "deleting";
    }
    return now.isBefore(ready) ? "creating" : now.isBefore(until) ? work : "";
  }

  /** Returns when the state was another one for the last time. */
  Instant since(Instant now) {
    if (ended != null && !now.isBefore(ended)) {
      return ended;
    }
    return !now.isBefore(until) && until.isAfter(ready)
        ? until
        : now.isBefore(ready) ? made : ready;
  }
}
