package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A list of blocks that route tables and groups name instead of each block.
 *
 * @param why why its blocks are not known; empty if they are
 */
public record PrefixList(Scope scope, String id, List<Cidr> blocks, String why) {
  public PrefixList {
    blocks = List.copyOf(blocks);
  }

  static PrefixList unread(Scope scope, String id, String why) {
    return new PrefixList(scope, id, List.of(), why);
  }

  /** Returns whether a text is the id of such a list. */
  static boolean isId(String text) {
    return text.matches("pl-[0-9a-z]+");
  }

  boolean isRead() {
    return why.isEmpty();
  }
}
