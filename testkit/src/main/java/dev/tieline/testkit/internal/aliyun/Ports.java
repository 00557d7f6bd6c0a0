package dev.tieline.testkit.internal.aliyun;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of ports as the cloud writes them: {@code 80/80}, or {@code -1/-1} for all. */
final class Ports {

  private static final Pattern RANGE = Pattern.compile("(-?[0-9]{1,5})/(-?[0-9]{1,5})");

  static final String ALL = "-1/-1";

  private Ports() {}

  /** Returns the range, or refuses what is none. */
  static String check(String range) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      throw AliyunError.of("InvalidPortRange.Malformed", "Specified port range is not valid.");
    }
    int from = Integer.parseInt(matcher.group(1));
    int to = Integer.parseInt(matcher.group(2));
    boolean all = from == -1 && to == -1;
    if (!all && (from < 0 || to > 65535 || from > to)) {
      throw AliyunError.of("InvalidPortRange.Malformed", "Specified port range is not valid.");
    }
    return range;
  }

  static boolean contain(String range, int port) {
    int slash = range.indexOf('/');
    return range.equals(ALL)
        || (Integer.parseInt(range, 0, slash, 10) <= port
            && port <= Integer.parseInt(range, slash + 1, range.length(), 10));
  }
}
