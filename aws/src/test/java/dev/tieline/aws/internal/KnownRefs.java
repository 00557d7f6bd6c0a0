package dev.tieline.aws.internal;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import java.util.Optional;

/** References of which only the known ones are known: nothing of the wish is there. */
final class KnownRefs implements Refs {
  static final Refs REFS = new KnownRefs();

  @Override
  public <T> Optional<T> peek(Ref<T> ref) {
    return ref instanceof Ref.Known<T> known ? Optional.of(known.value()) : Optional.empty();
  }
}
