package dev.tieline.provider;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One peering connection as all scopes see it that we can read: one view for each side, with tags
 * of its own. One readable marked side is enough to know whose it is.
 *
 * @param <V> the provider's type of views
 */
public final class PeeringViews<V extends PeeringView<V>> {
  private final Facts facts;
  private final List<V> views;

  private PeeringViews(Facts facts, List<V> views) {
    this.facts = facts;
    this.views = views.stream().sorted(Comparator.comparing(V::scope)).toList();
  }

  /**
   * Returns the connection of an id, if any scope shows it.
   *
   * @param type the provider's type of connections
   * @param facts what the survey found
   * @param id the connection's id
   * @param <V> the provider's type
   * @return the connection
   */
  public static <V extends PeeringView<V>> Optional<PeeringViews<V>> of(
      Class<V> type, Facts facts, String id) {
    List<V> views = facts.find(type, id);
    return views.isEmpty() ? Optional.empty() : Optional.of(new PeeringViews<>(facts, views));
  }

  /**
   * Returns all connections of two VPCs, in either direction.
   *
   * @param type the provider's type of connections
   * @param facts what the survey found
   * @param a the id of one VPC
   * @param b the id of the other
   * @param <V> the provider's type
   * @return by id
   */
  public static <V extends PeeringView<V>> List<PeeringViews<V>> between(
      Class<V> type, Facts facts, String a, String b) {
    return group(facts, facts.find(type, Keys.Pair.of(a, b)));
  }

  /**
   * Returns the connections that bear the owner's mark on any side.
   *
   * @param type the provider's type of connections
   * @param facts what the survey found
   * @param owner the owner
   * @param <V> the provider's type
   * @return by id
   */
  public static <V extends PeeringView<V>> List<PeeringViews<V>> markedBy(
      Class<V> type, Facts facts, Owner owner) {
    return complete(type, facts, facts.find(type, new Keys.OwnedBy(owner)));
  }

  /**
   * Returns the connections that bear the owner's mark with an address on any side.
   *
   * @param type the provider's type of connections
   * @param facts what the survey found
   * @param owner the owner
   * @param address the address
   * @param <V> the provider's type
   * @return by id
   */
  public static <V extends PeeringView<V>> List<PeeringViews<V>> markedAt(
      Class<V> type, Facts facts, Owner owner, Address address) {
    return complete(type, facts, facts.find(type, new Keys.Marked(owner, address)));
  }

  /** Adds the views without the tag that the others were found by. */
  private static <V extends PeeringView<V>> List<PeeringViews<V>> complete(
      Class<V> type, Facts facts, List<V> some) {
    return some.stream()
        .map(V::id)
        .distinct()
        .sorted()
        .flatMap(id -> of(type, facts, id).stream())
        .toList();
  }

  private static <V extends PeeringView<V>> List<PeeringViews<V>> group(
      Facts facts, List<V> views) {
    Map<String, List<V>> byId = new TreeMap<>();
    views.forEach(v -> byId.computeIfAbsent(v.id(), i -> new ArrayList<>(2)).add(v));
    return byId.values().stream().map(v -> new PeeringViews<>(facts, v)).toList();
  }

  /**
   * Returns the connection's id.
   *
   * @return the id
   */
  public String id() {
    return views.get(0).id();
  }

  /**
   * Returns all views.
   *
   * @return in order of scopes
   */
  public List<V> all() {
    return views;
  }

  /**
   * Returns the view that stands for the connection: the requester's, who may delete it in every
   * state, else the accepter's. A function of the views alone, so that everybody chooses the same.
   *
   * @return the view
   */
  public V home() {
    return from(views.get(0).requester()).orElse(views.get(0));
  }

  /**
   * Returns the view of one of its sides, if we can read that.
   *
   * @param side the side
   * @return its view
   */
  public Optional<V> from(PeeringSide side) {
    return views.stream().filter(v -> isOwn(v, side)).findFirst();
  }

  /** Returns whether a view is that of a side's own account and region. */
  private boolean isOwn(V view, PeeringSide side) {
    if (!view.scope().region().equals(side.region())) {
      return false;
    }
    if (view.requester().accountId().equals(view.accepter().accountId())) {
      return true;
    }
    return facts
        .one(Caller.class, view.scope().account())
        .filter(c -> c.accountId().equals(side.accountId()))
        .isPresent();
  }

  /**
   * Returns whether objects of a type could be read wherever a side of it may lie.
   *
   * @param what the type
   * @return whether they could
   */
  public boolean isReadable(Class<?> what) {
    return facts.unreadable(what).keySet().stream()
        .noneMatch(
            scope -> {
              Optional<String> account =
                  facts.one(Caller.class, scope.account()).map(Caller::accountId);
              return Stream.of(views.get(0).requester(), views.get(0).accepter())
                  .filter(side -> side.region().equals(scope.region()))
                  .anyMatch(side -> account.isEmpty() || account.get().equals(side.accountId()));
            });
  }

  /**
   * Returns the view from a scope.
   *
   * @param scope the scope
   * @return the view; empty if it was not read there
   */
  public Optional<V> in(Scope scope) {
    return views.stream().filter(v -> v.scope().equals(scope)).findFirst();
  }

  /**
   * Returns whether it is dead; that one side says so is enough, since the dead stay dead.
   *
   * @return whether it is
   */
  public boolean dead() {
    return views.stream().anyMatch(V::dead);
  }

  /**
   * Returns whether it carries traffic; that one side says so is enough.
   *
   * @return whether it does
   */
  public boolean active() {
    return !dead() && views.stream().anyMatch(V::active);
  }

  /**
   * Returns whether it is a request that nobody has accepted; that one side sees it accepted is
   * enough.
   *
   * @return whether it is
   */
  public boolean requested() {
    return !active() && (dead() || views.stream().allMatch(V::requested));
  }

  /**
   * Returns the marks of all sides: who uses it, and under which address.
   *
   * @return the addresses by their owners
   */
  public Map<Owner, Address> marks() {
    Map<Owner, Address> marks = new LinkedHashMap<>();
    views.forEach(v -> Marks.all(v.tags()).forEach(marks::putIfAbsent));
    return marks;
  }

  /**
   * Returns whether any topology of the owner's namespace marked it.
   *
   * @param owner the owner
   * @return whether one did
   */
  public boolean ours(Owner owner) {
    return views.stream().anyMatch(v -> Marks.ours(owner, v));
  }

  /**
   * Returns the address in the owner's mark.
   *
   * @param owner the owner
   * @return the address; empty without a mark
   */
  public Optional<Address> address(Owner owner) {
    return Optional.ofNullable(marks().get(owner));
  }

  /**
   * Returns whether the owner marked it, and nobody else.
   *
   * @param owner the owner
   * @return whether that is so
   */
  public boolean onlyOf(Owner owner) {
    Map<Owner, Address> marks = marks();
    return marks.size() == 1 && marks.containsKey(owner);
  }

  /**
   * Returns whether the owner's topology made it, and not only uses it: what its home view says,
   * which bears the mark from the creating call. Of two that asked for it at the same moment, each
   * may have written on the other side that it was the one.
   *
   * @param owner the owner
   * @return whether it did
   */
  public boolean madeBy(Owner owner) {
    return Marks.made(owner, home().tags());
  }

  /**
   * Returns whether another topology of the namespace made it, and has not left it yet.
   *
   * @param owner the owner
   * @return whether one did
   */
  public boolean madeByOther(Owner owner) {
    return marks().keySet().stream()
        .filter(o -> o.namespace().equals(owner.namespace()) && !o.equals(owner))
        .anyMatch(this::madeBy);
  }

  /**
   * Returns the blocks of both sides, as far as any view states them.
   *
   * @return in order
   */
  public Set<Cidr> cidrs() {
    return views.stream()
        .flatMap(v -> Stream.of(v.requester(), v.accepter()))
        .flatMap(side -> side.cidrs().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the home view with the marks of all sides in its tags.
   *
   * @return a new view
   */
  public V merged() {
    return merged(home(), views);
  }

  /**
   * Returns the view of a scope, else the home view, with the marks of all sides in its tags.
   *
   * @param scope the scope
   * @return a new view
   */
  public V merged(Scope scope) {
    return merged(in(scope).orElseGet(this::home), views);
  }

  /**
   * Returns a view with the marks of all views in its tags.
   *
   * @param base the view
   * @param all all views
   * @param <V> the provider's type
   * @return a new view
   */
  public static <V extends PeeringView<V>> V merged(V base, List<V> all) {
    Tags tags = base.tags();
    for (V view : all) {
      for (Owner owner : Marks.all(view.tags()).keySet()) {
        String key = Marks.key(owner);
        // who made it on any side has made it
        if (tags.get(key).isEmpty() || Marks.made(owner, view.tags())) {
          tags = tags.with(key, view.tags().get(key).orElseThrow());
        }
      }
    }
    List<Scope> others = all.stream().map(V::scope).filter(base::isApart).distinct().toList();
    return base.merged(tags, others);
  }

  /**
   * Returns whether the sides are two VPCs, in either direction.
   *
   * @param a the id of one
   * @param b the id of the other
   * @return whether they are
   */
  public boolean joins(String a, String b) {
    V pcx = views.get(0);
    return Keys.Pair.of(pcx.requester().vpc(), pcx.accepter().vpc()).equals(Keys.Pair.of(a, b));
  }
}
