package dev.tieline.retry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Token buckets, one for each scope and name of a bucket: each says when the next call may be made,
 * and no call waits longer than one that asked later. Has no clock of its own and blocks nobody.
 *
 * <p>A bucket is one number: the moment at which it would be full again if nobody asked. A token
 * moves it by the time that refilling takes (the generic cell rate algorithm of ITU-T I.371), so
 * that asking takes constant time however many calls are queued.
 *
 * <p>Safe for use by several threads.
 */
public final class Buckets {
  // 146 years: far enough from the end of the number that differences do not overflow.
  private static final long FOREVER = Long.MAX_VALUE / 2;

  private final Map<Key, Long> fullAt = new LinkedHashMap<>();

  /** Creates buckets that are all full. */
  public Buckets() {}

  /**
   * Takes a token, or reserves the next one that nobody has reserved yet; there is no way to give
   * it back.
   *
   * @param scope whose bucket: account, region, and what else the cloud counts by
   * @param pace the name and numbers of the bucket; calls to one bucket give the same numbers
   * @param nanosNow the reading of a monotonic clock, the same one for all calls
   * @return zero if the call may be made now, else how long to wait before making it, without
   *     asking again
   */
  public Duration take(String scope, Pace pace, long nanosNow) {
    return take(List.of(new Share(scope, pace)), nanosNow);
  }

  /**
   * Takes a token of each of several buckets for one call, or reserves the next ones for the first
   * moment at which all of them have one.
   *
   * @param shares the buckets, each once
   * @param nanosNow the reading of a monotonic clock, the same one for all calls
   * @return zero if the call may be made now, else how long to wait before making it, without
   *     asking again
   */
  public synchronized Duration take(List<Share> shares, long nanosNow) {
    long wait = 0;
    for (Share share : shares) {
      wait = Math.max(wait, missing(share, nanosNow) - share.allowed());
    }
    // what each would give before that moment is given to nobody
    long then = nanosNow + wait;
    for (Share share : shares) {
      long rest = Math.min(FOREVER, wait + missing(share, then) + share.refill());
      fullAt.put(share.key(), nanosNow + rest);
    }
    return Duration.ofNanos(wait);
  }

  private long missing(Share share, long at) {
    return Math.max(0, fullAt.getOrDefault(share.key(), at) - at);
  }

  /**
   * A bucket.
   *
   * @param scope whose it is: account, region, and what else the cloud counts by
   * @param pace its name and numbers
   */
  public record Share(String scope, Pace pace) {
    /** Checks that nothing is missing. */
    public Share {
      requireNonNull(scope, "scope");
      requireNonNull(pace, "pace");
    }

    private Key key() {
      return new Key(scope, pace.bucket());
    }

    private long refill() {
      return Math.min(FOREVER, (long) Math.ceil(1e9 / pace.perSecond()));
    }

    private long allowed() {
      long spare = pace.burst() - 1L;
      return spare > FOREVER / refill() ? FOREVER : spare * refill();
    }
  }

  private record Key(String scope, String bucket) {}
}
