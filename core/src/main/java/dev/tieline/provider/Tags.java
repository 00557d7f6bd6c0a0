package dev.tieline.provider;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tags of an object.
 *
 * @param values the tags' values by their keys, in order of keys
 */
public record Tags(Map<String, String> values) {
  private static final Tags NONE = new Tags(Map.of());

  /** Copies the values. */
  public Tags {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Returns no tags.
   *
   * @return the same value always
   */
  public static Tags none() {
    return NONE;
  }

  /**
   * Returns the value of a tag.
   *
   * @param key the tag's key
   * @return its value; empty if there is no such tag
   */
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * Returns these tags with one more, or with another value of one.
   *
   * @param key the tag's key
   * @param value its value
   * @return new tags
   */
  public Tags with(String key, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return new Tags(more);
  }

  /**
   * Returns these tags without one.
   *
   * @param key the tag's key
   * @return new tags
   */
  public Tags without(String key) {
    Map<String, String> fewer = new TreeMap<>(values);
    fewer.remove(key);
    return new Tags(fewer);
  }

  /**
   * Returns how many there are.
   *
   * @return the number of keys
   */
  public int size() {
    return values.size();
  }
}
