package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.topology.FreeBlock;

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
      // RFC 4632 lengths of IPv4: free blocks of IPv6 come from Amazon's pool, not from here
      if (prefixLength < 1 || prefixLength > 32) {
        throw new IllegalArgumentException(
            "free block: /" + prefixLength + " (expected: an IPv4 prefix length, 1 to 32)");
      }
    }

    @Override
    public String toString() {
      return "free /" + prefixLength + " within " + within;
    }
  }

  static BlockWish of(String what, String text) {
    return new Fixed(cidr(what, text));
  }

  static BlockWish of(FreeBlock free) {
    return new Free(free.prefixLength(), free.within());
  }

  /** Parses a block of the wish; a refusal names the field. */
  static Cidr cidr(String what, String text) {
    try {
      return Cidr.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }
}
