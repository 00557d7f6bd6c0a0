package dev.tieline.aliyun.internal;

import dev.tieline.plan.Trait;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * That our zones resolve in VPCs. The cloud takes the whole list of a zone's VPCs at once ("an
 * empty list unbinds all", BindZoneVpc, PrivateZone API Reference, read 2026-11): each attempt of a
 * call therefore reads the list first, and sends it with our VPC put in or taken out and nothing
 * else changed. A zone is bound after it has its records, since it hides what it does not have.
 */
final class DnsBindings implements ResourceKind<DnsMarkWish, DnsBinding> {
  DnsBindings() {}

  @Override
  public String name() {
    return "DNS binding";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // the zone and the VPC
  }

  @Override
  public Set<Trait> traits(DnsMarkWish wish) {
    return Set.of(Trait.UNGUARDED);
  }

  @Override
  public String describe(DnsMarkWish wish, Refs refs) {
    return refs.show(wish.zone()) + " to " + refs.show(wish.vpc());
  }

  @Override
  public String show(DnsBinding object) {
    return object.zone() + " to " + object.vpc();
  }

  @Override
  public Find<DnsBinding> find(
      Owner owner, Node<DnsMarkWish, DnsBinding> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), DnsZone.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().zone())
        .flatMap(
            id ->
                facts.find(DnsZone.class, id).stream()
                    .filter(z -> z.scope().equals(node.scope()))
                    .findFirst())
        .map(z -> pick(node.wish(), refs, in(z)))
        .orElseGet(Find.None::new);
  }

  private static List<DnsBinding> in(DnsZone zone) {
    return zone.bound().stream()
        .map(b -> new DnsBinding(zone.scope(), zone.id(), b.region(), b.vpc(), List.of()))
        .toList();
  }

  private static Find<DnsBinding> pick(DnsMarkWish wish, Refs refs, List<DnsBinding> found) {
    return found.stream()
        .filter(b -> refs.peek(wish.zone()).filter(b.zone()::equals).isPresent())
        .filter(b -> refs.peek(wish.vpc()).filter(b.vpc()::equals).isPresent())
        .findFirst()
        .<Find<DnsBinding>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<DnsMarkWish, DnsBinding> node, DnsBinding object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<DnsBinding> create(
      Owner owner, Node<DnsMarkWish, DnsBinding> node, Refs refs, Token token) {
    DnsBinding made =
        new DnsBinding(
            node.scope(),
            refs.get(node.wish().zone()),
            node.scope().region(),
            refs.get(node.wish().vpc()),
            List.of());
    return Call.write(
            made.scope(),
            "BindZoneVpc",
            clients -> {
              List<DnsZone.Bound> all = read(clients, made);
              if (all.stream().noneMatch(b -> b.vpc().equals(made.vpc()))) {
                all.add(new DnsZone.Bound(made.region(), made.vpc(), ""));
                write(clients, made.zone(), all);
              }
              return made;
            })
        .inTurn(DnsZones.turn(made.zone()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<DnsBinding> owned) {
    DnsBinding gone = owned.object();
    Call<DnsBinding> unbind =
        Call.write(
            gone.scope(),
            "BindZoneVpc",
            clients -> {
              DnsZone zone = DnsLists.zone(gone.scope(), clients, gone.zone());
              List<DnsZone.Bound> all = new ArrayList<>(zone.bound());
              boolean ours = MarkLimits.isRemark(zone.remark()); // or somebody has made it theirs
              if (ours && all.removeIf(b -> b.vpc().equals(gone.vpc()))) {
                write(clients, gone.zone(), all);
              }
              return gone;
            });
    return Optional.of(unbind.inTurn(DnsZones.turn(gone.zone())));
  }

  private static List<DnsZone.Bound> read(Clients clients, DnsBinding binding) throws IOException {
    // of a zone that is not found, nobody knows whom it is bound to
    return new ArrayList<>(DnsLists.zone(binding.scope(), clients, binding.zone()).bound());
  }

  private static void write(Clients clients, String zone, List<DnsZone.Bound> all)
      throws IOException {
    List<Map<String, String>> vpcs = new ArrayList<>();
    for (DnsZone.Bound bound : all) {
      Map<String, String> one = new LinkedHashMap<>();
      one.put("RegionId", bound.region());
      one.put("VpcId", bound.vpc());
      if (!bound.type().isEmpty()) {
        one.put("VpcType", bound.type());
      }
      vpcs.add(one);
    }
    clients
        .client(Rpc.class)
        .call(
            Request.of(Product.PRIVATE_ZONE, "BindZoneVpc")
                .with("ZoneId", zone)
                .eachOf("Vpcs", vpcs));
  }

  @Override
  public Query<DnsBinding> read(Scope scope, Collection<String> ids) {
    return bindings(
        scope, ids.stream().map(id -> id.substring(0, id.indexOf('|'))).distinct().toList());
  }

  private static Query<DnsBinding> bindings(Scope scope, Collection<String> zones) {
    Query<DnsZone> all = DnsLists.zones(scope, zones);
    return next -> {
      Call<Page<DnsZone>> call = all.page(next);
      return Call.read(
          scope,
          call.operation(),
          clients -> {
            Page<DnsZone> page = call.body().run(clients);
            return new Page<>(
                page.items().stream().flatMap(z -> in(z).stream()).toList(), page.next());
          });
    };
  }

  @Override
  public Query<DnsBinding> seek(Owner owner, Node<DnsMarkWish, DnsBinding> node, Refs refs) {
    return bindings(node.scope(), List.of(refs.get(node.wish().zone())));
  }

  @Override
  public Find<DnsBinding> pick(
      Owner owner, Node<DnsMarkWish, DnsBinding> node, Refs refs, List<DnsBinding> found) {
    return pick(node.wish(), refs, found);
  }

  @Override
  public String id(DnsBinding object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(DnsBinding object) {
    List<String> uses = new ArrayList<>(object.after());
    uses.add(object.zone());
    uses.add(object.vpc());
    return uses;
  }

  @Override
  public Readiness readiness(Node<DnsMarkWish, DnsBinding> node, DnsBinding object) {
    return new Readiness.Target();
  }

  /** Between the reading of the list and its writing somebody else may write it, too. */
  @Override
  public boolean unguarded() {
    return true;
  }

  /** Its own call reads the list just before, and takes nothing out of it but our VPC. */
  @Override
  public boolean guardsDelete() {
    return true;
  }

  @Override
  public Readiness leaving(Owner owner, DnsBinding object) {
    return Mine.still("bound");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, DnsZone.class, DnsRecord.class);
  }

  /** Those of zones of ours: a zone of somebody else was bound before us, and stays so. */
  @Override
  public List<Owned<DnsBinding>> owned(Owner owner, Facts facts) {
    List<Owned<DnsBinding>> owned = new ArrayList<>();
    for (DnsZones.Claimed claimed : DnsZones.claimed(owner, facts)) {
      String vpc = claimed.vpc().id();
      if (!claimed.made() || !claimed.zone().isBoundTo(vpc)) {
        continue;
      }
      List<String> after = new ArrayList<>();
      after.add(claimed.claimId());
      facts
          .find(DnsRecord.class, new AliyunKeys.InZone(claimed.zone().id()))
          .forEach(r -> after.add(r.id()));
      owned.add(
          new Owned<>(
              DnsClaims.link(claimed.claim().value()).child("dns-binding"),
              claimed.zone().scope(),
              new DnsBinding(
                  claimed.zone().scope(),
                  claimed.zone().id(),
                  claimed.vpc().scope().region(),
                  vpc,
                  after)));
    }
    owned.sort(
        Comparator.comparing((Owned<DnsBinding> o) -> o.address())
            .thenComparing(o -> o.object().id()));
    return owned;
  }

  @Override
  public void project(Node<DnsMarkWish, DnsBinding> node, Refs refs, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }

  @Override
  public void projectGone(DnsBinding object, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }
}
