package dev.tieline.testkit.internal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a test decrees of any cloud: kept in the world, below {@code setting/}. */
public final class Settings {
  private static final String HIDDEN = "setting/hidden";

  /** What lists do not show, and do not say that they do not. */
  private record Hidden(Predicate<String> ids) {}

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

  /** Returns a world as it looks to whom lists show only what the permissions of resources let. */
  public static World hiding(World world, Predicate<String> ids) {
    return world.put(HIDDEN, new Hidden(ids));
  }

  /** Tells whether lists leave an object out, and do not say so. */
  public static boolean hides(World world, String id) {
    return world.get(HIDDEN) instanceof Hidden hidden && hidden.ids().test(id);
  }

  /** Returns a world whose objects bear the tags that they had in another one. */
  public static World tagged(World world, World tags) {
    World mixed = world;
    for (String path : world.paths("tags/")) {
      mixed = mixed.remove(path);
    }
    for (String path : tags.paths("tags/")) {
      mixed = mixed.put(path, Objects.requireNonNull(tags.get(path)));
    }
    return mixed;
  }
}
