package dev.tieline.net;

import org.jspecify.annotations.Nullable;

/**
 * The text of one block: read in one pass if that goes, and else once more, to say what is wrong
 * with it, or for a rarer form.
 */
final class CidrScan {

  private static final int MAPPED_BITS = 96;

  private final String original;
  private final boolean lenient;
  private String problem = "";

  private CidrScan(String original, boolean lenient) {
    this.original = original;
    this.lenient = lenient;
  }

  /** Returns the block, or throws with what is wrong with the text. */
  static Cidr readOrThrow(String text, boolean lenient) {
    Cidr plain = plain(text);
    if (plain != null) {
      return plain;
    }
    CidrScan scan = new CidrScan(text, lenient);
    Cidr cidr = scan.slowly();
    if (cidr == null) {
      throw new IllegalArgumentException("cidr: " + IpText.shown(text) + " " + scan.problem);
    }
    return cidr;
  }

  /** Returns the block, or null if the strict reading refuses the text. */
  static @Nullable Cidr read(String text) {
    Cidr plain = plain(text);
    return plain != null ? plain : new CidrScan(text, false).slowly();
  }

  /** Returns the block if that is plain to see, as it is of nearly every text. */
  private static @Nullable Cidr plain(String text) {
    int slash = text.indexOf('/');
    int prefixLength = slash < 0 ? -1 : IpScan.readLength(text, slash + 1);
    if (prefixLength < 0 || prefixLength > 128) {
      return null;
    }
    long bits = IpScan.read4(text, 0, slash);
    if (bits >= 0) {
      return prefixLength <= 32 ? canonical(false, bits << 32, 0, prefixLength) : null;
    }
    IpScan scan = new IpScan();
    return scan.read6(text, 0, slash)
        ? canonical(true, scan.high(), scan.low(), prefixLength)
        : null;
  }

  private static @Nullable Cidr canonical(boolean v6, long high, long low, int prefixLength) {
    boolean hostBits =
        (high & ~Bits.maskHigh(prefixLength)) != 0 || (low & ~Bits.maskLow(prefixLength)) != 0;
    return hostBits ? null : Cidr.aligned(v6, high, low, prefixLength);
  }

  private @Nullable Cidr slowly() {
    String text = lenient ? original.strip() : original;
    int slash = text.indexOf('/');
    if (slash >= 0 && text.substring(0, slash).isBlank()) {
      return fail("has no address before the / (expected: a block, such as 10.0.0.0/8)");
    }
    IpText address = new IpText(slash < 0 ? text : text.substring(0, slash), lenient);
    Ip ip = address.read();
    if (ip == null) {
      return fail(address.wasMapped() ? mapped() : address.problem());
    }
    if (slash < 0) {
      return lenient
          ? Cidr.of(ip)
          : fail("has no prefix length (expected: " + ip + "/" + ip.bits() + " for one address)");
    }
    int length = length(text, slash + 1, address.wasMapped() ? MAPPED_BITS : 0, ip.bits());
    if (length < 0) {
      return null;
    }
    Cidr block = Cidr.enclosing(ip, length);
    return lenient || block.startsAt(ip) ? block : fail(Cidr.hostBitsSet(block));
  }

  /** Says what to write for a block of IPv4-mapped addresses: what the lenient reading makes it. */
  private String mapped() {
    Cidr block = new CidrScan(original, true).slowly();
    return IpText.MAPPED
        + " (expected: "
        + (block != null ? block : "an IPv4 block, such as 10.0.0.0/8")
        + ")";
  }

  private int length(String text, int from, int least, int bits) {
    boolean digits = from < text.length();
    for (int i = from; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    int length = digits ? IpText.number(text, from, text.length(), lenient) : -1;
    if (digits && length == IpText.AMBIGUOUS) {
      fail(
          "has a leading zero in its prefix length (expected: from "
              + least
              + " to "
              + (least + bits)
              + ", without leading zeros)");
      return -1;
    }
    if (length < least || length > least + bits) {
      fail("(expected: a prefix length from " + least + " to " + (least + bits) + ")");
      return -1;
    }
    return length - least;
  }

  private @Nullable Cidr fail(String why) {
    problem = why;
    return null;
  }
}
