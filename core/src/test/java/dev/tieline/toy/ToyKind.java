package dev.tieline.toy;

import dev.tieline.plan.Action;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the toy's kinds have in common. */
abstract class ToyKind<W extends Wish> implements ResourceKind<W, Thing> {
  /** How things are filed. */
  record Key(String kind, String by, String value) {}

  private final String name;

  ToyKind(String name) {
    this.name = name;
  }

  static void file(Facts.Builder to, Thing t) {
    List<Object> keys = new ArrayList<>();
    keys.add(new Key(t.kind(), "id", t.id()));
    t.marks()
        .forEach(
            (owner, address) -> {
              keys.add(new Key(t.kind(), "owner", owner));
              keys.add(new Key(t.kind(), "address", owner + " " + address));
            });
    List.of("cable", "a", "b", "box", "board")
        .forEach(k -> keys.add(new Key(t.kind(), k, t.get(k))));
    keys.add(new Key(t.kind(), "ends", t.get("a") + "-" + t.get("b")));
    to.add(Thing.class, t, keys.toArray());
  }

  static List<Thing> alive(Facts facts, String kind, String by, String value) {
    return facts.find(Thing.class, new Key(kind, by, value)).stream()
        .filter(t -> !t.isDead())
        .toList();
  }

  static Predicate<Thing> marked(Owner owner) {
    return t -> t.marks().containsKey(owner.toString());
  }

  static Map<String, String> mark(Owner owner, Node<?, ?> node) {
    return Map.of(owner.toString(), node.address().path());
  }

  static String cap(String kind) {
    return Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
  }

  /** The kind of thing in the cloud; two kinds may look at the same things. */
  String thing() {
    return name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Find<Thing> find(Owner owner, Node<W, Thing> node, Refs refs, Facts facts) {
    ToyKinds.count();
    Optional<String> blind = facts.unreadable(node.scope(), getClass());
    return blind.isPresent() ? new Find.Unreadable<>(blind.get()) : look(owner, node, refs, facts);
  }

  abstract Find<Thing> look(Owner owner, Node<W, Thing> node, Refs refs, Facts facts);

  /** The thing that bears the mark of the address. */
  final Find<Thing> byMark(Owner owner, Node<W, Thing> node, Facts facts) {
    return choose(alive(facts, thing(), "address", owner + " " + node.address()), List.of());
  }

  static Find<Thing> choose(List<Thing> found, Collection<String> inUse) {
    List<Thing> all =
        found.stream()
            .sorted(
                Comparator.comparing((Thing t) -> !inUse.contains(t.id()))
                    .thenComparing(Thing::born)
                    .thenComparing(Thing::id))
            .toList();
    if (all.isEmpty()) {
      return new Find.None<>();
    }
    List<Thing> surplus =
        all.subList(1, all.size()).stream().filter(t -> !inUse.contains(t.id())).toList();
    return new Find.Ours<>(all.get(0), surplus);
  }

  @Override
  public Diff compare(Owner owner, Node<W, Thing> node, Thing object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<Thing> create(Owner owner, Node<W, Thing> node, Refs refs, Token token) {
    throw new IllegalStateException(name + " is never created");
  }

  final <T> Call<T> write(Scope scope, String operation, ToyBody<T> body) {
    return Call.write(scope, operation, c -> body.run(c.client(ToyClient.class)));
  }

  interface ToyBody<T> {
    T run(ToyClient client) throws Exception;
  }

  @Override
  public final Query<Thing> read(Scope scope, Collection<String> ids) {
    String operation = "Read" + cap(thing());
    List<String> copy = List.copyOf(ids);
    return next ->
        Call.read(scope, operation, c -> c.client(ToyClient.class).read(operation, thing(), copy));
  }

  @Override
  public final Query<Thing> seek(Owner owner, Node<W, Thing> node, Refs refs) {
    return list(node.scope(), thing());
  }

  static Query<Thing> list(Scope scope, String kind) {
    String operation = "List" + cap(kind);
    return next ->
        Call.read(scope, operation, c -> c.client(ToyClient.class).list(operation, kind, next));
  }

  @Override
  public Find<Thing> pick(Owner owner, Node<W, Thing> node, Refs refs, List<Thing> found) {
    Facts.Builder facts = new Facts.Builder();
    found.forEach(t -> file(facts, t));
    return look(owner, node, refs, facts.build());
  }

  @Override
  public final String id(Thing object) {
    ToyKinds.count();
    return object.id();
  }

  @Override
  public final String show(Thing object) {
    ToyKinds.count();
    return object.id();
  }

  @Override
  public Readiness readiness(Node<W, Thing> node, Thing object) {
    return object.isDead() ? new Readiness.Gone(object.state()) : new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, Thing object) {
    boolean gone = object.isDead() || !marked(owner).test(object);
    return gone
        ? new Readiness.Gone(object.state())
        : new Readiness.Failed("there", "it still bears our mark");
  }

  @Override
  public List<Owned<Thing>> owned(Owner owner, Facts facts) {
    return alive(facts, thing(), "owner", owner.toString()).stream()
        .map(t -> new Owned<>(address(owner, t), scope(t), t))
        .toList();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(getClass());
  }

  static Address address(Owner owner, Thing thing) {
    return new Address(thing.marks().getOrDefault(owner.toString(), "unknown"));
  }

  static Scope scope(Thing thing) {
    return new Scope("toy", "main", thing.region());
  }

  @Override
  public void project(Node<W, Thing> node, Refs refs, SnapshotEditor to) {}

  @Override
  public void projectGone(Thing object, SnapshotEditor to) {}

  @Override
  public Action verb(W wish) {
    return Action.CREATE;
  }
}
