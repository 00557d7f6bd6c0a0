package dev.tieline.net;

import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;

/** The blocks of a set, IPv4 first, each made when it is asked for. */
final class BlockSpliterator extends AbstractSpliterator<Cidr> {

  private final CidrSet set;
  private CoverCursor cursor;
  private boolean v6;

  BlockSpliterator(CidrSet set) {
    super(
        Long.MAX_VALUE,
        Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    this.set = set;
    this.cursor = new CoverCursor(set.edges(false));
  }

  @Override
  public boolean tryAdvance(Consumer<? super Cidr> action) {
    while (!cursor.next()) {
      if (v6) {
        return false;
      }
      v6 = true;
      cursor = new CoverCursor(set.edges(true));
    }
    action.accept(cursor.cidr());
    return true;
  }
}
