package dev.tieline.net;

import org.jspecify.annotations.Nullable;

/**
 * The text of one address: reads it without throwing, and says what is wrong with it.
 *
 * <p>One instance reads one text once.
 */
final class IpText {

  private static final String V4_FORM = "(expected: four octets from 0 to 255, such as 10.1.2.3)";
  static final String MAPPED = "is an IPv4-mapped IPv6 address";

  private static final int SHOWN_LENGTH = 64;

  /** What {@link #number} says of a number with leading zeros that has two readings. */
  static final int AMBIGUOUS = -1;

  private final boolean lenient;
  private String text;
  private boolean mapped;
  private String problem = "";

  IpText(String text, boolean lenient) {
    this.lenient = lenient;
    this.text = text;
  }

  /** Returns the address, or null if there is a {@link #problem}. */
  @Nullable Ip read() {
    if (lenient) {
      text = text.strip();
      if (text.length() > 2 && text.startsWith("[") && text.endsWith("]")) {
        text = text.substring(1, text.length() - 1);
      }
    }
    if (text.isBlank()) {
      return fail("is blank (expected: an address, such as 10.1.2.3 or 2001:db8::1)");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || Character.isWhitespace(text.charAt(i))) {
        return fail("contains white space (expected: an address alone)");
      }
    }
    int zone = text.indexOf('%');
    if (zone >= 0) {
      if (!lenient) {
        return fail(
            "has a zone id (expected: an address without " + shown(text.substring(zone)) + ")");
      }
      if (zone == text.length() - 1 || text.indexOf(':') < 0) {
        return fail("has a misplaced % (expected: a zone id after an IPv6 address, or none)");
      }
      text = text.substring(0, zone);
    }
    if (text.indexOf(':') >= 0) {
      return read6();
    }
    long bits = read4(0);
    return bits < 0 ? null : Ip.v4((int) bits);
  }

  /** Returns what is wrong and what was expected; follows the text in a message. */
  String problem() {
    return problem;
  }

  /** Says whether the text is an IPv4-mapped IPv6 address, which lenient reading makes IPv4. */
  boolean wasMapped() {
    return mapped;
  }

  private @Nullable Ip fail(String why) {
    problem = why;
    return null;
  }

  private long fail4(String why) {
    problem = why;
    return -1;
  }

  private long read4(int from) {
    long bits = 0;
    int octets = 0;
    int i = from;
    while (true) {
      int start = i;
      while (i < text.length() && isDigit(text.charAt(i))) {
        i++;
      }
      if (i == start || i < text.length() && text.charAt(i) != '.') {
        return fail4(V4_FORM);
      }
      long octet = number(text, start, i, lenient);
      if (octet == AMBIGUOUS) {
        return fail4(
            "has a leading zero in \""
                + shown(text.substring(start, i))
                + "\", which some programs read as octal (expected: octets without leading zeros)");
      }
      if (octet > 255 || octets == 4) {
        return fail4(V4_FORM);
      }
      bits = bits << 8 | octet;
      octets++;
      if (i == text.length()) {
        return octets == 4 ? bits : fail4(V4_FORM);
      }
      i++;
    }
  }

  /**
   * Returns the decimal number in these ASCII digits, 1000 if it has more than three, or {@link
   * #AMBIGUOUS} if it has leading zeros that could (or, when strict, need not) be read as octal.
   */
  static int number(String text, int from, int to, boolean lenient) {
    int start = from;
    while (start < to - 1 && text.charAt(start) == '0') {
      start++;
    }
    boolean onlyDecimal = to - start == 1;
    int value = 0;
    for (int i = start; i < to; i++) {
      int digit = text.charAt(i) - '0';
      onlyDecimal |= digit >= 8;
      value = Math.min(1000, value * 10 + digit);
    }
    boolean leadingZeros = start > from;
    return leadingZeros && !(lenient && onlyDecimal) ? AMBIGUOUS : value;
  }

  private @Nullable Ip read6() {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int i = 0;
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    } else if (text.startsWith(":")) {
      return fail("starts with a single colon (expected: eight groups, or ::)");
    }
    while (i < text.length()) {
      int end = text.indexOf(':', i);
      if (end < 0) {
        end = text.length();
        if (text.indexOf('.', i) >= 0) { // RFC 4291 section 2.2, form 3
          if (count > 6) {
            return fail("has too many groups (expected: eight, the IPv4 part counting as two)");
          }
          long bits = read4(i);
          if (bits < 0) {
            return null;
          }
          groups[count++] = (int) (bits >>> 16);
          groups[count++] = (int) (bits & 0xffff);
          break;
        }
      }
      if (count == 8) {
        return fail("has more than eight groups (expected: eight groups, or fewer with ::)");
      }
      int group = group(i, end);
      if (group < 0) {
        return fail("(expected: groups of one to four hexadecimal digits, such as 2001:db8::1)");
      }
      groups[count++] = group;
      i = end;
      if (i < text.length()) {
        i++;
        if (i == text.length()) {
          return fail("ends with a single colon (expected: eight groups, or ::)");
        }
        if (text.charAt(i) == ':') {
          if (gap >= 0) {
            return fail("has two :: (expected: at most one)");
          }
          gap = count;
          i++;
        }
      }
    }
    if (gap < 0 && count < 8) {
      return fail("has " + count + " groups (expected: eight groups, or fewer with ::)");
    }
    if (gap >= 0 && count == 8) {
      return fail("has eight groups and :: (expected: :: in place of one group or more)");
    }
    return assemble(groups, count, gap);
  }

  private int group(int from, int to) {
    if (from == to || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      // Character.digit alone would accept the digits of every script.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private @Nullable Ip assemble(int[] groups, int count, int gap) {
    long[] halves = new long[2];
    int zeros = gap < 0 ? 0 : 8 - count;
    for (int position = 0; position < 8; position++) {
      boolean inGap = gap >= 0 && position >= gap && position < gap + zeros;
      int index = gap >= 0 && position >= gap + zeros ? position - zeros : position;
      halves[position / 4] = halves[position / 4] << 16 | (inGap ? 0 : groups[index]);
    }
    if (isMapped(halves[0], halves[1])) {
      Ip inner = Ip.v4((int) halves[1]);
      mapped = true;
      return lenient ? inner : fail(MAPPED + " (expected: " + inner + ")");
    }
    return Ip.of(halves[0], halves[1]);
  }

  private static boolean isMapped(long high, long low) {
    return high == 0 && low >>> 32 == 0xffff;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static String write4(long bits) {
    return (bits >>> 24 & 255)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  /** Writes the canonical form of RFC 5952: section 4, and section 5 for IPv4-mapped addresses. */
  static String write6(long high, long low) {
    if (isMapped(high, low)) {
      return "::ffff:" + write4(low & 0xffff_ffffL);
    }
    int gap = -1;
    int gapLength = 1; // section 4.2.2: :: does not stand for a single group
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && group(high, low, i + length) == 0) {
        length++;
      }
      if (length > gapLength) { // section 4.2.3: the longest run, the first of equals
        gap = i;
        gapLength = length;
      }
      i += length;
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        out.append("::");
        i += gapLength - 1;
        continue;
      }
      if (i > 0 && i != gap + gapLength || i > 0 && gap < 0) {
        out.append(':');
      }
      out.append(Integer.toHexString(group(high, low, i)));
    }
    return out.toString();
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> 48 - 16 * (index & 3)) & 0xffff;
  }

  /** Returns text fit for a one-line message: shortened, and without what could forge a line. */
  static String shown(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(SHOWN_LENGTH)
        .forEach(c -> out.appendCodePoint(isPrintable(c) ? c : '\ufffd'));
    if (text.codePointCount(0, text.length()) > SHOWN_LENGTH) {
      out.append("...");
    }
    return out.isEmpty() ? "\"\"" : out.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
