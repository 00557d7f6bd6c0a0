package dev.tieline.aws.internal;

import dev.tieline.provider.Tagged;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the kinds have in common whose objects are tags on other objects. A tag's key is a natural
 * key: writing it again changes nothing.
 *
 * @param <W> the wish
 * @param <T> what bears the tag
 */
abstract class LabelKind<W extends Wish, T extends Tagged> implements ResourceKind<W, Label> {
  private final Class<T> type;

  LabelKind(Class<T> type) {
    this.type = type;
  }

  /** Returns the id of what bears the tag. */
  abstract Ref<String> holder(W wish);

  /** Returns the tag's key; empty while it depends on what is not known. */
  abstract Optional<String> key(Owner owner, W wish, Refs refs);

  /** Returns the tag's value; what is not known in it is a placeholder. */
  abstract String value(W wish, Refs refs);

  /** Returns the list of the tags on objects of these ids. */
  abstract Query<Label> list(Scope scope, Collection<String> holders);

  /** Returns an object's tags as objects of their own. */
  static List<Label> labels(Tagged holder) {
    return holder.tags().values().entrySet().stream()
        .map(t -> new Label(holder.scope(), holder.id(), t.getKey(), t.getValue()))
        .toList();
  }

  /** Returns what is there and would bear the tag, but does not yet. */
  final Optional<T> lacking(Owner owner, Node<?, ?> node, Refs refs, Facts facts) {
    @SuppressWarnings("unchecked") // what a node wishes for is of its kind's type
    W wish = (W) node.wish();
    Optional<String> key = key(owner, wish, refs);
    return refs.peek(holder(wish)).stream()
        .flatMap(id -> facts.find(type, id).stream())
        .filter(t -> t.scope().equals(node.scope()))
        .filter(t -> key.flatMap(t.tags()::get).isEmpty())
        .findFirst();
  }

  @Override
  public final Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String show(Label object) {
    return object.key() + " = " + object.value() + " on " + object.holder();
  }

  @Override
  public final Find<Label> find(Owner owner, Node<W, Label> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), type);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> holder = refs.peek(holder(node.wish()));
    Optional<String> key = key(owner, node.wish(), refs);
    if (holder.isEmpty() || key.isEmpty()) {
      return new Find.None<>();
    }
    return facts.find(type, holder.get()).stream()
        .filter(t -> t.scope().equals(node.scope()))
        .flatMap(t -> labels(t).stream())
        .filter(l -> l.key().equals(key.get()))
        .findFirst()
        .map(l -> isEvidence() && isLoneEvidence(l, facts) ? l.asLone() : l)
        .<Find<Label>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  /** Evidence that a half-done destroy may still remove is written anew before it is relied on. */
  @Override
  public final Diff compare(Owner owner, Node<W, Label> node, Label object, Refs refs) {
    String wished = value(node.wish(), refs);
    if (!object.content().equals(wished)) {
      return new Diff.Differs(List.of(wished + " instead of " + object.content()));
    }
    return object.lone()
        ? new Diff.Anew("written anew, since what it speaks of is not there")
        : new Diff.Same();
  }

  @Override
  public final Call<Label> create(Owner owner, Node<W, Label> node, Refs refs, Token token) {
    String holder = refs.get(holder(node.wish()));
    String key =
        key(owner, node.wish(), refs)
            .orElseThrow(() -> new IllegalStateException("not known yet: the key of " + node));
    Label label = new Label(node.scope(), holder, key, value(node.wish(), refs));
    return TagCalls.set(label.scope(), label.holder(), label.key(), label.value(), label);
  }

  @Override
  public final Call<Label> update(Owner owner, Node<W, Label> node, Label object, Refs refs) {
    String wished = value(node.wish(), refs);
    String value = isEvidence() ? object.anew(wished) : wished;
    Label label = new Label(object.scope(), object.holder(), object.key(), value);
    return TagCalls.set(label.scope(), label.holder(), label.key(), label.value(), label);
  }

  /** EC2 passes over a tag that does not have the value that the call names. */
  @Override
  public final boolean guardsDelete() {
    return true;
  }

  @Override
  public final Optional<Call<?>> delete(Owner owner, Owned<Label> owned) {
    Label label = owned.object();
    return label.last()
        ? Optional.empty()
        : Optional.of(TagCalls.remove(label.scope(), label.holder(), label.key(), label.value()));
  }

  @Override
  public final Query<Label> read(Scope scope, Collection<String> ids) {
    return list(
        scope, ids.stream().map(id -> id.substring(0, id.indexOf(' '))).distinct().toList());
  }

  @Override
  public final Query<Label> seek(Owner owner, Node<W, Label> node, Refs refs) {
    return list(node.scope(), List.of(refs.get(holder(node.wish()))));
  }

  @Override
  public final Find<Label> pick(Owner owner, Node<W, Label> node, Refs refs, List<Label> found) {
    String holder = refs.get(holder(node.wish()));
    Optional<String> key = key(owner, node.wish(), refs);
    return found.stream()
        .filter(l -> l.holder().equals(holder) && key.filter(l.key()::equals).isPresent())
        .filter(l -> l.content().equals(value(node.wish(), refs)))
        .findFirst()
        .<Find<Label>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public final String id(Label object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(Label object) {
    return List.of(object.holder());
  }

  /** A tag that the answer to a write tells of may be missing in a read for a while. */
  @Override
  public final Readiness readiness(Node<W, Label> node, Label object) {
    return new Readiness.Target();
  }

  @Override
  public final Readiness leaving(Owner owner, Label object) {
    return new Readiness.Transitional("still shown");
  }

  @Override
  public final void project(Node<W, Label> node, Refs refs, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }

  @Override
  public final void projectGone(Label object, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }
}
