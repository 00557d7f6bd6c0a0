package dev.tieline.testkit.internal.aliyun;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the cloud writes them: whole seconds of UTC. */
final class Times {
  private Times() {}

  static String iso(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
