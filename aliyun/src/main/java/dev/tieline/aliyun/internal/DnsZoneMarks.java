package dev.tieline.aliyun.internal;

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
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The remarks that say which zones of PrivateZone are ours: the call that makes a zone can not
 * write one. It is written before anything is put into the zone, and goes with it.
 */
final class DnsZoneMarks implements ResourceKind<DnsMarkWish, DnsZone> {
  DnsZoneMarks() {}

  @Override
  public String name() {
    return "DNS zone mark";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(DnsMarkWish wish, Refs refs) {
    return refs.show(wish.zone()) + " for " + refs.show(wish.vpc());
  }

  @Override
  public String show(DnsZone object) {
    return object.remark() + " on " + object.id();
  }

  @Override
  public Find<DnsZone> find(Owner owner, Node<DnsMarkWish, DnsZone> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), DnsZone.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().zone())
        .map(
            id ->
                pick(
                    remark(owner, node.wish(), refs),
                    facts.find(DnsZone.class, id).stream()
                        .filter(z -> z.scope().equals(node.scope()))
                        .toList()))
        .orElseGet(Find.None::new);
  }

  private static String remark(Owner owner, DnsMarkWish wish, Refs refs) {
    return MarkLimits.remark(owner, refs.show(wish.vpc()), wish.name());
  }

  private static Find<DnsZone> pick(String remark, List<DnsZone> zones) {
    return zones.stream()
        .filter(z -> z.remark().equals(remark))
        .findFirst()
        .<Find<DnsZone>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<DnsMarkWish, DnsZone> node, DnsZone object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<DnsZone> create(
      Owner owner, Node<DnsMarkWish, DnsZone> node, Refs refs, Token token) {
    String zone = refs.get(node.wish().zone());
    String remark = remark(owner, node.wish(), refs);
    return Mine.write(
            node.scope(),
            Request.of(Product.PRIVATE_ZONE, "UpdateZoneRemark")
                .with("ZoneId", zone)
                .with("Remark", remark),
            new DnsZone(
                zone,
                node.scope(),
                node.wish().name(),
                remark,
                List.of(),
                0,
                true,
                true,
                List.of()))
        .inTurn(DnsZones.turn(zone));
  }

  /** A remark goes with its zone. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<DnsZone> owned) {
    return Optional.empty();
  }

  @Override
  public Query<DnsZone> read(Scope scope, Collection<String> ids) {
    return DnsLists.zones(scope, ids);
  }

  @Override
  public Query<DnsZone> seek(Owner owner, Node<DnsMarkWish, DnsZone> node, Refs refs) {
    return DnsLists.zones(node.scope(), List.of(refs.get(node.wish().zone())));
  }

  @Override
  public Find<DnsZone> pick(
      Owner owner, Node<DnsMarkWish, DnsZone> node, Refs refs, List<DnsZone> found) {
    return pick(remark(owner, node.wish(), refs), found);
  }

  @Override
  public String id(DnsZone object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<DnsMarkWish, DnsZone> node, DnsZone object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, DnsZone object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(); // a remark goes with its zone, and is never owned by itself
  }

  @Override
  public List<Owned<DnsZone>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<DnsMarkWish, DnsZone> node, Refs refs, SnapshotEditor to) {
    // A remark changes nothing in how networks reach each other.
  }

  @Override
  public void projectGone(DnsZone object, SnapshotEditor to) {
    // It goes with its zone.
  }
}
