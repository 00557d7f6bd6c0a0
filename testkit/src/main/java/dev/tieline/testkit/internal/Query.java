package dev.tieline.testkit.internal;

import dev.tieline.testkit.Ask;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query-protocol request: {@code Name}, {@code Name.N}, {@code Name.N.Member}.
 * It remembers what was asked for, so that a parameter that no handler knows can be refused.
 */
public final class Query {

  /** How a cloud refuses parameters. */
  public interface Words {
    CloudError missing(String name);

    CloudError notFlag(String name, String value);

    CloudError notNumber(String name, String value);

    CloudError unknown(String name);

    CloudError malformed();
  }

  private final NavigableMap<String, String> parameters;
  private final Set<String> read;
  private final String prefix;
  private final Words words;

  private Query(
      NavigableMap<String, String> parameters, Set<String> read, String prefix, Words words) {
    this.parameters = parameters;
    this.words = words;
    this.read = read;
    this.prefix = prefix;
  }

  public static Query of(Map<String, String> parameters, Words words) {
    return new Query(new TreeMap<>(parameters), new LinkedHashSet<>(), "", words);
  }

  public static Query parse(String form, Words words) {
    return new Query(decode(form, words), new LinkedHashSet<>(), "", words);
  }

  /** Merges query and form: the gateway takes a parameter from either place. */
  public static SortedMap<String, String> merged(Ask ask, Words words) {
    SortedMap<String, String> all = new TreeMap<>();
    String url = ask.uri().getRawQuery();
    if (url != null) {
      all.putAll(decode(url, words));
    }
    if (ask.body().length > 0) {
      all.putAll(decode(new String(ask.body(), StandardCharsets.UTF_8), words));
    }
    return all;
  }

  /** Decodes {@code name=value&...}, of a query or a form; of two equal names the last counts. */
  public static NavigableMap<String, String> decode(String form, Words words) {
    NavigableMap<String, String> parameters = new TreeMap<>();
    for (String pair : form.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(decoded(name, words), decoded(value, words));
      }
    }
    return parameters;
  }

  static String decoded(String text, Words words) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw words.malformed();
    }
  }

  /** Returns the same parameters, none of them read. */
  public Query fresh() {
    return new Query(parameters, new LinkedHashSet<>(), "", words);
  }

  public SortedMap<String, String> all() {
    return Collections.unmodifiableSortedMap(parameters);
  }

  public @Nullable String get(String name) {
    String key = prefix + name;
    read.add(key);
    return parameters.get(key);
  }

  public String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  public String require(String name) {
    String value = get(name);
    if (value == null || value.isEmpty()) {
      throw words.missing(prefix + name);
    }
    return value;
  }

  public boolean has(String name) {
    return get(name) != null;
  }

  public boolean flag(String name, boolean otherwise) {
    String value = get(name);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default -> throw words.notFlag(prefix + name, value);
    };
  }

  public @Nullable Integer number(String name) {
    String value = get(name);
    if (value == null) {
      return null;
    }
    try {
      return Integer.valueOf(value);
    } catch (NumberFormatException e) {
      throw words.notNumber(prefix + name, value);
    }
  }

  /**
   * Returns the values of {@code Name.1}, {@code Name.2} and so on, in the order of the numbers.
   */
  public List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int index : indexes(name)) {
      String value = get(name + "." + index);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Returns the structures below {@code Name.1.}, {@code Name.2.} and so on. */
  public List<Query> structures(String name) {
    return indexes(name).stream().map(index -> below(name + "." + index)).toList();
  }

  /** Returns the structure below {@code Name.}. */
  public Query below(String name) {
    return new Query(parameters, read, prefix + name + ".", words);
  }

  /** Tells whether this structure has any member at all. */
  public boolean isPresent() {
    String next = parameters.ceilingKey(prefix);
    return next != null && next.startsWith(prefix);
  }

  /** Names parameters that are legal here and have no effect on the fake. */
  public void ignores(String... names) {
    for (String name : names) {
      get(name);
      String deeper = prefix + name + ".";
      for (String key : parameters.tailMap(deeper, true).keySet()) {
        if (!key.startsWith(deeper)) {
          break;
        }
        read.add(key);
      }
    }
  }

  /** Takes all parameters for read: of a call that only repeats an earlier one. */
  public void ignoresRest() {
    read.addAll(parameters.keySet());
  }

  /** Throws the cloud's error for the first parameter that nobody read. */
  public void refuseUnread() {
    for (String key : parameters.keySet()) {
      if (!read.contains(key)) {
        throw words.unknown(key);
      }
    }
  }

  private Set<Integer> indexes(String name) {
    Set<Integer> indexes = new TreeSet<>();
    String start = prefix + name + ".";
    for (String key : parameters.tailMap(start, true).keySet()) {
      if (!key.startsWith(start)) {
        break;
      }
      int end = key.indexOf('.', start.length());
      String index = key.substring(start.length(), end < 0 ? key.length() : end);
      if (isNumber(index)) {
        indexes.add(Integer.valueOf(index));
      }
    }
    return indexes;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 6
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
