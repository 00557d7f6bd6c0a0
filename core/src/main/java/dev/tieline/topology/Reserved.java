package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import dev.tieline.text.Clean;
import java.util.List;

/**
 * Addresses that the vendor of a network does not accept in networks that are linked with it. They
 * need not be blocks of that network: vendors use them behind it.
 *
 * @param network the name of the vendor's network
 * @param vendor who reserves them, for people: at most 60 characters on one line
 * @param blocks the addresses
 */
public record Reserved(String network, String vendor, CidrSet blocks) {
  private static final int LONGEST = 60;

  /** Checks that there are a vendor's name and an address. */
  public Reserved {
    requireNonNull(network, "network");
    requireNonNull(blocks, "blocks");
    check(vendor, blocks);
  }

  /** Checks what any vendor states, of whichever network it is. */
  static void check(String vendor, CidrSet blocks) {
    if (vendor.isBlank() || vendor.length() > LONGEST || !Clean.text(vendor).equals(vendor)) {
      throw new IllegalArgumentException(
          "vendor: " + Clean.text(vendor) + " (expected: 1 to " + LONGEST + " visible characters)");
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(
          "blocks reserved by " + vendor + ": none (expected: at least one)");
    }
  }

  static Reserved parse(String network, String vendor, List<String> blocks) {
    return new Reserved(network, vendor, set(blocks));
  }

  static CidrSet set(List<String> blocks) {
    CidrSet all = CidrSet.empty();
    for (String text : blocks) {
      all = all.union(addresses(text));
    }
    return all;
  }

  private static CidrSet addresses(String text) {
    int hyphen = text.indexOf('-');
    return hyphen < 0
        ? CidrSet.of(Cidr.parse(text))
        : CidrSet.range(
            Ip.parse(text.substring(0, hyphen).strip()),
            Ip.parse(text.substring(hyphen + 1).strip()));
  }
}
