package dev.tieline.testkit.internal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The whole cloud as one immutable value: objects, tags, settings and counters of all accounts and
 * regions in one sorted map of paths such as {@code vpc/111122223333/eu-west-1/vpc-0a}. Writes
 * return a new world that shares nearly everything with the old one.
 */
public record World(PersistentMap<String, Object> entries, long counter, long seed) {

  public static World empty(long seed) {
    return new World(PersistentMap.empty(), 0, seed);
  }

  public @Nullable Object get(String path) {
    return entries.get(path);
  }

  public World put(String path, Object value) {
    return new World(entries.put(path, value), counter, seed);
  }

  public World remove(String path) {
    return new World(entries.remove(path), counter, seed);
  }

  public World counted() {
    return new World(entries, counter + 1, seed);
  }

  /** Returns the values of one type whose paths start with {@code prefix}, sorted by path. */
  public <T> List<T> below(String prefix, Class<T> type) {
    List<T> found = new ArrayList<>();
    entries.forEach(prefix, prefix + '\uffff', (path, value) -> found.add(type.cast(value)));
    return found;
  }

  /** Returns the paths that start with {@code prefix}, sorted. */
  public List<String> paths(String prefix) {
    List<String> found = new ArrayList<>();
    entries.forEach(prefix, prefix + '\uffff', (path, value) -> found.add(path));
    return found;
  }

  /** Returns the object with such an id as {@code vpc-0a}, in whatever account and region. */
  public @Nullable Object ofId(String id) {
    int dash = id.lastIndexOf('-');
    if (dash >= 0) {
      for (String path : paths(id.substring(0, dash) + "/")) {
        if (path.endsWith("/" + id)) {
          return get(path);
        }
      }
    }
    return null;
  }

  /** Is told of a path whose value changes; null where there is none. */
  public interface Change {
    void of(String path, @Nullable Object before, @Nullable Object after);
  }

  /** Tells the paths at which two worlds differ, sorted but for those that are new. */
  @SuppressWarnings("ReferenceEquality") // values that are the same object need no look inside
  public static void changes(World before, World after, Change change) {
    before.entries.forEach(
        (path, old) -> {
          Object now = after.get(path);
          if (now != old && !old.equals(now)) {
            change.of(path, old, now);
          }
        });
    after.entries.forEach(
        (path, now) -> {
          if (!before.entries.containsKey(path)) {
            change.of(path, null, now);
          }
        });
  }

  /**
   * Returns sixteen hexadecimal digits for the present counter: a bijection of it (the finaliser of
   * SplitMix64), so that ids look random, never collide and follow from the seed.
   */
  public String digits() {
    long z = seed * 0x9E3779B97F4A7C15L + counter;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return HexFormat.of().toHexDigits(z ^ (z >>> 31)).toLowerCase(Locale.ROOT);
  }

  /** Returns the same as thirteen lower-case letters and digits. */
  public String letters() {
    String some = Long.toUnsignedString(Long.parseUnsignedLong(digits(), 16), Character.MAX_RADIX);
    return "0".repeat(13 - some.length()) + some.toLowerCase(Locale.ROOT);
  }
}
