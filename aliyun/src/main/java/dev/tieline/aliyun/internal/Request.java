package dev.tieline.aliyun.internal;

import dev.tieline.provider.Tags;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, with its parameters flattened as the RPC style has them: {@code
 * Tag.1.Key}. Immutable.
 */
public record Request(Product product, String action, Map<String, String> parameters) {
  public Request {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(action, "action");
    SortedMap<String, String> sorted = new TreeMap<>(parameters);
    parameters = Collections.unmodifiableSortedMap(sorted);
  }

  public static Request of(Product product, String action) {
    return new Request(product, action, Map.of());
  }

  public Request with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    if (more.put(name, Objects.requireNonNull(value, name)) != null) {
      throw new IllegalArgumentException(
          "parameter of " + action + ": " + name + " (expected: each once)");
    }
    return new Request(product, action, more);
  }

  public Request with(String name, long value) {
    return with(name, Long.toString(value));
  }

  public Request with(String name, boolean value) {
    return with(name, Boolean.toString(value));
  }

  /** Adds a parameter unless its value is null or empty. */
  public Request maybe(String name, @Nullable String value) {
    return value == null || value.isEmpty() ? this : with(name, value);
  }

  /** Adds a list of plain values: {@code name.1}, {@code name.2}. */
  public Request each(String name, List<String> values) {
    Request request = this;
    for (int i = 0; i < values.size(); i++) {
      request = request.with(name + "." + (i + 1), values.get(i));
    }
    return request;
  }

  /** Adds a list of structures: {@code name.1.Sub}. */
  public Request eachOf(String name, List<Map<String, String>> structures) {
    Request request = this;
    for (int i = 0; i < structures.size(); i++) {
      for (Map.Entry<String, String> sub : new TreeMap<>(structures.get(i)).entrySet()) {
        request = request.with(name + "." + (i + 1) + "." + sub.getKey(), sub.getValue());
      }
    }
    return request;
  }

  /** Adds tags: {@code name.1.Key}, {@code name.1.Value}. */
  public Request tags(String name, Tags tags) {
    return eachOf(
        name,
        tags.values().entrySet().stream()
            .map(t -> Map.of("Key", t.getKey(), "Value", t.getValue()))
            .toList());
  }

  @Override
  public String toString() {
    return product.cloudName() + ":" + action;
  }
}
