package dev.tieline.aliyun.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tags of an object, in order of keys. */
public record Tags(Map<String, String> values) {
  private static final Tags NONE = new Tags(Map.of());

  public Tags {
    SortedMap<String, String> sorted = new TreeMap<>(values);
    values = Collections.unmodifiableSortedMap(sorted);
  }

  public static Tags none() {
    return NONE;
  }

  /**
   * Reads tags.
   *
   * @param key what the product calls a tag's key: {@code Key}, of ECS {@code TagKey}
   * @param value what it calls its value
   */
  static Tags of(Collection<Answer> tags, String key, String value) {
    if (tags.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new TreeMap<>();
    tags.forEach(tag -> values.put(tag.text(key), tag.text(value)));
    return new Tags(values);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public Tags with(String key, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return new Tags(more);
  }

  public Tags without(String key) {
    Map<String, String> fewer = new TreeMap<>(values);
    fewer.remove(key);
    return new Tags(fewer);
  }

  public int size() {
    return values.size();
  }
}
