package dev.tieline.testkit.internal;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The parameters that an action takes, written as {@code "RegionId* Tag.N.Key PageSize:int"}: a
 * star marks what must be there (of a structure: in every item that is), two stars that at least
 * one item must be there; {@code N} stands for a number.
 */
public final class Spec {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /**
   * How a cloud takes parameters.
   *
   * @param words how it refuses them
   * @param common what all of its requests may carry
   * @param index the numbers that the items of a list may have
   */
  public record Dialect(Query.Words words, Set<String> common, Pattern index) {}

  /** One parameter. */
  public record Parameter(String name, String type, boolean required, boolean atLeastOne) {}

  private final SortedMap<String, Parameter> parameters = new TreeMap<>();

  private final Dialect dialect;

  private Spec(Dialect dialect) {
    this.dialect = dialect;
  }

  public static Spec of(String text, Dialect dialect) {
    Spec spec = new Spec(dialect);
    for (String word : SPACE.split(text.strip())) {
      if (!word.isEmpty()) {
        int colon = word.indexOf(':');
        String type = colon < 0 ? "text" : word.substring(colon + 1);
        String name = colon < 0 ? word : word.substring(0, colon);
        String bare = name.replace("*", "");
        spec.parameters.put(
            bare, new Parameter(bare, type, name.endsWith("*"), name.endsWith("**")));
      }
    }
    return spec;
  }

  public SortedMap<String, Parameter> parameters() {
    return Collections.unmodifiableSortedMap(parameters);
  }

  public boolean takes(String name) {
    return parameters.containsKey(name);
  }

  /** Refuses what is not taken (unless {@code lenient}), what is missing and what has no form. */
  public void check(SortedMap<String, String> given, boolean lenient) {
    Set<String> present = new TreeSet<>();
    given.forEach(
        (name, value) -> {
          String pattern = pattern(name);
          Parameter parameter = parameters.get(pattern);
          if (parameter == null) {
            if (!lenient && !dialect.common().contains(name)) {
              throw dialect.words().unknown(name);
            }
          } else {
            checkType(name, parameter.type(), value);
          }
          if (!value.isEmpty()) {
            present.add(name);
          }
        });
    for (Parameter parameter : parameters.values()) {
      if (parameter.required()) {
        checkPresent(parameter, present, given);
      }
    }
  }

  private void checkPresent(
      Parameter parameter, Set<String> present, SortedMap<String, String> given) {
    String name = parameter.name();
    int list = name.indexOf(".N");
    if (list < 0) {
      if (!present.contains(name)) {
        throw dialect.words().missing(name);
      }
      return;
    }
    String start = name.substring(0, list) + ".";
    boolean any = false;
    for (String key : given.tailMap(start).keySet()) {
      if (!key.startsWith(start)) {
        break;
      }
      any = true;
      int end = key.indexOf('.', start.length());
      String item = end < 0 ? key : key.substring(0, end);
      String wanted = item + name.substring(list + 2);
      if (!present.contains(wanted)) {
        throw dialect.words().missing(wanted);
      }
    }
    if (!any && (parameter.atLeastOne() || list + 2 == name.length())) {
      throw dialect.words().missing(name.substring(0, list));
    }
  }

  private String pattern(String name) {
    StringBuilder pattern = new StringBuilder();
    for (String part : name.split("\\.", -1)) {
      pattern
          .append(pattern.isEmpty() ? "" : ".")
          .append(dialect.index().matcher(part).matches() ? "N" : part);
    }
    return pattern.toString();
  }

  private void checkType(String name, String type, String value) {
    boolean fits =
        switch (type) {
          case "int" -> value.matches("-?[0-9]{1,9}");
          case "long" -> value.matches("-?[0-9]{1,18}");
          case "bool" -> value.matches("[Tt]rue|[Ff]alse");
          case "text" -> true;
          default -> throw new IllegalStateException("no such type: " + type);
        };
    if (!fits && !value.isEmpty()) {
      throw type.equals("bool")
          ? dialect.words().notFlag(name, value)
          : dialect.words().notNumber(name, value);
    }
  }

  /** Returns a query whose empty values are absent, where the cloud sees them so. */
  public Query query(SortedMap<String, String> given) {
    SortedMap<String, String> present = new TreeMap<>(given);
    present.values().removeIf(String::isEmpty);
    return Query.of(present, dialect.words());
  }
}
