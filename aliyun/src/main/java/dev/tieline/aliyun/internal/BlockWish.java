package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.topology.FreeBlock;
import java.util.Objects;

/** Which block a VPC or vSwitch is to have. */
public sealed interface BlockWish {
  /** The length of its prefix. */
  int prefixLength();

  /** This one. */
  record Fixed(Cidr cidr) implements BlockWish {
    @Override
    public int prefixLength() {
      return cidr.prefixLength();
    }

    @Override
    public String toString() {
      return cidr.toString();
    }
  }

  /** Any free one of a size. */
  record Free(int prefixLength, CidrSet within) implements BlockWish {
    public Free {
      Objects.requireNonNull(within, "within");
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
