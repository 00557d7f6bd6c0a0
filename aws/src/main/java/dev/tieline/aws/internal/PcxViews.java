package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
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
 */
final class PcxViews {
  private final Facts facts;
  private final List<Pcx> views;

  private PcxViews(Facts facts, List<Pcx> views) {
    this.facts = facts;
    this.views = views.stream().sorted(Comparator.comparing(Pcx::scope)).toList();
  }

  /** Returns the connection of an id, if any scope shows it. */
  static Optional<PcxViews> of(Facts facts, String id) {
    List<Pcx> views = facts.find(Pcx.class, id);
    return views.isEmpty() ? Optional.empty() : Optional.of(new PcxViews(facts, views));
  }

  /** Returns all connections of two VPCs, in either direction, by id. */
  static List<PcxViews> between(Facts facts, String a, String b) {
    return group(facts, facts.find(Pcx.class, Keys.Pair.of(a, b)));
  }

  /** Returns the connections that bear the owner's mark on any side, by id. */
  static List<PcxViews> markedBy(Facts facts, Owner owner) {
    return complete(facts, facts.find(Pcx.class, new Keys.OwnedBy(owner)));
  }

  /** Returns the connections that bear the owner's mark with this address on any side, by id. */
  static List<PcxViews> markedAt(Facts facts, Owner owner, Address address) {
    return complete(facts, facts.find(Pcx.class, new Keys.Marked(owner, address)));
  }

  /** Adds the views without the tag that the others were found by. */
  private static List<PcxViews> complete(Facts facts, List<Pcx> some) {
    return some.stream()
        .map(Pcx::id)
        .distinct()
        .sorted()
        .flatMap(id -> of(facts, id).stream())
        .toList();
  }

  private static List<PcxViews> group(Facts facts, List<Pcx> views) {
    Map<String, List<Pcx>> byId = new TreeMap<>();
    views.forEach(v -> byId.computeIfAbsent(v.id(), i -> new ArrayList<>(2)).add(v));
    return byId.values().stream().map(v -> new PcxViews(facts, v)).toList();
  }

  String id() {
    return views.get(0).id();
  }

  List<Pcx> all() {
    return views;
  }

  /**
   * Returns the view that stands for the connection: the requester's, who may delete it in every
   * state, else the accepter's. A function of the views alone, so that everybody chooses the same.
   */
  Pcx home() {
    return from(views.get(0).requester()).orElse(views.get(0));
  }

  /** Returns the view of one of its sides, if we can read that. */
  Optional<Pcx> from(Side side) {
    return views.stream().filter(v -> isOwn(v, side)).findFirst();
  }

  /** Returns whether a view is that of a side's own account and region. */
  private boolean isOwn(Pcx view, Side side) {
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

  /** Whether objects of a type could be read wherever a side of it may lie. */
  boolean isReadable(Class<?> type) {
    return facts.unreadable(type).keySet().stream()
        .noneMatch(
            scope -> {
              Optional<String> account =
                  facts.one(Caller.class, scope.account()).map(Caller::accountId);
              return Stream.of(views.get(0).requester(), views.get(0).accepter())
                  .filter(side -> side.region().equals(scope.region()))
                  .anyMatch(side -> account.isEmpty() || account.get().equals(side.accountId()));
            });
  }

  Optional<Pcx> in(Scope scope) {
    return views.stream().filter(v -> v.scope().equals(scope)).findFirst();
  }

  /** Returns whether it is dead; that one side says so is enough, since the dead stay dead. */
  boolean dead() {
    return views.stream().anyMatch(Pcx::dead);
  }

  boolean active() {
    return !dead() && views.stream().anyMatch(Pcx::active);
  }

  /** Returns the marks of all sides: who uses it, and under which address. */
  Map<Owner, Address> marks() {
    Map<Owner, Address> marks = new LinkedHashMap<>();
    views.forEach(v -> Marks.all(v.tags()).forEach(marks::putIfAbsent));
    return marks;
  }

  /** Returns whether any topology of the owner's namespace marked it. */
  boolean ours(Owner owner) {
    return views.stream().anyMatch(v -> Marks.ours(owner, v));
  }

  /** Returns the address in the owner's mark. */
  Optional<Address> address(Owner owner) {
    return Optional.ofNullable(marks().get(owner));
  }

  /** Returns whether the owner marked it, and nobody else. */
  boolean onlyOf(Owner owner) {
    Map<Owner, Address> marks = marks();
    return marks.size() == 1 && marks.containsKey(owner);
  }

  /** Returns whether the owner's topology made it, and not only uses it. */
  boolean madeBy(Owner owner) {
    return views.stream().anyMatch(v -> Marks.made(owner, v.tags()));
  }

  /** Returns whether another topology of the namespace made it, and has not left it yet. */
  boolean madeByOther(Owner owner) {
    return marks().keySet().stream()
        .filter(o -> o.namespace().equals(owner.namespace()) && !o.equals(owner))
        .anyMatch(this::madeBy);
  }

  /** Returns the blocks of both sides, as far as any view states them. */
  Set<Cidr> cidrs() {
    return views.stream()
        .flatMap(v -> Stream.of(v.requester(), v.accepter()))
        .flatMap(side -> side.cidrs().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the home view with the marks of all sides in its tags. */
  Pcx merged() {
    return merged(home(), views);
  }

  /** Returns the view of a scope, else the home view, with the marks of all sides in its tags. */
  Pcx merged(Scope scope) {
    return merged(in(scope).orElseGet(this::home), views);
  }

  /** Returns a view with the marks of all views in its tags. */
  static Pcx merged(Pcx base, List<Pcx> all) {
    Tags tags = base.tags();
    for (Pcx view : all) {
      for (Owner owner : Marks.all(view.tags()).keySet()) {
        String key = Marks.key(owner);
        // who made it on any side has made it
        if (tags.get(key).isEmpty() || Marks.made(owner, view.tags())) {
          tags = tags.with(key, view.tags().get(key).orElseThrow());
        }
      }
    }
    List<Scope> others =
        all.stream().map(Pcx::scope).filter(s -> !s.equals(base.scope())).distinct().toList();
    return base.merged(tags, others);
  }

  /** Returns whether the sides are these two VPCs, in either direction. */
  boolean joins(String a, String b) {
    Pcx pcx = views.get(0);
    return Keys.Pair.of(pcx.requester().vpc(), pcx.accepter().vpc()).equals(Keys.Pair.of(a, b));
  }
}
