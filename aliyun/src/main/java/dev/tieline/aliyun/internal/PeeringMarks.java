package dev.tieline.aliyun.internal;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Our marks on the other sides of our peering connections, where that is another account, which has
 * tags of its own. A mark goes with the connection, but is taken off by itself when others still
 * use the connection.
 */
final class PeeringMarks implements ResourceKind<MarkWish, Label> {
  PeeringMarks() {}

  @Override
  public String name() {
    return "peering mark";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // a tag's key
  }

  @Override
  public String describe(MarkWish wish, Refs refs) {
    return refs.show(wish.pcc()) + " as " + wish.link();
  }

  @Override
  public String show(Label object) {
    return object.key() + " = " + object.value() + " on " + object.holder();
  }

  private static String value(MarkWish wish) {
    return Marks.value(wish.link(), wish.uses());
  }

  private static Optional<Label> label(Owner owner, Pcc view) {
    String key = Marks.key(owner);
    return view.tags().get(key).map(value -> new Label(view.scope(), view.id(), key, value, false));
  }

  @Override
  public Find<Label> find(Owner owner, Node<MarkWish, Label> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Pcc.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().pcc())
        .flatMap(id -> facts.one(Pcc.class, new Keys.Seen(node.scope(), id)))
        .flatMap(view -> label(owner, view))
        .<Find<Label>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<MarkWish, Label> node, Label object, Refs refs) {
    String wished = value(node.wish());
    return object.value().equals(wished)
        ? new Diff.Same()
        : new Diff.Differs(List.of(wished + " instead of " + object.value()));
  }

  @Override
  public Call<Label> create(Owner owner, Node<MarkWish, Label> node, Refs refs, Token token) {
    Label label =
        new Label(
            node.scope(), refs.get(node.wish().pcc()), Marks.key(owner), value(node.wish()), false);
    return TagCalls.set(label.scope(), label.holder(), label.key(), label.value(), label);
  }

  @Override
  public Call<Label> update(Owner owner, Node<MarkWish, Label> node, Label object, Refs refs) {
    return create(owner, node, refs, Token.first(owner, node.address(), node.wish()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Label> owned) {
    Label label = owned.object();
    return label.last()
        ? Optional.empty()
        : Optional.of(TagCalls.remove(label.scope(), label.holder(), label.key()));
  }

  private static Query<Label> list(Scope scope, Collection<String> holders) {
    Query<Pcc> peerings = PeeringConnections.list(scope, holders);
    return next -> {
      Call<Page<Pcc>> call = peerings.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            Page<Pcc> page = call.body().run(clients);
            List<Label> labels = new ArrayList<>();
            for (Pcc pcc : page.items()) {
              pcc.tags()
                  .values()
                  .forEach((k, v) -> labels.add(new Label(scope, pcc.id(), k, v, false)));
            }
            return new Page<>(labels, page.next());
          });
    };
  }

  @Override
  public Query<Label> read(Scope scope, Collection<String> ids) {
    return list(
        scope, ids.stream().map(id -> id.substring(0, id.indexOf(' '))).distinct().toList());
  }

  @Override
  public Query<Label> seek(Owner owner, Node<MarkWish, Label> node, Refs refs) {
    return list(node.scope(), List.of(refs.get(node.wish().pcc())));
  }

  @Override
  public Find<Label> pick(Owner owner, Node<MarkWish, Label> node, Refs refs, List<Label> found) {
    String holder = refs.get(node.wish().pcc());
    return found.stream()
        .filter(l -> l.holder().equals(holder) && l.key().equals(Marks.key(owner)))
        .filter(l -> l.value().equals(value(node.wish())))
        .findFirst()
        .<Find<Label>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(Label object) {
    return object.holder() + " " + object.key();
  }

  @Override
  public Collection<String> uses(Label object) {
    return List.of(object.holder());
  }

  /** A tag that the answer to a write tells of may be missing in a read for a while. */
  @Override
  public Readiness readiness(Node<MarkWish, Label> node, Label object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, Label object) {
    return new Readiness.Transitional("still shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Pcc.class);
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (PccViews pcc : PccViews.markedBy(facts, owner)) {
      Pcc home = pcc.home();
      for (Pcc view : pcc.all()) {
        // of one account all views show the same tags
        if (!pcc.going() && !view.scope().account().equals(home.scope().account())) {
          label(owner, view)
              .ifPresent(
                  l ->
                      Marks.address(owner, view.tags())
                          .ifPresent(
                              a ->
                                  owned.add(
                                      new Owned<>(
                                          a.child("mark"),
                                          view.scope(),
                                          new Label(
                                              l.scope(),
                                              l.holder(),
                                              l.key(),
                                              l.value(),
                                              pcc.onlyOf(owner))))));
        }
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  @Override
  public void project(Node<MarkWish, Label> node, Refs refs, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }

  @Override
  public void projectGone(Label object, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }
}
