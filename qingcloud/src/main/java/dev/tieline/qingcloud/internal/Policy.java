package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import java.util.Optional;

/**
 * What an intranet routing policy says, as far as it can be told of a router static whose type
 * nobody documents: one of its values is a block, and one a border router's id.
 *
 * @param destination the block
 * @param border the border router's id
 */
record Policy(Cidr destination, String border) {
  private static final String BORDER = "irt-";

  /** Reads one; empty of a static that is something else. */
  static Optional<Policy> of(RouterStatic entry) {
    if (entry.type() >= 1 && entry.type() <= HubOptions.LAST_DOCUMENTED) {
      return Optional.empty();
    }
    Optional<Cidr> destination =
        entry.values().stream().flatMap(v -> block(v).stream()).findFirst();
    Optional<String> border = entry.values().stream().filter(v -> v.startsWith(BORDER)).findFirst();
    return destination.flatMap(d -> border.map(b -> new Policy(d, b)));
  }

  private static Optional<Cidr> block(String value) {
    return value.contains("/") ? Cidr.tryParse(value) : Ip.tryParse(value).map(Cidr::of);
  }
}
