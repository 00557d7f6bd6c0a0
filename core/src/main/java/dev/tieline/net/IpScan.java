package dev.tieline.net;

import java.util.Arrays;

/**
 * Reads the text of one address in one pass over its characters, if nothing is wrong with it.
 *
 * <p>What is not plainly an address, this reader gives up without a reason; {@link IpText} then
 * reads the text again and says why, or finds that it has a rarer form. So each rule of refusal
 * stands there alone, and the fast way may only be stricter.
 *
 * <p>IPv6 groups before a {@code ::} are pushed into one number of 128 bits from the right, those
 * after it into another. At the end the first one is moved to the left; together they are the
 * address.
 */
final class IpScan {

  private static final byte[] HEX = new byte[128];

  static {
    Arrays.fill(HEX, (byte) -1);
    for (int digit = 0; digit < 16; digit++) {
      HEX[Character.forDigit(digit, 16)] = (byte) digit;
      HEX[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
    }
  }

  /** The address that {@link #read6} has read. */
  private long high;

  private long low;

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  /**
   * Returns the IPv4 address between two positions as an unsigned number, or -1.
   *
   * <p>How many digits the octets have can not be guessed, and a processor that guesses wrong at a
   * branch loses more time than the whole octet takes. So octets are read without one: three
   * characters each, of which the second and third count if they are digits. Whatever is wrong
   * leaves a sign bit behind, which is looked at in the end.
   */
  static long read4(String text, int from, int to) {
    int bits = 0;
    int wrong = 0;
    int i = from;
    for (int octet = 0; octet < 3; octet++) {
      if (i + 2 >= to) {
        return -1; // no dot and digit after this octet
      }
      int d0 = text.charAt(i) - '0';
      int d1 = text.charAt(i + 1) - '0';
      int d2 = text.charAt(i + 2) - '0';
      int two = isDigit(d1);
      int three = two & isDigit(d2);
      int value = d0 + two * (9 * d0 + d1);
      value += three * (9 * value + d2);
      i += 1 + two + three;
      if (i == to) {
        return -1;
      }
      int dot = text.charAt(i) - '.';
      i++;
      // No digit at first, a leading zero, more than 255, something else than a dot.
      wrong |= d0 | 9 - d0 | d0 - two | 255 - value | dot | -dot;
      bits = bits << 8 | value & 255;
    }
    int digits = to - i;
    if (digits < 1 || digits > 3) {
      return -1;
    }
    // Of the last one the end says how many there are; those it lacks are read as its last one.
    int d0 = text.charAt(i) - '0';
    int d1 = text.charAt(Math.min(i + 1, to - 1)) - '0';
    int d2 = text.charAt(to - 1) - '0';
    int two = 1 - digits >>> 31;
    int three = 2 - digits >>> 31;
    int value = d0 + two * (9 * d0 + d1);
    value += three * (9 * value + d2);
    wrong |= d0 | 9 - d0 | d1 | 9 - d1 | d2 | 9 - d2 | d0 - two | 255 - value;
    return wrong < 0 ? -1 : Integer.toUnsignedLong(bits << 8 | value);
  }

  /** Returns 1 for 0 to 9, else 0. */
  private static int isDigit(int digit) {
    return ~(digit | 9 - digit) >>> 31;
  }

  /** Returns the prefix length from a position to the end, without leading zeros, or -1. */
  static int readLength(String text, int from) {
    int digits = text.length() - from;
    if (digits < 1 || digits > 3 || digits > 1 && text.charAt(from) == '0') {
      return -1;
    }
    int length = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      length = length * 10 + digit;
    }
    return length;
  }

  /**
   * Reads the IPv6 address between two positions; false for IPv4-mapped addresses, too, and for
   * those that end like IPv4.
   */
  boolean read6(String text, int from, int to) {
    long headHigh = 0;
    long headLow = 0;
    long tailHigh = 0; // of the groups that are being read: all of them before ::, else those after
    long tailLow = 0;
    int headCount = -1;
    int count = 0;
    int i = from;
    if (to - from >= 2 && text.charAt(i) == ':') {
      if (text.charAt(i + 1) != ':') {
        return false;
      }
      headCount = 0;
      i += 2;
    }
    while (i < to) {
      int group = 0;
      int start = i;
      int end = Math.min(to, i + 4);
      for (; i < end; i++) {
        int c = text.charAt(i);
        int digit = c < 128 ? HEX[c] : -1;
        if (digit < 0) {
          break;
        }
        group = group << 4 | digit;
      }
      if (i == start || count == 8) {
        return false;
      }
      tailHigh = tailHigh << 16 | tailLow >>> 48;
      tailLow = tailLow << 16 | group;
      count++;
      if (i == to) {
        break;
      }
      if (text.charAt(i++) != ':' || i == to) {
        return false;
      }
      if (text.charAt(i) == ':') {
        if (headCount >= 0) {
          return false;
        }
        headCount = count;
        headHigh = tailHigh;
        headLow = tailLow;
        tailHigh = 0;
        tailLow = 0;
        i++;
      }
    }
    if (headCount < 0 ? count != 8 : count == 8) {
      return false;
    }
    int shift = headCount <= 0 ? 0 : 128 - 16 * headCount;
    if (shift >= Long.SIZE) {
      headHigh = headLow << shift - Long.SIZE;
      headLow = 0;
    } else if (shift > 0) {
      headHigh = headHigh << shift | headLow >>> Long.SIZE - shift;
      headLow <<= shift;
    }
    high = headHigh | tailHigh;
    low = headLow | tailLow;
    return high != 0 || low >>> 32 != 0xffff;
  }
}
