package dev.tieline.apply;

import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Wish;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of each node's object: the only place where a node's type is taken on trust. */
final class Observed implements Refs {
  private final Map<Node<?, ?>, Object> objects = new LinkedHashMap<>();

  Observed copy() {
    Observed copy = new Observed();
    copy.objects.putAll(objects);
    return copy;
  }

  <W extends Wish, O> void put(Node<W, O> node, O object) {
    objects.put(node, object);
  }

  void forget(Node<?, ?> node) {
    objects.remove(node);
  }

  boolean has(Node<?, ?> node) {
    return objects.containsKey(node);
  }

  @SuppressWarnings("unchecked") // put() is the only writer
  <O> Optional<O> get(Node<?, O> node) {
    return Optional.ofNullable((O) objects.get(node));
  }

  @Override
  public <T> Optional<T> peek(Ref<T> ref) {
    if (ref instanceof Ref.Known<T> known) {
      return Optional.of(known.value());
    }
    return later((Ref.Later<?, T>) ref);
  }

  private <O, T> Optional<T> later(Ref.Later<O, T> ref) {
    return get(ref.from()).map(ref::of);
  }
}
