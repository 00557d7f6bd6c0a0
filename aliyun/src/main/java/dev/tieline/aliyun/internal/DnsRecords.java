package dev.tieline.aliyun.internal;

import dev.tieline.net.Ip;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Records of zones, each with the namespace's mark in its remark. A zone has no two that say the
 * same (Record.Exists), so that what a record says is its natural key; an equal one of others
 * serves as well and is left alone.
 */
final class DnsRecords implements ResourceKind<DnsRecordWish, DnsRecord> {
  /** The name of the zone itself. */
  private static final String APEX = "@";

  // one of those that are allowed: "5, 30, 60, 3600, 43200, 86400" (AddZoneRecord, PrivateZone API
  // Reference, read 2026-11)
  private static final long TTL = 60;

  DnsRecords() {}

  @Override
  public String name() {
    return "DNS record";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(DnsRecordWish wish, Refs refs) {
    return wish.in().name()
        + " leads to "
        + refs.peek(wish.ip()).map(Ip::toString).orElseGet(() -> wish.ip().toString());
  }

  @Override
  public String show(DnsRecord object) {
    return object.rr() + " " + object.type() + " " + object.value() + " of " + object.zone();
  }

  @Override
  public Find<DnsRecord> find(
      Owner owner, Node<DnsRecordWish, DnsRecord> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), DnsRecord.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().in().zone())
        .map(
            z ->
                pick(
                    owner,
                    node.wish(),
                    refs,
                    facts.find(DnsRecord.class, new AliyunKeys.InZone(z))))
        .orElseGet(Find.None::new);
  }

  private static Find<DnsRecord> pick(
      Owner owner, DnsRecordWish wish, Refs refs, List<DnsRecord> records) {
    Optional<Ip> ip = refs.peek(wish.ip());
    if (ip.isEmpty()) {
      return new Find.None<>();
    }
    return records.stream()
        .filter(r -> r.rr().equals(APEX) && r.type().equals(type(ip.get())))
        .filter(r -> r.value().equals(ip.get().toString()))
        .findFirst()
        .<Find<DnsRecord>>map(
            r ->
                r.remark().equals(remark(owner, wish.in(), refs))
                    ? new Find.Ours<>(r)
                    : new Find.Foreign<>(r))
        .orElseGet(Find.None::new);
  }

  private static String type(Ip ip) {
    return ip.isV4() ? "A" : "AAAA";
  }

  private static String remark(Owner owner, DnsMarkWish in, Refs refs) {
    return MarkLimits.remark(owner, refs.show(in.vpc()), in.name());
  }

  @Override
  public Diff compare(
      Owner owner, Node<DnsRecordWish, DnsRecord> node, DnsRecord object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<DnsRecord> create(
      Owner owner, Node<DnsRecordWish, DnsRecord> node, Refs refs, Token token) {
    DnsRecordWish wish = node.wish();
    String zone = refs.get(wish.in().zone());
    Ip ip = refs.get(wish.ip());
    String remark = remark(owner, wish.in(), refs);
    Request request =
        Request.of(Product.PRIVATE_ZONE, "AddZoneRecord")
            .with("ZoneId", zone)
            .with("Rr", APEX)
            .with("Type", type(ip))
            .with("Value", ip.toString())
            .with("Ttl", TTL)
            .with("Remark", remark);
    return Call.write(
            node.scope(),
            request.action(),
            clients ->
                new DnsRecord(
                    node.scope(),
                    zone,
                    clients.client(Rpc.class).call(request).text("RecordId"),
                    APEX,
                    type(ip),
                    ip.toString(),
                    remark,
                    List.of()))
        .inTurn(DnsZones.turn(zone));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<DnsRecord> owned) {
    DnsRecord object = owned.object();
    return Optional.of(
        Mine.write(
                object.scope(),
                Request.of(Product.PRIVATE_ZONE, "DeleteZoneRecord")
                    .with("RecordId", object.recordId()),
                object)
            .inTurn(DnsZones.turn(object.zone())));
  }

  @Override
  public Query<DnsRecord> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.substring(0, id.indexOf('|')))
            .distinct()
            .map(zone -> DnsLists.records(scope, zone))
            .toList());
  }

  @Override
  public Query<DnsRecord> seek(Owner owner, Node<DnsRecordWish, DnsRecord> node, Refs refs) {
    return DnsLists.records(node.scope(), refs.get(node.wish().in().zone()));
  }

  @Override
  public Find<DnsRecord> pick(
      Owner owner, Node<DnsRecordWish, DnsRecord> node, Refs refs, List<DnsRecord> found) {
    return pick(owner, node.wish(), refs, found);
  }

  @Override
  public String id(DnsRecord object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(DnsRecord object) {
    List<String> uses = new ArrayList<>(object.after());
    uses.add(object.zone());
    return uses;
  }

  @Override
  public Readiness readiness(Node<DnsRecordWish, DnsRecord> node, DnsRecord object) {
    return new Readiness.Target();
  }

  /** A record keeps its id when somebody lets it say something else. */
  @Override
  public boolean stillOurs(Owner owner, DnsRecord seen, DnsRecord now) {
    return now.remark().equals(seen.remark()) && now.recordId().equals(seen.recordId());
  }

  @Override
  public Readiness leaving(Owner owner, DnsRecord object) {
    return Mine.still("shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, Ep.class, EpZone.class, DnsZone.class, DnsRecord.class);
  }

  @Override
  public List<Owned<DnsRecord>> owned(Owner owner, Facts facts) {
    List<Owned<DnsRecord>> owned = new ArrayList<>();
    for (DnsZones.Claimed claimed : DnsZones.claimed(owner, facts)) {
      String remark = MarkLimits.remark(owner, claimed.vpc().id(), claimed.zone().name());
      facts.find(DnsRecord.class, new AliyunKeys.InZone(claimed.zone().id())).stream()
          .filter(r -> r.remark().equals(remark))
          .forEach(
              r ->
                  owned.add(
                      new Owned<>(
                          DnsClaims.link(claimed.claim().value()).child("dns-record." + r.value()),
                          r.scope(),
                          r.before(claimed.claimId()))));
    }
    owned.addAll(shared(owner, facts));
    owned.sort(
        Comparator.comparing((Owned<DnsRecord> o) -> o.address())
            .thenComparing(o -> o.object().id()));
    return owned;
  }

  /** Returns what no other topology needs of the zones that several of them have. */
  private static List<Owned<DnsRecord>> shared(Owner owner, Facts facts) {
    List<Owned<DnsRecord>> owned = new ArrayList<>();
    for (Vpc vpc : facts.all(Vpc.class)) {
      for (Label claim : DnsClaims.claims(owner, vpc)) {
        String name = DnsClaims.zone(claim.value());
        if (DnsClaims.isShared(owner, vpc, name)) {
          facts.find(DnsZone.class, new AliyunKeys.ZoneNamed(vpc.scope(), name)).stream()
              .filter(z -> z.isBoundTo(vpc.id()))
              .flatMap(z -> new SharedNames(owner, facts, vpc).releasable(z).stream())
              .forEach(
                  r ->
                      owned.add(
                          new Owned<>(
                              DnsClaims.link(claim.value()).child("dns-record." + r.value()),
                              r.scope(),
                              r.before(LabelKind.id(vpc.id(), claim.key())))));
        }
      }
    }
    return owned;
  }

  @Override
  public void project(Node<DnsRecordWish, DnsRecord> node, Refs refs, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }

  @Override
  public void projectGone(DnsRecord object, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }
}
