package dev.tieline.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted immutable map: an AVL tree with path copying. Reads and writes take O(log n), a write
 * shares all but O(log n) nodes with its origin, so that keeping an old version costs next to
 * nothing; that is what makes forks and stale reads of a fake cheap.
 *
 * @param <K> the keys, ordered by their natural order
 * @param <V> the values
 */
public final class PersistentMap<K extends Comparable<? super K>, V> {

  private record Node<K, V>(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int height, int size) {

    static <K, V> Node<K, V> of(
        K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
      return new Node<>(
          key,
          value,
          left,
          right,
          1 + Math.max(heightOf(left), heightOf(right)),
          1 + sizeOf(left) + sizeOf(right));
    }
  }

  private static final PersistentMap<?, ?> EMPTY = new PersistentMap<String, Object>(null);

  private final @Nullable Node<K, V> root;

  private PersistentMap(@Nullable Node<K, V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // the empty map holds neither keys nor values
  public static <K extends Comparable<? super K>, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  public int size() {
    return sizeOf(root);
  }

  /** Returns the length of the longest way from the root, for the test of balance. */
  int height() {
    return heightOf(root);
  }

  public boolean isEmpty() {
    return root == null;
  }

  public @Nullable V get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return node.value;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  /** Returns the value of a key that is there. */
  public V require(K key) {
    return Objects.requireNonNull(get(key), () -> "no such key: " + key);
  }

  public boolean containsKey(K key) {
    return get(key) != null;
  }

  public PersistentMap<K, V> put(K key, V value) {
    return new PersistentMap<>(put(root, key, Objects.requireNonNull(value, "value")));
  }

  public PersistentMap<K, V> remove(K key) {
    return containsKey(key) ? new PersistentMap<>(remove(root, key)) : this;
  }

  /** Returns the greatest key that is not above {@code key}, or null. */
  public @Nullable K floorKey(K key) {
    Node<K, V> node = root;
    K best = null;
    while (node != null) {
      if (node.key.compareTo(key) <= 0) {
        best = node.key;
        node = node.right;
      } else {
        node = node.left;
      }
    }
    return best;
  }

  /** Returns the smallest key that is not below {@code key}, or null. */
  public @Nullable K ceilingKey(K key) {
    Node<K, V> node = root;
    K best = null;
    while (node != null) {
      if (node.key.compareTo(key) >= 0) {
        best = node.key;
        node = node.left;
      } else {
        node = node.right;
      }
    }
    return best;
  }

  /** Returns the smallest key, or null when the map is empty. */
  public @Nullable K firstKey() {
    Node<K, V> node = root;
    if (node == null) {
      return null;
    }
    while (node.left != null) {
      node = node.left;
    }
    return node.key;
  }

  /** Visits all entries in key order. */
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    forEach(root, visitor);
  }

  /** Visits the entries from {@code from} (inclusive) to {@code to} (exclusive) in key order. */
  public void forEach(K from, K to, BiConsumer<? super K, ? super V> visitor) {
    forEach(root, from, to, visitor);
  }

  /** Returns the values in key order. */
  public List<V> values() {
    List<V> values = new ArrayList<>(size());
    forEach((key, value) -> values.add(value));
    return values;
  }

  /** Returns the keys in order. */
  public List<K> keys() {
    List<K> keys = new ArrayList<>(size());
    forEach((key, value) -> keys.add(key));
    return keys;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PersistentMap<?, ?> that
        && keys().equals(that.keys())
        && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return 31 * keys().hashCode() + values().hashCode();
  }

  @Override
  public String toString() {
    List<String> entries = new ArrayList<>();
    forEach((key, value) -> entries.add(key + "=" + value));
    return entries.toString();
  }

  private static int heightOf(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }

  private static int sizeOf(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> put(
      @Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return Node.of(key, value, null, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return Node.of(node.key, value, node.left, node.right);
    }
    return order < 0
        ? balanced(node.key, node.value, put(node.left, key, value), node.right)
        : balanced(node.key, node.value, node.left, put(node.right, key, value));
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key);
    if (order < 0) {
      return balanced(node.key, node.value, remove(node.left, key), node.right);
    }
    if (order > 0) {
      return balanced(node.key, node.value, node.left, remove(node.right, key));
    }
    if (node.left == null || node.right == null) {
      return node.left == null ? node.right : node.left;
    }
    Node<K, V> heir = node.right;
    while (heir.left != null) {
      heir = heir.left;
    }
    return balanced(heir.key, heir.value, node.left, remove(node.right, heir.key));
  }

  private static <K, V> Node<K, V> balanced(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (left != null && heightOf(left) > heightOf(right) + 1) {
      Node<K, V> inner = left.right;
      if (inner != null && heightOf(inner) > heightOf(left.left)) {
        return Node.of(
            inner.key,
            inner.value,
            Node.of(left.key, left.value, left.left, inner.left),
            Node.of(key, value, inner.right, right));
      }
      return Node.of(left.key, left.value, left.left, Node.of(key, value, inner, right));
    }
    if (right != null && heightOf(right) > heightOf(left) + 1) {
      Node<K, V> inner = right.left;
      if (inner != null && heightOf(inner) > heightOf(right.right)) {
        return Node.of(
            inner.key,
            inner.value,
            Node.of(key, value, left, inner.left),
            Node.of(right.key, right.value, inner.right, right.right));
      }
      return Node.of(right.key, right.value, Node.of(key, value, left, inner), right.right);
    }
    return Node.of(key, value, left, right);
  }

  private static <K, V> void forEach(
      @Nullable Node<K, V> node, BiConsumer<? super K, ? super V> visitor) {
    if (node != null) {
      forEach(node.left, visitor);
      visitor.accept(node.key, node.value);
      forEach(node.right, visitor);
    }
  }

  private static <K extends Comparable<? super K>, V> void forEach(
      @Nullable Node<K, V> node, K from, K to, BiConsumer<? super K, ? super V> visitor) {
    if (node == null) {
      return;
    }
    boolean aboveFrom = node.key.compareTo(from) >= 0;
    boolean belowTo = node.key.compareTo(to) < 0;
    if (aboveFrom) {
      forEach(node.left, from, to, visitor);
    }
    if (aboveFrom && belowTo) {
      visitor.accept(node.key, node.value);
    }
    if (belowTo) {
      forEach(node.right, from, to, visitor);
    }
  }
}
