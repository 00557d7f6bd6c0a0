package dev.tieline.net;

import dev.tieline.net.CidrIndex.Entry;
import dev.tieline.net.CidrIndex.Overlap;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;

/** The overlapping pairs of one family, each found when it is asked for. */
final class OverlapSpliterator<T> extends AbstractSpliterator<Overlap<T>> {

  private final FamilyIndex<T> index;
  private final OverlapSweep sweep;

  OverlapSpliterator(FamilyIndex<T> index) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    this.index = index;
    this.sweep = index.sweep();
  }

  @Override
  public boolean tryAdvance(Consumer<? super Overlap<T>> action) {
    if (!sweep.next()) {
      return false;
    }
    Entry<T> outer = index.baseEntry(sweep.outer());
    action.accept(new Overlap<>(outer, index.baseEntry(sweep.inner())));
    return true;
  }
}
