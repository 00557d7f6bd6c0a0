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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Zones of PrivateZone, one for a VPC and a name. A zone can not be marked by the call that makes
 * it: it is ours once its remark says so, and before that if a claim of ours names it and it is
 * blank. It looks up elsewhere what it has no record of, so that it hides no other name.
 */
final class DnsZones implements ResourceKind<DnsZoneWish, DnsZone> {
  /** How a zone treats names that are not in it if it has those asked for elsewhere. */
  static final String RECURSIVE = "RECORD";

  DnsZones() {}

  /** What an owner has in a zone, by a claim on a VPC. */
  record Claimed(Vpc vpc, Label claim, DnsZone zone, boolean made) {
    String claimId() {
      return LabelKind.id(vpc.id(), claim.key());
    }
  }

  @Override
  public String name() {
    return "DNS zone";
  }

  @Override
  public Guard guard() {
    return Guard.TOKEN;
  }

  @Override
  public String describe(DnsZoneWish wish, Refs refs) {
    return wish.name() + " for " + refs.show(wish.vpc());
  }

  @Override
  public String show(DnsZone object) {
    return object.id() + " " + object.name();
  }

  @Override
  public Find<DnsZone> find(Owner owner, Node<DnsZoneWish, DnsZone> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), DnsZone.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> vpc = refs.peek(node.wish().vpc());
    if (vpc.isEmpty()) {
      return new Find.None<>();
    }
    boolean claimed =
        facts.find(Vpc.class, vpc.get()).stream()
            .anyMatch(v -> v.tags().get(DnsClaims.key(owner, node.wish().name())).isPresent());
    return pick(
        owner,
        node.wish(),
        vpc.get(),
        claimed,
        facts.find(DnsZone.class, new AliyunKeys.ZoneNamed(node.scope(), node.wish().name())));
  }

  private static Find<DnsZone> pick(
      Owner owner, DnsZoneWish wish, String vpc, boolean claimed, List<DnsZone> named) {
    List<DnsZone> ours =
        named.stream()
            .filter(z -> z.name().equals(wish.name()) && isOurs(owner, z, vpc, named, claimed))
            .sorted(
                Comparator.comparing((DnsZone z) -> !z.isBoundTo(vpc))
                    .thenComparing(DnsZone::isBlank)
                    .thenComparing(DnsZone::id))
            .toList();
    if (!ours.isEmpty()) {
      return new Find.Ours<>(
          ours.get(0),
          ours.subList(1, ours.size()).stream().filter(z -> z.bound().isEmpty()).toList());
    }
    return named.stream()
        .filter(z -> z.isBoundTo(vpc))
        .findFirst()
        .<Find<DnsZone>>map(
            z ->
                wish.adopts()
                    ? new Find.Foreign<>(z)
                    : new Find.InTheWay<>(
                        AliyunFindings.DNS_NAME_TAKEN,
                        "zone "
                            + z.id()
                            + " of somebody else has the name "
                            + z.name()
                            + " in "
                            + vpc
                            + " already",
                        "Choose another name with AliyunDns.privateZone(name), or give consent"
                            + " CHANGE_FOREIGN_ATTRIBUTES, and the records go into that zone"))
        .orElseGet(Find.None::new);
  }

  /**
   * Whether a zone is ours. A blank one is where a claim says that one was asked for, and none has
   * our remark yet: beside one that has, it is somebody else's.
   */
  private static boolean isOurs(
      Owner owner, DnsZone zone, String vpc, List<DnsZone> named, boolean claimed) {
    return isRemarked(owner, zone, vpc)
        || claimed && zone.isBlank() && named.stream().noneMatch(z -> isRemarked(owner, z, vpc));
  }

  private static boolean isRemarked(Owner owner, DnsZone zone, String vpc) {
    return zone.remark().equals(MarkLimits.remark(owner, vpc, zone.name()));
  }

  @Override
  public Diff compare(Owner owner, Node<DnsZoneWish, DnsZone> node, DnsZone object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<DnsZone> create(
      Owner owner, Node<DnsZoneWish, DnsZone> node, Refs refs, Token token) {
    String name = node.wish().name();
    Request request =
        Request.of(Product.PRIVATE_ZONE, "AddZone")
            .with("ZoneName", name)
            .with("ProxyPattern", RECURSIVE)
            .with("ClientToken", token.text());
    return Call.write(
        node.scope(),
        request.action(),
        clients ->
            new DnsZone(
                clients.client(Rpc.class).call(request).text("ZoneId"),
                node.scope(),
                name,
                "",
                List.of(),
                0,
                true,
                false,
                List.of()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<DnsZone> owned) {
    DnsZone zone = owned.object();
    return Optional.of(
        Mine.write(
                zone.scope(),
                Request.of(Product.PRIVATE_ZONE, "DeleteZone").with("ZoneId", zone.id()),
                zone)
            .inTurn(turn(zone.id())));
  }

  static String turn(String zone) {
    return "zone " + zone;
  }

  /** One that somebody has given a remark of their own is theirs, though our token made it. */
  @Override
  public boolean bearsMark(Owner owner, DnsZone object) {
    return object.isBlank() || MarkLimits.isRemark(object.remark());
  }

  @Override
  public Query<DnsZone> read(Scope scope, Collection<String> ids) {
    return DnsLists.zones(scope, ids);
  }

  @Override
  public Query<DnsZone> seek(Owner owner, Node<DnsZoneWish, DnsZone> node, Refs refs) {
    return DnsLists.named(node.scope(), node.wish().name());
  }

  @Override
  public Find<DnsZone> pick(
      Owner owner, Node<DnsZoneWish, DnsZone> node, Refs refs, List<DnsZone> found) {
    return pick(owner, node.wish(), refs.get(node.wish().vpc()), true, found);
  }

  @Override
  public String id(DnsZone object) {
    return object.id();
  }

  /** A zone has no states; but records can be put only into one that is shown. */
  @Override
  public Readiness readiness(Node<DnsZoneWish, DnsZone> node, DnsZone object) {
    return object.shown() ? new Readiness.Target() : new Readiness.Transitional("not shown yet");
  }

  /** The cloud would delete what others have put into it since along with it. */
  @Override
  public boolean stillOurs(Owner owner, DnsZone seen, DnsZone now) {
    return now.remark().equals(seen.remark()) && now.bound().isEmpty() && now.records() == 0;
  }

  @Override
  public Readiness leaving(Owner owner, DnsZone object) {
    return Mine.still("shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, DnsZone.class, DnsRecord.class);
  }

  /**
   * Whether another zone of ours has the name in the VPC: two topologies that came at once have
   * made one each, of which the cloud lets only one be bound.
   */
  private static boolean isSpare(Owner owner, DnsZone zone, String vpc, List<DnsZone> named) {
    return zone.bound().isEmpty()
        && named.stream().anyMatch(z -> z.isBoundTo(vpc) && isRemarked(owner, z, vpc));
  }

  /**
   * Returns the zones that the owner's claims name and no other topology of the namespace uses:
   * those of ours, and those of others that resolve in the VPC.
   */
  static List<Claimed> claimed(Owner owner, Facts facts) {
    List<Claimed> claimed = new ArrayList<>();
    for (Vpc vpc : facts.all(Vpc.class)) {
      for (Label claim : DnsClaims.claims(owner, vpc)) {
        String name = DnsClaims.zone(claim.value());
        List<DnsZone> named =
            facts.find(DnsZone.class, new AliyunKeys.ZoneNamed(vpc.scope(), name));
        boolean shared = DnsClaims.isShared(owner, vpc, name);
        for (DnsZone zone : named) {
          boolean made = isOurs(owner, zone, vpc.id(), named, true);
          if (shared) { // it goes with the last of them, unless it is of use to none
            if (made && isSpare(owner, zone, vpc.id(), named)) {
              claimed.add(new Claimed(vpc, claim, zone, true));
            }
          } else if (made || zone.isBoundTo(vpc.id())) {
            claimed.add(new Claimed(vpc, claim, zone, made));
          }
        }
      }
    }
    return claimed;
  }

  @Override
  public Collection<String> uses(DnsZone object) {
    return object.after();
  }

  @Override
  public List<Owned<DnsZone>> owned(Owner owner, Facts facts) {
    return claimed(owner, facts).stream()
        .filter(Claimed::made)
        .map(
            c ->
                new Owned<>(
                    DnsClaims.link(c.claim().value()).child("dns"),
                    c.zone().scope(),
                    c.zone().before(c.claimId())))
        .sorted(
            Comparator.comparing((Owned<DnsZone> o) -> o.address())
                .thenComparing(o -> o.object().id()))
        .toList();
  }

  @Override
  public Optional<String> builtUpon(Owner owner, Owned<DnsZone> owned, Facts facts) {
    DnsZone zone = owned.object();
    List<String> others = new ArrayList<>();
    zone.bound().stream()
        .filter(b -> !zone.remark().equals(MarkLimits.remark(owner, b.vpc(), zone.name())))
        .forEach(b -> others.add("VPC " + b.vpc()));
    facts.find(DnsRecord.class, new AliyunKeys.InZone(zone.id())).stream()
        .filter(r -> !r.remark().equals(zone.remark()))
        .forEach(r -> others.add("record " + r.rr() + " " + r.type() + " " + r.value()));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "others have put into zone " + zone.name() + ": " + String.join(", ", others));
  }

  @Override
  public void project(Node<DnsZoneWish, DnsZone> node, Refs refs, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }

  @Override
  public void projectGone(DnsZone object, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }
}
