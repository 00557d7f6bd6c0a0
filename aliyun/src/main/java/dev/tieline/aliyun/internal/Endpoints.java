package dev.tieline.aliyun.internal;

import dev.tieline.net.Ip;
import dev.tieline.plan.Trait;
import dev.tieline.provider.Answer;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.VpcEndpoint;
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
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of PrivateLink. A VPC has one for a service (EndpointDuplicated), which is found by
 * these two before its address, so that a renamed link keeps it; where the cloud lets a VPC have
 * two, the token keeps a repeated create from making a second one. It is made in one call with
 * places, groups and mark.
 */
final class Endpoints implements ResourceKind<EndpointWish, Ep> {
  Endpoints() {}

  @Override
  public String name() {
    return "endpoint";
  }

  @Override
  public Guard guard() {
    return Guard.TOKEN;
  }

  @Override
  public Set<Trait> traits(EndpointWish wish) {
    return Set.of(Trait.BILLABLE); // by the hour and by its traffic, unless the provider pays
  }

  @Override
  public String describe(EndpointWish wish, Refs refs) {
    return wish.service()
        + " in "
        + refs.show(wish.vpc())
        + wish.places().stream()
            .map(p -> ", " + p.zone() + " by " + refs.show(p.vSwitch()))
            .reduce("", String::concat);
  }

  @Override
  public String show(Ep object) {
    return object.id()
        + " of "
        + object.vpc()
        + " for "
        + object.service()
        + " ("
        + object.status()
        + ")";
  }

  @Override
  public Find<Ep> find(Owner owner, Node<EndpointWish, Ep> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Ep.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> vpc = refs.peek(node.wish().vpc());
    List<Ep> there =
        vpc.isEmpty() ? List.of() : standing(owner, facts, vpc.get(), node.wish().service());
    if (!there.isEmpty()) {
      return choose(owner, there);
    }
    return facts.find(Ep.class, new Keys.Marked(owner, node.address())).stream()
        .filter(e -> !e.going() && !isOtherLink(e, node.wish(), vpc))
        .findFirst()
        .<Find<Ep>>map(e -> otherShape(e, node.wish(), refs))
        .orElseGet(Find.None::new);
  }

  /**
   * Returns whether an endpoint that bears a link's mark is what the link wished before: for
   * another service, so that it goes by itself, and does not stand in the way of the new one.
   */
  private static boolean isOtherLink(Ep endpoint, EndpointWish wish, Optional<String> vpc) {
    return vpc.filter(endpoint.vpc()::equals).isPresent()
        && !endpoint.service().equals(wish.service());
  }

  /**
   * Returns the endpoints of a VPC for a service that are not going: those of the owner first, then
   * those of its namespace, then connected ones, by id.
   */
  static List<Ep> standing(Owner owner, Facts facts, String vpc, String service) {
    return facts.find(Ep.class, new AliyunKeys.EndpointAt(vpc, service)).stream()
        .filter(e -> !e.going())
        .sorted(order(owner))
        .toList();
  }

  private static Comparator<Ep> order(Owner owner) {
    return Comparator.comparing((Ep e) -> !e.marks().containsKey(owner))
        .thenComparing(e -> !e.ours(owner))
        .thenComparing(e -> !e.connected())
        .thenComparing(Ep::id);
  }

  private static Find<Ep> choose(Owner owner, List<Ep> there) {
    Ep first = there.get(0);
    if (!first.ours(owner)) {
      return new Find.Foreign<>(first);
    }
    return new Find.Ours<>(
        first,
        there.subList(1, there.size()).stream()
            .filter(e -> e.marks().containsKey(owner) && !Marks.shared(owner, e))
            .filter(e -> !e.connected())
            .toList());
  }

  private static Find<Ep> otherShape(Ep stray, EndpointWish wish, Refs refs) {
    return new Find.InTheWay<>(
        AliyunFindings.MARK_ON_OTHER_SHAPE,
        stray.id()
            + " bears the mark of this link, but is in "
            + stray.vpc()
            + " instead of "
            + refs.show(wish.vpc()),
        "Give the link another name, and the old endpoint goes; or take the tag off "
            + stray.id()
            + " if the link never made it");
  }

  @Override
  public Diff compare(Owner owner, Node<EndpointWish, Ep> node, Ep object, Refs refs) {
    if (!object.ours(owner)) {
      return new Diff.Same(); // what is adopted is used as it is
    }
    List<String> fields = new ArrayList<>(Marks.differences(object, owner, node.address()));
    if (Marks.made(owner, object.tags()) && object.status().equals("Active")) {
      fields.addAll(
          otherTerms(node.wish().bandwidth(), object)); // in other states it can not be changed
    }
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  private static OptionalInt bandwidth(EndpointWish wish) {
    Integer bandwidth = wish.bandwidth();
    return bandwidth == null ? OptionalInt.empty() : OptionalInt.of(bandwidth);
  }

  /** How an endpoint's terms differ from those that were asked for. */
  static List<String> otherTerms(@Nullable Integer bandwidth, Ep endpoint) {
    OptionalInt there = endpoint.bandwidth();
    return bandwidth == null || there.equals(OptionalInt.of(bandwidth))
        ? List.of()
        : List.of(
            "bandwidth "
                + bandwidth
                + " Mbit/s instead of "
                + (there.isPresent() ? there.getAsInt() : "what the cloud gives"));
  }

  @Override
  public Call<Ep> create(Owner owner, Node<EndpointWish, Ep> node, Refs refs, Token token) {
    EndpointWish wish = node.wish();
    String vpc = refs.get(wish.vpc());
    Tags tags = Marks.fresh(owner, node.address());
    List<String> groups = wish.groups().stream().map(refs::get).toList();
    List<Map<String, String>> places = new ArrayList<>();
    for (EndpointWish.Place place : wish.places()) {
      Map<String, String> one = new LinkedHashMap<>();
      one.put("ZoneId", place.zone());
      one.put("VSwitchId", refs.get(place.vSwitch()));
      places.add(one);
    }
    Request request =
        Lists.regional(Product.PRIVATELINK, "CreateVpcEndpoint", node.scope())
            .with("VpcId", vpc)
            .with("ServiceName", wish.service())
            .maybe(
                "ServiceRegionId", wish.region().equals(node.scope().region()) ? "" : wish.region())
            .maybe("CrossRegionBandwidth", wish.bandwidth() == null ? null : wish.bandwidth() + "")
            .with("EndpointName", wish.name())
            .each("SecurityGroupId", groups)
            .eachOf("Zone", places)
            .with("ClientToken", token.text())
            .tags("Tag", tags);
    return Call.write(
            node.scope(),
            request.action(),
            clients -> {
              Answer answer = clients.client(Rpc.class).call(request);
              return new Ep(
                  answer.text("EndpointId"),
                  node.scope(),
                  vpc,
                  wish.name(),
                  wish.service(),
                  wish.region(),
                  "Creating",
                  "Normal",
                  "Pending",
                  answer.text("EndpointDomain"),
                  bandwidth(wish),
                  groups,
                  tags);
            })
        .inTurn("endpoints of " + vpc);
  }

  @Override
  public Call<Ep> update(Owner owner, Node<EndpointWish, Ep> node, Ep object, Refs refs) {
    if (Marks.differences(object, owner, node.address()).isEmpty()) {
      return changed(node.wish(), object);
    }
    String value = Marks.value(node.address(), !Marks.made(owner, object.tags()));
    return TagCalls.OF_ENDPOINTS.set(
        object.scope(),
        object.id(),
        Marks.key(owner),
        value,
        object.with(object.tags().with(Marks.key(owner), value)));
  }

  private static Call<Ep> changed(EndpointWish wish, Ep object) {
    OptionalInt bandwidth = bandwidth(wish);
    return Mine.write(
            object.scope(),
            Lists.regional(Product.PRIVATELINK, "UpdateVpcEndpointAttribute", object.scope())
                .with("EndpointId", object.id())
                .with("CrossRegionBandwidth", bandwidth.getAsInt()),
            object.changing(bandwidth))
        .inTurn(turn(object.id()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Ep> owned) {
    Ep endpoint = owned.object();
    if (Marks.shared(owner, endpoint)) {
      return Optional.of(TagCalls.OF_ENDPOINTS.release(endpoint, owner));
    }
    return Optional.of(
        Mine.write(
                endpoint.scope(),
                Lists.regional(Product.PRIVATELINK, "DeleteVpcEndpoint", endpoint.scope())
                    .with("EndpointId", endpoint.id()),
                endpoint)
            .inTurn(turn(endpoint.id())));
  }

  /** The turn of those who write to an endpoint: the cloud lets one in at a time. */
  static String turn(String endpoint) {
    return Pacing.ENDPOINT_OF + endpoint;
  }

  @Override
  public boolean bearsMark(Owner owner, Ep object) {
    return object.marks().containsKey(owner);
  }

  @Override
  public Query<Ep> read(Scope scope, Collection<String> ids) {
    return EndpointLists.endpoints(scope, ids);
  }

  @Override
  public Optional<Call<Boolean>> alive(Scope scope, String id) {
    return Optional.of(
        Lists.alive(
            scope,
            Lists.regional(Product.PRIVATELINK, "GetVpcEndpointAttribute", scope)
                .with("EndpointId", id)));
  }

  @Override
  public Query<Ep> seek(Owner owner, Node<EndpointWish, Ep> node, Refs refs) {
    return EndpointLists.endpoints(node.scope(), Lists.By.of("VpcId", refs.get(node.wish().vpc())));
  }

  @Override
  public Find<Ep> pick(Owner owner, Node<EndpointWish, Ep> node, Refs refs, List<Ep> found) {
    String vpc = refs.get(node.wish().vpc());
    List<Ep> there =
        found.stream()
            .filter(e -> e.vpc().equals(vpc) && e.service().equals(node.wish().service()))
            .filter(e -> !e.going())
            .sorted(order(owner))
            .toList();
    return there.isEmpty() ? new Find.None<>() : choose(owner, there);
  }

  @Override
  public String id(Ep object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(Ep object) {
    List<String> uses = new ArrayList<>(object.groups());
    uses.add(object.vpc());
    uses.addAll(object.claims());
    return uses;
  }

  /** Active tells of the endpoint alone: whether it is connected is asked of the connection. */
  @Override
  public Readiness readiness(Node<EndpointWish, Ep> node, Ep object) {
    return switch (object.status()) {
      case "Creating", "Pending" -> new Readiness.Transitional(object.status());
      case "Active" ->
          object.locked()
              ? new Readiness.Failed(
                  "Active, FinancialLocked", "the account that pays for it is in arrears")
              : new Readiness.Target();
      case "Deleting" -> new Readiness.Failed("Deleting", "somebody deletes it");
      default -> new Readiness.Failed(object.status(), "a state that this library does not know");
    };
  }

  /** An assumption, as the others of this kind: see docs/aliyun.md, "Assumed". */
  @Override
  public Duration usuallyTakes(EndpointWish wish) {
    return Duration.ofSeconds(5);
  }

  @Override
  public Readiness leaving(Owner owner, Ep object) {
    return object.going()
        ? new Readiness.Transitional(object.status())
        : Mine.leaving(object, owner, object.status());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, Ep.class);
  }

  @Override
  public List<Owned<Ep>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Ep.class, Endpoints::isLink).stream()
        .filter(o -> !o.object().going())
        .toList();
  }

  private static boolean isLink(Address address) {
    return address.path().startsWith("endpoint.") && address.part().equals(address.path());
  }

  // ---- snapshot ----

  @Override
  public void project(Node<EndpointWish, Ep> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", Ep::id));
    if (to.endpoint(id).isEmpty()) {
      to.put(
          new VpcEndpoint(
              id,
              node.wish().name(),
              refs.show(node.wish().vpc()),
              node.wish().service(),
              VpcEndpoint.State.PENDING,
              "Pending",
              List.of(),
              List.of(),
              List.of()));
    }
  }

  /** An endpoint as a snapshot shows it, with these places. */
  static VpcEndpoint picture(Ep endpoint, List<EpZone> zones) {
    List<String> names = new ArrayList<>(List.of(endpoint.domain()));
    List<Ip> addresses = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    for (EpZone zone : zones) {
      names.add(zone.domain());
      addresses.addAll(zone.addresses());
      hosts.add(zone.eni());
    }
    names.removeIf(String::isEmpty);
    hosts.removeIf(String::isEmpty);
    return new VpcEndpoint(
        endpoint.id(),
        endpoint.name(),
        endpoint.vpc(),
        endpoint.service(),
        state(endpoint),
        endpoint.locked()
            ? endpoint.connection() + ", " + endpoint.businessStatus()
            : endpoint.connection(),
        names,
        addresses,
        hosts);
  }

  private static VpcEndpoint.State state(Ep endpoint) {
    if (endpoint.connection().equals("ServiceDeleted") || endpoint.going()) {
      return VpcEndpoint.State.DEAD;
    }
    return endpoint.connected() && !endpoint.locked()
        ? VpcEndpoint.State.CONNECTED
        : VpcEndpoint.State.PENDING;
  }

  @Override
  public void projectGone(Ep object, SnapshotEditor to) {
    to.endpoint(object.id()).ifPresent(e -> e.hosts().forEach(to::remove));
    to.remove(object.id());
  }

  /** Returns a reference to the id of an endpoint. */
  static Ref<String> id(Node<EndpointWish, Ep> node) {
    return node.ref("id", Ep::id);
  }
}
