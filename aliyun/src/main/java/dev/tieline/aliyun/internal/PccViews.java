package dev.tieline.aliyun.internal;

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
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One peering connection as all scopes see it that we can read: one view for each side, with tags
 * of its own. One readable marked side is enough to know whose it is.
 */
final class PccViews {
  private final Facts facts;
  private final List<Pcc> views;

  private PccViews(Facts facts, List<Pcc> views) {
    this.facts = facts;
    this.views = views.stream().sorted(Comparator.comparing(Pcc::scope)).toList();
  }

  /** Returns the connection of an id, if any scope shows it. */
  static Optional<PccViews> of(Facts facts, String id) {
    List<Pcc> views = facts.find(Pcc.class, id);
    return views.isEmpty() ? Optional.empty() : Optional.of(new PccViews(facts, views));
  }

  /** Returns all connections of two VPCs, in either direction, by id. */
  static List<PccViews> between(Facts facts, String a, String b) {
    return group(facts, facts.find(Pcc.class, Keys.Pair.of(a, b)));
  }

  /** Returns the connections that bear the owner's mark on any side, by id. */
  static List<PccViews> markedBy(Facts facts, Owner owner) {
    return complete(facts, facts.find(Pcc.class, new Keys.OwnedBy(owner)));
  }

  /** Returns the connections that bear the owner's mark with this address on any side, by id. */
  static List<PccViews> markedAt(Facts facts, Owner owner, Address address) {
    return complete(facts, facts.find(Pcc.class, new Keys.Marked(owner, address)));
  }

  /** Adds the views without the tag that the others were found by. */
  private static List<PccViews> complete(Facts facts, List<Pcc> some) {
    return some.stream()
        .map(Pcc::id)
        .distinct()
        .sorted()
        .flatMap(id -> of(facts, id).stream())
        .toList();
  }

  private static List<PccViews> group(Facts facts, List<Pcc> views) {
    Map<String, List<Pcc>> byId = new TreeMap<>();
    views.forEach(v -> byId.computeIfAbsent(v.id(), i -> new ArrayList<>(2)).add(v));
    return byId.values().stream().map(v -> new PccViews(facts, v)).toList();
  }

  String id() {
    return views.get(0).id();
  }

  List<Pcc> all() {
    return views;
  }

  /**
   * Returns the view that stands for the connection: the requester's, who may delete it in every
   * state, else the accepter's. A function of the views alone, so that everybody chooses the same.
   */
  Pcc home() {
    return from(views.get(0).requester()).orElse(views.get(0));
  }

  /** Returns the view of one of its sides, if we can read that. */
  Optional<Pcc> from(Side side) {
    return views.stream().filter(v -> isOwn(v, side)).findFirst();
  }

  /** Returns whether a view is that of a side's own account and region. */
  private boolean isOwn(Pcc view, Side side) {
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

  Optional<Pcc> in(Scope scope) {
    return views.stream().filter(v -> v.scope().equals(scope)).findFirst();
  }

  /** Returns whether it is dead; that one side says so is enough, since the dead stay dead. */
  boolean dead() {
    return views.stream().anyMatch(Pcc::dead);
  }

  /** Returns whether it is deleted, or being deleted; that one side says so is enough. */
  boolean going() {
    return views.stream().anyMatch(Pcc::going);
  }

  boolean active() {
    return !dead() && views.stream().anyMatch(Pcc::active);
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

  /** Returns the home view with the marks of all sides in its tags. */
  Pcc merged() {
    return merged(home(), views);
  }

  /** Returns the view of a scope, else the home view, with the marks of all sides in its tags. */
  Pcc merged(Scope scope) {
    return merged(in(scope).orElseGet(this::home), views);
  }

  /** Returns a view with the marks of all views in its tags. */
  static Pcc merged(Pcc base, List<Pcc> all) {
    Tags tags = base.tags();
    for (Pcc view : all) {
      for (Owner owner : Marks.all(view.tags()).keySet()) {
        String key = Marks.key(owner);
        // who made it on any side has made it
        if (tags.get(key).isEmpty() || Marks.made(owner, view.tags())) {
          tags = tags.with(key, view.tags().get(key).orElseThrow());
        }
      }
    }
    List<Scope> others =
        all.stream()
            .map(Pcc::scope) // all views of one account show the same tags
            .filter(s -> !s.account().equals(base.scope().account()))
            .distinct()
            .toList();
    return base.merged(tags, others);
  }

  /** Returns whether the sides are these two VPCs, in either direction. */
  boolean joins(String a, String b) {
    Pcc pcc = views.get(0);
    return Keys.Pair.of(pcc.requester().vpc(), pcc.accepter().vpc()).equals(Keys.Pair.of(a, b));
  }
}
