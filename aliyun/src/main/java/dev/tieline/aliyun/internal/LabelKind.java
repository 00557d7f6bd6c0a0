package dev.tieline.aliyun.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Tags that are objects of their own. Their natural key is the id of what bears them with the tag's
 * key: writing one again changes nothing.
 *
 * @param <T> what bears the tag
 */
abstract class LabelKind<T extends Tagged> implements ResourceKind<MarkWish, Label> {
  private final Class<T> type;

  LabelKind(Class<T> type) {
    this.type = type;
  }

  /** Returns the list of the objects of these ids, at least. */
  abstract Query<T> holders(Scope scope, Collection<String> ids);

  /** Returns the calls that set and remove tags of such objects. */
  abstract TagCalls tagCalls();

  @Override
  public final Guard guard() {
    return Guard.NATURAL_KEY; // a tag's key
  }

  @Override
  public final String describe(MarkWish wish, Refs refs) {
    return refs.show(wish.holder()) + " as " + wish.link();
  }

  @Override
  public final String show(Label object) {
    return object.key() + " = " + object.value() + " on " + object.holder();
  }

  /** Returns the key of the wished tag. */
  String key(Owner owner, MarkWish wish) {
    return Marks.key(owner);
  }

  /** Returns the value of the wished tag. */
  String value(MarkWish wish) {
    return Marks.value(wish.link(), wish.uses());
  }

  /** Returns whether a tag's value says what is wished. */
  boolean isAs(String found, String wished) {
    return found.equals(wished);
  }

  /** Returns what is there and would bear the tag, but does not yet. */
  final Optional<T> lacking(Owner owner, Node<?, ?> node, Refs refs, Facts facts) {
    return node.wish() instanceof MarkWish wish
        ? refs.peek(wish.holder()).stream()
            .flatMap(id -> facts.find(type, id).stream())
            .filter(view -> view.scope().equals(node.scope()))
            .filter(view -> view.tags().get(key(owner, wish)).isEmpty())
            .findFirst()
        : Optional.empty();
  }

  static Optional<Label> label(Owner owner, Tagged view) {
    return label(view, Marks.key(owner));
  }

  static Optional<Label> label(Tagged view, String key) {
    return view.tags().get(key).map(value -> new Label(view.scope(), view.id(), key, value, false));
  }

  @Override
  public final Find<Label> find(Owner owner, Node<MarkWish, Label> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), type);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().holder())
        .flatMap(
            id ->
                facts.find(type, id).stream()
                    .filter(view -> view.scope().equals(node.scope()))
                    .findFirst())
        .flatMap(view -> label(view, key(owner, node.wish())))
        .<Find<Label>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public final Diff compare(Owner owner, Node<MarkWish, Label> node, Label object, Refs refs) {
    String wished = value(node.wish());
    return isAs(object.value(), wished)
        ? new Diff.Same()
        : new Diff.Differs(List.of(wished + " instead of " + object.value()));
  }

  @Override
  public final Call<Label> create(Owner owner, Node<MarkWish, Label> node, Refs refs, Token token) {
    Label label =
        new Label(
            node.scope(),
            refs.get(node.wish().holder()),
            key(owner, node.wish()),
            value(node.wish()),
            false);
    return tagCalls().set(label.scope(), label.holder(), label.key(), label.value(), label);
  }

  @Override
  public final Call<Label> update(
      Owner owner, Node<MarkWish, Label> node, Label object, Refs refs) {
    return create(owner, node, refs, Token.first(owner, node.address(), node.wish()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Label> owned) {
    Label label = owned.object();
    return label.last()
        ? Optional.empty()
        : Optional.of(tagCalls().remove(label.scope(), label.holder(), label.key()));
  }

  /** The call names no value, so that it would take away what says something else by now. */
  @Override
  public final boolean stillOurs(Owner owner, Label seen, Label now) {
    return now.value().equals(seen.value());
  }

  private Query<Label> list(Scope scope, Collection<String> ids) {
    Query<T> all = holders(scope, ids);
    return next -> {
      Call<Page<T>> call = all.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            Page<T> page = call.body().run(clients);
            List<Label> labels = new ArrayList<>();
            for (T holder : page.items()) {
              holder
                  .tags()
                  .values()
                  .forEach((k, v) -> labels.add(new Label(scope, holder.id(), k, v, false)));
            }
            return new Page<>(labels, page.next());
          });
    };
  }

  @Override
  public final Query<Label> read(Scope scope, Collection<String> ids) {
    return list(
        scope, ids.stream().map(id -> id.substring(0, id.indexOf(' '))).distinct().toList());
  }

  @Override
  public final Query<Label> seek(Owner owner, Node<MarkWish, Label> node, Refs refs) {
    return list(node.scope(), List.of(refs.get(node.wish().holder())));
  }

  @Override
  public final Find<Label> pick(
      Owner owner, Node<MarkWish, Label> node, Refs refs, List<Label> found) {
    String holder = refs.get(node.wish().holder());
    return found.stream()
        .filter(l -> l.holder().equals(holder) && l.key().equals(key(owner, node.wish())))
        .filter(l -> isAs(l.value(), value(node.wish())))
        .findFirst()
        .<Find<Label>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  static String id(String holder, String key) {
    return holder + " " + key;
  }

  @Override
  public final String id(Label object) {
    return id(object.holder(), object.key());
  }

  /** What bears it, and for a claim the mark of who wrote it, by which claims are found. */
  @Override
  public Collection<String> uses(Label object) {
    return Claims.markOf(object.key())
        .map(mark -> List.of(object.holder(), id(object.holder(), mark)))
        .orElseGet(() -> List.of(object.holder()));
  }

  /** A tag that the answer to a write tells of may be missing in a read for a while. */
  @Override
  public final Readiness readiness(Node<MarkWish, Label> node, Label object) {
    return new Readiness.Target();
  }

  @Override
  public final Readiness leaving(Owner owner, Label object) {
    return Mine.still("set");
  }

  @Override
  public final Collection<Class<?>> sources() {
    return List.of(type);
  }

  @Override
  public final void project(Node<MarkWish, Label> node, Refs refs, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }

  @Override
  public final void projectGone(Label object, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }
}
