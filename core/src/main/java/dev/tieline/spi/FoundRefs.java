package dev.tieline.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * References as the facts resolve them while a wish is compiled: what is there is known, what is
 * still to be made is not. Each object is looked for once. Used for one compilation.
 */
public final class FoundRefs implements Refs {
  private final Owner owner;
  private final Facts facts;
  private final Map<Ref<?>, Optional<?>> known = new LinkedHashMap<>();

  /**
   * Starts with nothing looked for.
   *
   * @param owner who wishes
   * @param facts what the survey found
   */
  public FoundRefs(Owner owner, Facts facts) {
    this.owner = owner;
    this.facts = facts;
  }

  @Override
  @SuppressWarnings("unchecked") // a reference is filed with its own value, just below
  public <T> Optional<T> peek(Ref<T> ref) {
    if (ref instanceof Ref.Known<T> value) {
      return Optional.of(value.value());
    }
    Optional<?> there = known.get(ref);
    if (there == null) {
      there = later((Ref.Later<?, T>) ref);
      known.put(ref, there);
    }
    return (Optional<T>) there;
  }

  private <O, T> Optional<T> later(Ref.Later<O, T> ref) {
    return object(ref.from()).map(ref::of);
  }

  private <W extends Wish, O> Optional<O> object(Node<W, O> node) {
    Find<O> found = node.kind().find(owner, node, this, facts);
    if (found instanceof Find.Ours<O> ours) {
      return Optional.of(ours.object());
    }
    return found instanceof Find.Foreign<O> foreign
        ? Optional.of(foreign.object())
        : Optional.empty();
  }
}
