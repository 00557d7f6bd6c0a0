package dev.tieline.testkit.internal;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a test decrees of any cloud: kept in the world, below {@code setting/}. */
public final class Settings {

  private Settings() {}

  /** Tells whether the settings let an account perform an action such as {@code ec2:CreateVpc}. */
  public static boolean permits(World world, String account, String name) {
    List<String> allowed = patterns(world, "allow", account);
    return (allowed.isEmpty() || matches(allowed, name))
        && !matches(patterns(world, "deny", account), name);
  }

  private static boolean matches(List<String> patterns, String name) {
    return patterns.stream()
        .anyMatch(
            pattern -> glob(pattern.toLowerCase(Locale.ROOT)).test(name.toLowerCase(Locale.ROOT)));
  }

  private static List<String> patterns(World world, String list, String account) {
    return world.below("setting/" + list + "/" + account + "/", String.class);
  }

  /** Adds a pattern to an account's list, {@code allow} or {@code deny}. */
  public static World permission(World world, String list, String account, String pattern) {
    return world.put("setting/" + list + "/" + account + "/" + pattern, pattern);
  }

  /** Empties an account's lists. */
  public static World permitAll(World world, String account) {
    World open = world;
    for (String list : List.of("allow", "deny")) {
      for (String path : world.paths("setting/" + list + "/" + account + "/")) {
        open = open.remove(path);
      }
    }
    return open;
  }

  public static World regionDown(World world, String region, boolean down) {
    String path = "setting/down/" + region;
    return down ? world.put(path, true) : world.remove(path);
  }

  public static boolean isDown(World world, String region) {
    return world.get("setting/down/" + region) != null;
  }

  /** Reads a pattern with {@code *}, {@code ?} and, before these, {@code \}. */
  public static Predicate<String> glob(String value) {
    boolean plain = value.chars().noneMatch(c -> c == '*' || c == '?' || c == '\\');
    return plain ? value::equals : pattern(value).asMatchPredicate();
  }

  private static Pattern pattern(String value) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        regex.append(Pattern.quote(String.valueOf(value.charAt(++i))));
      } else if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
