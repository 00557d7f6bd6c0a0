package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Query;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The parameters that an action takes, written as {@code "RegionId* Tag.N.Key PageSize:int"}: a
 * star marks what must be there (of a structure: in every item that is), two stars that at least
 * one item must be there; {@code N} stands for a number from 1.
 */
final class Spec {

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern INDEX = Pattern.compile("[1-9][0-9]{0,4}");

  /** What all requests may carry: of the older signature, and for whom an administrator acts. */
  private static final Set<String> COMMON =
      new TreeSet<>(
          List.of(
              "Action",
              "Version",
              "Format",
              "AccessKeyId",
              "Signature",
              "SignatureMethod",
              "SignatureVersion",
              "SignatureNonce",
              "SignatureType",
              "Timestamp",
              "SecurityToken",
              "RegionId",
              "OwnerId",
              "OwnerAccount",
              "ResourceOwnerId",
              "ResourceOwnerAccount"));

  /** One parameter. */
  record Parameter(String name, String type, boolean required, boolean atLeastOne) {}

  private final SortedMap<String, Parameter> parameters = new TreeMap<>();

  private Spec() {}

  static Spec of(String text) {
    Spec spec = new Spec();
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

  SortedMap<String, Parameter> parameters() {
    return Collections.unmodifiableSortedMap(parameters);
  }

  boolean takes(String name) {
    return parameters.containsKey(name);
  }

  /** Refuses what is not taken (unless {@code lenient}), what is missing and what has no form. */
  void check(SortedMap<String, String> given, boolean lenient) {
    Set<String> present = new TreeSet<>();
    given.forEach(
        (name, value) -> {
          String pattern = pattern(name);
          Parameter parameter = parameters.get(pattern);
          if (parameter == null) {
            if (!lenient && !COMMON.contains(name)) {
              throw AliyunError.WORDS.unknown(name);
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

  private static void checkPresent(
      Parameter parameter, Set<String> present, SortedMap<String, String> given) {
    String name = parameter.name();
    int list = name.indexOf(".N");
    if (list < 0) {
      if (!present.contains(name)) {
        throw AliyunError.WORDS.missing(name);
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
        throw AliyunError.WORDS.missing(wanted);
      }
    }
    if (!any && (parameter.atLeastOne() || list + 2 == name.length())) {
      throw AliyunError.WORDS.missing(name.substring(0, list));
    }
  }

  private static String pattern(String name) {
    StringBuilder pattern = new StringBuilder();
    for (String part : name.split("\\.", -1)) {
      pattern
          .append(pattern.isEmpty() ? "" : ".")
          .append(INDEX.matcher(part).matches() ? "N" : part);
    }
    return pattern.toString();
  }

  private static void checkType(String name, String type, String value) {
    boolean fits =
        switch (type) {
          case "int" -> value.matches("-?[0-9]{1,9}");
          case "long" -> value.matches("-?[0-9]{1,18}");
          case "bool" -> value.matches("[Tt]rue|[Ff]alse");
          case "text" -> true;
          default -> throw new IllegalStateException("no such type: " + type);
        };
    if (!fits && !value.isEmpty()) {
      throw AliyunError.invalid(name);
    }
  }

  /** Returns a query whose empty values are absent, as the gateway sees them. */
  static Query query(SortedMap<String, String> given) {
    SortedMap<String, String> present = new TreeMap<>(given);
    present.values().removeIf(String::isEmpty);
    return Query.of(present, AliyunError.WORDS);
  }
}
