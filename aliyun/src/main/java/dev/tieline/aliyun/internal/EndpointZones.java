package dev.tieline.aliyun.internal;

import dev.tieline.net.Ip;
import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.VpcEndpoint;
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
import java.util.Set;

/**
 * The zones of endpoints, in each of which an endpoint has an interface. An endpoint is in a zone
 * once, which is its natural key. A zone bears no mark: all of an endpoint of ours are ours. They
 * come with a new endpoint, and are added to one that is there; they go before it, since the cloud
 * deletes no endpoint that has one.
 */
final class EndpointZones implements ResourceKind<EndpointZoneWish, EpZone> {
  EndpointZones() {}

  @Override
  public String name() {
    return "endpoint zone";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(EndpointZoneWish wish) {
    return wish.comes() ? Action.COME : Action.CREATE;
  }

  @Override
  public String describe(EndpointZoneWish wish, Refs refs) {
    return wish.zone() + " of " + refs.show(wish.endpoint()) + " by " + refs.show(wish.vSwitch());
  }

  @Override
  public String show(EpZone object) {
    return object.zone()
        + " of "
        + object.endpoint()
        + " by "
        + object.vSwitch()
        + " ("
        + object.status()
        + ")";
  }

  @Override
  public Find<EpZone> find(
      Owner owner, Node<EndpointZoneWish, EpZone> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), EpZone.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> endpoint = refs.peek(node.wish().endpoint());
    if (endpoint.isEmpty()) {
      return new Find.None<>();
    }
    boolean ours =
        facts.one(Ep.class, endpoint.get()).filter(e -> Marks.ours(owner, e)).isPresent();
    return pick(
        node.wish(), ours, facts.find(EpZone.class, new AliyunKeys.OfEndpoint(endpoint.get())));
  }

  private static Find<EpZone> pick(EndpointZoneWish wish, boolean ours, List<EpZone> zones) {
    return zones.stream()
        .filter(z -> z.zone().equals(wish.zone()) && !z.status().equals("Deleting"))
        .findFirst()
        .<Find<EpZone>>map(z -> ours ? new Find.Ours<>(z) : new Find.Foreign<>(z))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<EndpointZoneWish, EpZone> node, EpZone object, Refs refs) {
    Optional<String> wished = refs.peek(node.wish().vSwitch());
    if (!node.wish().chosen() || wished.filter(object.vSwitch()::equals).isPresent()) {
      return new Diff.Same();
    }
    String how = "it is by " + object.vSwitch() + " instead of " + refs.show(node.wish().vSwitch());
    List<String> others =
        Marks.all(object.tags()).keySet().stream()
            .filter(o -> !o.equals(owner))
            .map(Owner::toString)
            .sorted()
            .toList();
    return others.isEmpty()
        ? new Diff.Unusable(how)
        : new Diff.Immutable(
            how + ", and its endpoint is shared with " + String.join(", ", others),
            "Choose "
                + object.vSwitch()
                + " in "
                + object.zone()
                + ", or take the endpoint out of the others first");
  }

  @Override
  public Call<EpZone> create(
      Owner owner, Node<EndpointZoneWish, EpZone> node, Refs refs, Token token) {
    EndpointZoneWish wish = node.wish();
    String endpoint = refs.get(wish.endpoint());
    String vSwitch = refs.get(wish.vSwitch());
    Request request =
        Lists.regional(Product.PRIVATELINK, "AddZoneToVpcEndpoint", node.scope())
            .with("EndpointId", endpoint)
            .with("ZoneId", wish.zone())
            .with("VSwitchId", vSwitch);
    return Mine.write(
            node.scope(),
            request,
            new EpZone(
                node.scope(),
                endpoint,
                wish.zone(),
                vSwitch,
                "",
                List.of(),
                "",
                "Creating",
                Tags.none()))
        .inTurn(Endpoints.turn(endpoint));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<EpZone> owned) {
    EpZone zone = owned.object();
    return Optional.of(
        Mine.write(
                zone.scope(),
                Lists.regional(Product.PRIVATELINK, "RemoveZoneFromVpcEndpoint", zone.scope())
                    .with("EndpointId", zone.endpoint())
                    .with("ZoneId", zone.zone()),
                zone)
            .inTurn(Endpoints.turn(zone.endpoint())));
  }

  @Override
  public Query<EpZone> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.substring(0, id.indexOf('|')))
            .distinct()
            .map(endpoint -> EndpointLists.markedZones(scope, endpoint))
            .toList());
  }

  @Override
  public Query<EpZone> seek(Owner owner, Node<EndpointZoneWish, EpZone> node, Refs refs) {
    return EndpointLists.zones(node.scope(), refs.get(node.wish().endpoint()));
  }

  @Override
  public Find<EpZone> pick(
      Owner owner, Node<EndpointZoneWish, EpZone> node, Refs refs, List<EpZone> found) {
    return pick(node.wish(), true, found);
  }

  @Override
  public String id(EpZone object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(EpZone object) {
    return List.of(object.endpoint(), object.vSwitch());
  }

  /** Connected alone is not enough: what others refer to is the address of its interface. */
  @Override
  public Readiness readiness(Node<EndpointZoneWish, EpZone> node, EpZone object) {
    return switch (object.status()) {
      case "Connected" ->
          object.address() == null
              ? new Readiness.Transitional("Connected, without an address")
              : new Readiness.Target();
      case "Creating", "Wait", "Connecting", "Migrating", "Migrated", "Disconnecting" ->
          new Readiness.Transitional(object.status());
      case "Disconnected" ->
          new Readiness.Waiting(node.wish().terms().party(), "zone " + object.status());
      case "Deleting" -> new Readiness.Failed(object.status(), "somebody removes it");
      default -> new Readiness.Failed(object.status(), "a state that this library does not know");
    };
  }

  /** With the endpoint its zones are released, or left to the other topologies that use it. */
  @Override
  public Readiness leaving(Owner owner, EpZone object) {
    if (object.status().equals("Deleting")) {
      return new Readiness.Transitional(object.status());
    }
    return Set.of(owner).equals(Marks.all(object.tags()).keySet())
        ? Mine.still(object.status())
        : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, Ep.class, EpZone.class);
  }

  /** Of an endpoint that other topologies use, too, the zones are theirs as well, and stay. */
  @Override
  public List<Owned<EpZone>> owned(Owner owner, Facts facts) {
    List<Owned<EpZone>> owned = new ArrayList<>();
    for (Owned<Ep> endpoint : AliyunKinds.ENDPOINTS.owned(owner, facts)) {
      if (!Marks.shared(owner, endpoint.object())) {
        facts.find(EpZone.class, new AliyunKeys.OfEndpoint(endpoint.object().id())).stream()
            .filter(z -> !z.status().equals("Deleting"))
            .forEach(
                z ->
                    owned.add(
                        new Owned<>(endpoint.address().child("zone." + z.zone()), z.scope(), z)));
      }
    }
    owned.sort(
        Comparator.comparing((Owned<EpZone> o) -> o.address()).thenComparing(o -> o.object().id()));
    return owned;
  }

  @Override
  public void project(Node<EndpointZoneWish, EpZone> node, Refs refs, SnapshotEditor to) {
    EndpointZoneWish wish = node.wish();
    String endpoint = refs.show(wish.endpoint());
    // an interface that is not there yet has neither id nor address
    String eni = refs.show(node.ref("interface", z -> z.eni().isEmpty() ? z.id() : z.eni()));
    boolean shown = to.endpoint(endpoint).filter(e -> e.hosts().contains(eni)).isPresent();
    if (shown || to.endpoint(endpoint).isEmpty()) {
      return;
    }
    List<String> groups = wish.groups().stream().map(refs::show).toList();
    to.put(new Host(eni, "", refs.show(wish.vSwitch()), List.of(), groups));
    to.changeEndpoint(
        endpoint,
        e -> {
          List<String> hosts = new ArrayList<>(e.hosts());
          hosts.add(eni);
          return changed(e, hosts, e.addresses());
        });
  }

  private static VpcEndpoint changed(VpcEndpoint e, List<String> hosts, List<Ip> addresses) {
    return new VpcEndpoint(
        e.id(),
        e.name(),
        e.vpc(),
        e.service(),
        e.state(),
        e.cloudState(),
        e.dnsNames(),
        addresses,
        hosts);
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<EndpointZoneWish, EpZone> node, Refs refs) {
    return Optional.of(
        EndpointHandover.zone(
            node.wish().terms(), refs.show(node.wish().endpoint()), node.wish().zone()));
  }

  @Override
  public void projectGone(EpZone object, SnapshotEditor to) {
    to.remove(object.eni());
    to.changeEndpoint(
        object.endpoint(),
        e ->
            changed(
                e,
                e.hosts().stream().filter(h -> !h.equals(object.eni())).toList(),
                e.addresses().stream().filter(a -> !object.addresses().contains(a)).toList()));
  }
}
