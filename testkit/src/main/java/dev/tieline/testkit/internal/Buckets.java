package dev.tieline.testkit.internal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Token buckets by name: they fill with time and are emptied by calls. Immutable. */
public record Buckets(PersistentMap<String, Level> levels) {

  record Level(double tokens, Instant at) {}

  public static Buckets full() {
    return new Buckets(PersistentMap.empty());
  }

  /** Returns the buckets after one call, or null when its bucket is empty. */
  public @Nullable Buckets take(String name, double size, double perSecond, Instant now) {
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
