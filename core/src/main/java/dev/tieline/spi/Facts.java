package dev.tieline.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a survey found, in the cloud's own types: each object under any number of keys (its id, its
 * mark, its natural key), so that every look is one step, however much was found. Immutable.
 */
public final class Facts {
  private record Slot(Class<?> type, Object key) {}

  private record Where(Scope scope, Class<?> type) {}

  private record Told(Scope scope, String words) {}

  private final Map<Slot, List<Object>> byKey;
  private final Map<Class<?>, List<Object>> byType;
  private final Map<Where, Unread> unreadable;
  private final Map<Told, Unread> told = new LinkedHashMap<>();

  private Facts(Builder builder) {
    byKey = builder.byKey;
    byType = builder.byType;
    unreadable = builder.unreadable;
    unreadable.forEach((where, why) -> told.putIfAbsent(new Told(where.scope(), why.words()), why));
  }

  /**
   * Returns the objects of a type that are filed under a key.
   *
   * @param type the type
   * @param key the key
   * @param <T> the type
   * @return in the order in which they were filed; empty if there are none
   */
  public <T> List<T> find(Class<T> type, Object key) {
    return cast(byKey.getOrDefault(new Slot(type, key), List.of()));
  }

  /**
   * Returns the only object of a type that is filed under a key.
   *
   * @param type the type
   * @param key the key
   * @param <T> the type
   * @return the first of them; empty if there is none
   */
  public <T> Optional<T> one(Class<T> type, Object key) {
    List<T> found = find(type, key);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /**
   * Returns all objects of a type.
   *
   * @param type the type
   * @param <T> the type
   * @return in the order in which they were filed
   */
  public <T> List<T> all(Class<T> type) {
    return cast(byType.getOrDefault(type, List.of()));
  }

  /**
   * Returns why objects of a type could not be read.
   *
   * @param scope where
   * @param type the type
   * @return the cloud's words; empty if they have been read
   */
  public Optional<String> unreadable(Scope scope, Class<?> type) {
    return Optional.ofNullable(unreadable.get(new Where(scope, type))).map(Unread::words);
  }

  /**
   * Returns all that is known of a reason why something could not be read.
   *
   * @param scope where
   * @param words the cloud's words, as {@link #unreadable} returned them
   * @return the reason; of words that were never filed, no more than these
   */
  public Unread unread(Scope scope, String words) {
    return told.getOrDefault(new Told(scope, words), Unread.because(words));
  }

  /**
   * Returns where objects of a type could not be read, and why.
   *
   * @param type the type
   * @return the cloud's words by scope, in order of scopes; empty if all have been read
   */
  public SortedMap<Scope, String> unreadable(Class<?> type) {
    SortedMap<Scope, String> found = new TreeMap<>();
    unreadable.forEach(
        (where, why) -> {
          if (where.type() == type) {
            found.put(where.scope(), why.words());
          }
        });
    return found;
  }

  @SuppressWarnings("unchecked") // filed under their own type, by Builder.add alone
  private static <T> List<T> cast(List<Object> objects) {
    return (List<T>) Collections.unmodifiableList(objects);
  }

  /** Collects facts. Not thread-safe; used for one {@link #build()}. */
  public static final class Builder {
    private final Map<Slot, List<Object>> byKey = new LinkedHashMap<>();
    private final Map<Class<?>, List<Object>> byType = new LinkedHashMap<>();
    private final Map<Where, Unread> unreadable = new LinkedHashMap<>();

    /** Starts empty. */
    public Builder() {}

    /**
     * Files an object.
     *
     * @param type its type
     * @param object the object
     * @param keys what it is found by; the same key twice counts once
     * @param <T> the type
     */
    public <T> void add(Class<T> type, T object, Object... keys) {
      byType.computeIfAbsent(type, t -> new ArrayList<>()).add(object);
      Set<Object> once = new LinkedHashSet<>();
      for (Object key : keys) {
        if (once.add(key)) {
          byKey.computeIfAbsent(new Slot(type, key), s -> new ArrayList<>(1)).add(object);
        }
      }
    }

    /**
     * Notes that objects of a type could not be read.
     *
     * @param scope where
     * @param type the type
     * @param why the cloud's words
     */
    public void unreadable(Scope scope, Class<?> type, String why) {
      unreadable(scope, type, Unread.because(why));
    }

    /**
     * Notes that objects of a type could not be read.
     *
     * @param scope where
     * @param type the type
     * @param why the reason
     */
    public void unreadable(Scope scope, Class<?> type, Unread why) {
      unreadable.putIfAbsent(new Where(scope, type), why);
    }

    /**
     * Returns the facts; the builder is not to be used again.
     *
     * @return the facts
     */
    public Facts build() {
      return new Facts(this);
    }
  }
}
