package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.topology.FreeBlock;
import java.util.Objects;

/** Which block a VPC or subnet is to have. */
public sealed interface BlockWish {
  /** This one. */
  record Fixed(Cidr cidr) implements BlockWish {
    @Override
    public String toString() {
      return cidr.toString();
    }
  }

  /** Any free one of a size. */
  record Free(int prefixLength, CidrSet within) implements BlockWish {
    public Free {
      if (!isSize(prefixLength)) {
        throw new IllegalArgumentException(
            "free block: /" + prefixLength + " (expected: from /16 to /28, as AWS has no others)");
      }
    }

    @Override
    public String toString() {
      return "free /" + prefixLength + " within " + within;
    }
  }

  /** Returns whether AWS has VPCs and subnets of this IPv4 prefix length. */
  static boolean isSize(int prefixLength) {
    return prefixLength >= 16 && prefixLength <= 28;
  }

  static BlockWish of(String what, String text) {
    return new Fixed(cidr(what, text));
  }

  static BlockWish of(FreeBlock free) {
    Objects.requireNonNull(free, "free block");
    return new Free(free.prefixLength(), free.within());
  }

  /** Parses a block of the wish; a refusal names the field. */
  static Cidr cidr(String what, String text) {
    try {
      return Cidr.parse(Objects.requireNonNull(text, what));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }
}
