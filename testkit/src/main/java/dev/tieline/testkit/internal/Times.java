package dev.tieline.testkit.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the cloud writes them: whole seconds of UTC. */
public final class Times {
  private Times() {}

  public static String iso(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
