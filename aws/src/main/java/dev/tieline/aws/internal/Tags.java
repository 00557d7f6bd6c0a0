package dev.tieline.aws.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

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

  static Tags of(Collection<Tag> tags) {
    if (tags.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new TreeMap<>();
    for (Tag tag : tags) {
      // an empty value comes as an empty element, which the SDK may read as null
      values.put(tag.key(), tag.value() == null ? "" : tag.value());
    }
    return new Tags(values);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The tag that consoles show as the name; empty if there is none. */
  public String name() {
    return values.getOrDefault("Name", "");
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
