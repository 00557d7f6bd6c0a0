package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call of an action, without the common parameters. A parameter that the {@link Api table} does
 * not hold is refused here: the cloud would ignore it. Immutable.
 */
record Request(Api api, SortedMap<String, String> parameters) {
  Request {
    requireNonNull(api, "api");
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  static Request of(Api api) {
    return new Request(api, new TreeMap<>());
  }

  Request with(String name, String value) {
    if (!api.parameters().containsKey(general(name))) {
      throw new IllegalArgumentException(
          "parameter of "
              + api.action()
              + ": "
              + name
              + " (expected one of: "
              + String.join(", ", api.parameters().keySet())
              + ")");
    }
    SortedMap<String, String> more = new TreeMap<>(parameters);
    if (more.put(name, requireNonNull(value, name)) != null) {
      throw new IllegalArgumentException(
          "parameter of " + api.action() + ": " + name + " (expected: each once)");
    }
    return new Request(api, more);
  }

  Request with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** Adds a parameter unless its value is null or empty. */
  Request maybe(String name, @Nullable String value) {
    return value == null || value.isEmpty() ? this : with(name, value);
  }

  /** Adds a list of plain values: {@code name.1}, {@code name.2}. */
  Request each(String name, Collection<String> values) {
    Request request = this;
    int number = 1; // some pages count from 0; all SDKs count from 1
    for (String value : values) {
      request = request.with(name + "." + number++, value);
    }
    return request;
  }

  /** Adds a list of structures: {@code name.1.sub}. */
  Request eachOf(String name, List<Map<String, String>> structures) {
    Request request = this;
    for (int i = 0; i < structures.size(); i++) {
      for (Map.Entry<String, String> sub : new TreeMap<>(structures.get(i)).entrySet()) {
        request = request.with(name + "." + (i + 1) + "." + sub.getKey(), sub.getValue());
      }
    }
    return request;
  }

  /** The values of a parameter; of a list, all of them. */
  List<String> values(String general) {
    return parameters.entrySet().stream()
        .filter(p -> general(p.getKey()).equals(general))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Checks that everything is there that must be given: in a list of structures, in each of them.
   *
   * @throws IllegalStateException naming what is missing
   */
  void check() {
    for (Api.Parameter parameter : api.parameters().values()) {
      String name = parameter.name();
      if (!parameter.required()) {
        continue;
      }
      int sub = name.indexOf(".n.");
      long lists = sub < 0 ? 1 : lists(name.substring(0, sub + 1));
      if (values(name).size() < Math.max(1, sub < 0 ? 0 : lists)) {
        throw new IllegalStateException(api.action() + " lacks " + name);
      }
    }
  }

  private long lists(String prefix) {
    return parameters.keySet().stream()
        .filter(p -> p.startsWith(prefix))
        .map(p -> p.split("\\.", 3)[1])
        .distinct()
        .count();
  }

  private static String general(String name) {
    return name.replaceAll("\\.[0-9]+(?=\\.|$)", ".n");
  }

  /** The action alone: what is sent may be nobody's business. */
  @Override
  public String toString() {
    return api.action();
  }
}
