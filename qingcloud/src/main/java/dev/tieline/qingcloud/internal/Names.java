package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Descriptions;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Marks in names: this cloud's tags are too short for them, and many objects have no description
 * when they are made. The name of what we make says whose it is and which part of the wish, such as
 * {@code tieline/acme/shop network.vpc1}.
 */
final class Names {
  /** How long a name may be is not documented: an assumption. */
  static final int LONGEST = 200;

  private static final int DIGITS = 12;

  private Names() {}

  /** The name of what an owner makes for an address. */
  static String of(Owner owner, Address address) {
    return Descriptions.fresh(owner, inName(owner, address));
  }

  /** The address as names have it: of one that is too long, the tail is replaced by its hash. */
  static Address inName(Owner owner, Address address) {
    int room = LONGEST - Descriptions.fresh(owner, new Address("x")).length() + 1;
    String path = address.path();
    return path.length() <= room
        ? address
        : new Address(path.substring(0, room - DIGITS - 1) + "@" + hash(path));
  }

  /** All marks in a name. */
  static Map<Owner, Address> marks(String name) {
    return Descriptions.marks(name);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGITS / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
