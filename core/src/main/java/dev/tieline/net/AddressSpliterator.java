package dev.tieline.net;

import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The addresses of a set, IPv4 first, each made when it is asked for. */
final class AddressSpliterator extends AbstractSpliterator<Ip> {

  private final BlockSpliterator blocks;
  private @Nullable Ip next;
  private Ip last = Ip.v4(0);

  AddressSpliterator(CidrSet set) {
    super(
        Long.MAX_VALUE,
        Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    this.blocks = new BlockSpliterator(set);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Ip> action) {
    if (next == null && !blocks.tryAdvance(this::enter)) {
      return false;
    }
    Ip ip = next;
    if (ip == null) {
      return false;
    }
    next = ip.equals(last) ? null : ip.next();
    action.accept(ip);
    return true;
  }

  private void enter(Cidr block) {
    next = block.first();
    last = block.last();
  }
}
