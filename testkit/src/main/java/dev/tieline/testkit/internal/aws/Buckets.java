package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.PersistentMap;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets for each account, region and class of calls (Amazon EC2 Developer Guide, "Request
 * throttling": 100 reads with 20 more a second, 50 writes with 5 more a second). Immutable.
 */
public record Buckets(PersistentMap<String, Level> levels) {

  record Level(double tokens, Instant at) {}

  public static Buckets full() {
    return new Buckets(PersistentMap.empty());
  }

  /** Returns the buckets after one call, or null when its bucket is empty. */
  public @Nullable Buckets take(Caller caller, boolean mutating, Instant now) {
    double size = mutating ? 50 : 100;
    double perSecond = mutating ? 5 : 20;
    String name = caller.account() + "/" + caller.region() + "/" + mutating;
    Level level = levels.get(name);
    double tokens =
        level == null
            ? size
            : Math.min(
                size,
                level.tokens() + perSecond * Duration.between(level.at(), now).toMillis() / 1000.0);
    return tokens < 1 ? null : new Buckets(levels.put(name, new Level(tokens - 1, now)));
  }
}
