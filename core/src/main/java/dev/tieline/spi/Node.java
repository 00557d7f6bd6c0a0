package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One object of a graph: its address, where it is, its kind and what is wished of it. Made by
 * {@link Graph.Builder}.
 *
 * @param <W> what is wished
 * @param <O> what is observed
 */
public final class Node<W extends Wish, O> {
  private final Address address;
  private final Scope scope;
  private final ResourceKind<W, O> kind;
  private final W wish;
  private final List<Node<?, ?>> needs;

  Node(Address address, Scope scope, ResourceKind<W, O> kind, W wish, List<Node<?, ?>> after) {
    this.address = requireNonNull(address, "address");
    this.scope = requireNonNull(scope, "scope");
    this.kind = requireNonNull(kind, "kind");
    this.wish = requireNonNull(wish, "wish");
    List<Node<?, ?>> all = new ArrayList<>();
    for (Ref<?> ref : wish.refs()) {
      if (ref instanceof Ref.Later<?, ?> later && !all.contains(later.from())) {
        all.add(later.from());
      }
    }
    for (Node<?, ?> node : after) {
      if (!all.contains(node)) {
        all.add(node);
      }
    }
    needs = List.copyOf(all);
  }

  /**
   * Returns the object's address.
   *
   * @return unique in its graph
   */
  public Address address() {
    return address;
  }

  /**
   * Returns where the object is.
   *
   * @return the scope of the calls that make it
   */
  public Scope scope() {
    return scope;
  }

  /**
   * Returns the object's kind.
   *
   * @return the kind
   */
  public ResourceKind<W, O> kind() {
    return kind;
  }

  /**
   * Returns what is wished.
   *
   * @return the wish
   */
  public W wish() {
    return wish;
  }

  /**
   * Returns the objects that must be there before this one.
   *
   * @return those that the wish refers to, then those named besides
   */
  public List<Node<?, ?>> needs() {
    return needs;
  }

  /**
   * Returns a reference to a value of this object.
   *
   * @param label what the value is; together with the address it identifies the value
   * @param value how to read it; what returns null for an object that has no such value yet
   * @param <T> the type of the value
   * @return the reference
   */
  public <T> Ref<T> ref(String label, Function<O, T> value) {
    return new Ref.Later<>(this, label, value);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
