package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

/**
 * The stable name of an object within a topology, derived from the wish alone: {@code part} or
 * {@code part/rest}, such as {@code peering.tokyo-singapore/route.rtb-1.10.20.0.0-16}.
 *
 * @param path the text; 1 to 256 characters of letters, digits and {@code . - _ / : @}
 */
public record Address(String path) implements Comparable<Address> {
  private static final int LONGEST = 256; // what fits into a tag's value on every cloud we know

  /** Checks the text. */
  public Address {
    requireNonNull(path, "path");
    if (path.isEmpty() || path.length() > LONGEST) {
      throw new IllegalArgumentException("address: " + path + " (expected: 1 to 256 characters)");
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean fine =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || ".-_/:@".indexOf(c) >= 0;
      if (!fine) {
        throw new IllegalArgumentException(
            "address: " + path + " (expected: letters, digits and . - _ / : @)");
      }
    }
  }

  /**
   * Returns the address of something that belongs to this one.
   *
   * @param segment the last segment; slashes in it become hyphens
   * @return a new address
   */
  public Address child(String segment) {
    return new Address(path + "/" + segment.replace('/', '-'));
  }

  /**
   * Returns the part of the wish that this belongs to.
   *
   * @return the first segment
   */
  public String part() {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  @Override
  public int compareTo(Address other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
