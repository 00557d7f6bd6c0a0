package dev.tieline.testkit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call as it is written in a recording: {@code ACCOUNT REGION SERVICE METHOD ACTION RESULT
 * NAME=VALUE...}, with values as in a URL. Ids are written as {@code vpc#1}: the first VPC that any
 * answer so far told of.
 */
record Recorded(
    String account,
    String region,
    String service,
    String method,
    String action,
    String result,
    Map<String, String> parameters) {

  /** Names for the ids that answers told of, in the order of their first appearance. */
  static final class Ids {
    private static final Pattern ID =
        Pattern.compile("\\b([a-z]+(?:-[a-z]+)*)-(?:[0-9a-f]{17}|[0-9a-f]{8})\\b");
    private static final Pattern NAME = Pattern.compile("\\b[a-z-]+#[0-9]+");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void learn(String answer) {
      Matcher matcher = ID.matcher(answer);
      while (matcher.find()) {
        String id = matcher.group();
        if (!names.containsKey(id)) {
          String name = matcher.group(1) + "#" + counts.merge(matcher.group(1), 1, Integer::sum);
          names.put(id, name);
          ids.put(name, id);
        }
      }
    }

    String named(String text) {
      return ID.matcher(text)
          .replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(id.group(), id.group())));
    }

    String real(String text) {
      return NAME.matcher(text)
          .replaceAll(
              name -> Matcher.quoteReplacement(ids.getOrDefault(name.group(), name.group())));
    }
  }

  static Recorded parse(String line) {
    String[] words = line.split(" ");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 6; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      parameters.put(words[i].substring(0, equals), decode(words[i].substring(equals + 1)));
    }
    return new Recorded(words[0], words[1], words[2], words[3], words[4], words[5], parameters);
  }

  String write(Ids ids) {
    StringBuilder line = new StringBuilder();
    for (String word : new String[] {account, region, service, method, action, result}) {
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    new TreeMap<>(parameters)
        .forEach(
            (name, value) ->
                line.append(' ').append(name).append('=').append(encode(ids.named(value))));
    return line.toString();
  }

  static Map<String, String> form(String body) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%23", "#")
        .replace("%2F", "/")
        .replace("%3A", ":");
  }
}
