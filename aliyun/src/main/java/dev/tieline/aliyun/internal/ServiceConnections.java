package dev.tieline.aliyun.internal;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Trait;
import dev.tieline.provider.Marks;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That endpoints of others are connected to our services, or are not. We accept only the endpoint
 * that the wish names, and only if the cloud states that its account is one that the service is
 * shared with. What was accepted stays so until it is rejected.
 */
final class ServiceConnections implements ResourceKind<ServiceConnectionWish, ServiceConnection> {
  private static final String ABSENT = "not there";

  ServiceConnections() {}

  @Override
  public String name() {
    return "service connection";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // service and endpoint
  }

  @Override
  public Action verb(ServiceConnectionWish wish) {
    if (!wish.accepted()) {
      return Action.CREATE;
    }
    return wish.asked() ? Action.ACCEPT : Action.WAIT;
  }

  @Override
  public String party(ServiceConnectionWish wish) {
    return "the owner of endpoint " + wish.endpoint();
  }

  @Override
  public Set<Trait> traits(ServiceConnectionWish wish) {
    return Set.of(Trait.PERMANENT);
  }

  @Override
  public String describe(ServiceConnectionWish wish, Refs refs) {
    return (wish.accepted() ? "" : "none of ")
        + wish.endpoint()
        + " to "
        + refs.show(wish.service());
  }

  @Override
  public String show(ServiceConnection object) {
    return object.endpoint() + " of account " + object.ownerId() + " (" + object.status() + ")";
  }

  @Override
  public Find<ServiceConnection> find(
      Owner owner, Node<ServiceConnectionWish, ServiceConnection> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), ServiceConnection.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().service())
        .map(
            id ->
                judge(
                    node.wish(),
                    node.scope(),
                    id,
                    facts.find(ServiceConnection.class, new AliyunKeys.OfService(id))))
        .orElseGet(Find.None::new);
  }

  private static Find<ServiceConnection> judge(
      ServiceConnectionWish wish, Scope scope, String service, List<ServiceConnection> found) {
    Optional<ServiceConnection> there =
        found.stream().filter(c -> c.endpoint().equals(wish.endpoint())).findFirst();
    if (there.isEmpty()) {
      return wish.accepted()
          ? new Find.None<>() // its owner has yet to ask
          : new Find.Foreign<>(new ServiceConnection(scope, service, wish.endpoint(), "", ABSENT));
    }
    ServiceConnection connection = there.get();
    if (!wish.accepted()) {
      // the cloud has one word for requested, rejected and cut: none of them carries anything
      return connection.carries() ? new Find.None<>() : new Find.Ours<>(connection);
    }
    if (!wish.accounts().contains(connection.ownerId()) && !wish.accounts().contains("*")) {
      return new Find.InTheWay<>(
          AliyunFindings.REQUEST_DIFFERS,
          "endpoint "
              + connection.endpoint()
              + " is of account "
              + connection.ownerId()
              + ", with which the service is not shared",
          "Share the service with that account if the request is right, else reject it");
    }
    return connection.status().equals("Disconnected")
        ? new Find.None<>()
        : new Find.Ours<>(connection);
  }

  @Override
  public Diff compare(
      Owner owner,
      Node<ServiceConnectionWish, ServiceConnection> node,
      ServiceConnection object,
      Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<ServiceConnection> create(
      Owner owner, Node<ServiceConnectionWish, ServiceConnection> node, Refs refs, Token token) {
    ServiceConnectionWish wish = node.wish();
    String service = refs.get(wish.service());
    return call(
        new ServiceConnection(
            node.scope(),
            service,
            wish.endpoint(),
            "",
            wish.accepted() ? "Connecting" : "Disconnecting"),
        wish.accepted());
  }

  private static Call<ServiceConnection> call(ServiceConnection connection, boolean accepted) {
    String action = accepted ? "EnableVpcEndpointConnection" : "DisableVpcEndpointConnection";
    return Mine.write(
            connection.scope(),
            Lists.regional(Product.PRIVATELINK, action, connection.scope())
                .with("ServiceId", connection.service())
                .with("EndpointId", connection.endpoint()),
            connection)
        .inTurn(Pacing.CONNECTIONS)
        .beside(turn(connection.scope()));
  }

  /**
   * The turn of all who connect or cut endpoints of an account's services, in whichever region: an
   * account's connections are worked on one after another (EnableVpcEndpointConnection, PrivateLink
   * API Reference, read 2026-11).
   */
  private static Call.Turn turn(Scope scope) {
    return new Call.Turn(
        new Scope(scope.cloud(), scope.account(), "all regions"), Pacing.CONNECTIONS);
  }

  /** Cuts an endpoint off whose service is removed; asked only where the topology consents. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<ServiceConnection> owned) {
    return Optional.of(call(owned.object(), false));
  }

  @Override
  public Query<ServiceConnection> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ServiceLists.servicesOf(ids).stream()
            .map(s -> ServiceLists.connections(scope, s))
            .toList());
  }

  @Override
  public Query<ServiceConnection> seek(
      Owner owner, Node<ServiceConnectionWish, ServiceConnection> node, Refs refs) {
    return ServiceLists.connections(node.scope(), refs.get(node.wish().service()));
  }

  @Override
  public Find<ServiceConnection> pick(
      Owner owner,
      Node<ServiceConnectionWish, ServiceConnection> node,
      Refs refs,
      List<ServiceConnection> found) {
    return judge(node.wish(), node.scope(), refs.get(node.wish().service()), found);
  }

  @Override
  public String id(ServiceConnection object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(ServiceConnection object) {
    return List.of(object.service());
  }

  @Override
  public Readiness readiness(
      Node<ServiceConnectionWish, ServiceConnection> node, ServiceConnection object) {
    boolean accepted = node.wish().accepted();
    return switch (object.status()) {
      case ABSENT -> new Readiness.Target(); // there is nothing to refuse
      case "Connected" ->
          accepted ? new Readiness.Target() : new Readiness.Transitional(object.status());
      case "Connecting", "Disconnecting" -> new Readiness.Transitional(object.status());
      // Pending: the endpoint itself is being made or changed; Disconnected: accepted, not shown
      // yet
      case "Disconnected", "Pending" ->
          accepted ? new Readiness.Transitional(object.status()) : new Readiness.Target();
      case "Deleting", "ServiceDeleted" ->
          accepted
              ? new Readiness.Waiting(party(node.wish()), object.status()) // for another endpoint
              : new Readiness.Target();
      default -> Mine.failed("endpoint", object.endpoint(), object.status());
    };
  }

  /** For one that is to be let in and has not asked: perhaps it never will. */
  @Override
  public Optional<Handover> handover(
      Owner owner, Node<ServiceConnectionWish, ServiceConnection> node, Refs refs) {
    return node.wish().accepted()
        ? Optional.of(
            ServiceHandover.request(
                party(node.wish()),
                node.wish().endpoint(),
                refs.show(node.wish().service()),
                node.scope().region()))
        : Optional.empty();
  }

  /** An assumption: see docs/aliyun.md, "Assumed". */
  @Override
  public Duration usuallyTakes(ServiceConnectionWish wish) {
    return Duration.ofSeconds(5);
  }

  @Override
  public Readiness leaving(Owner owner, ServiceConnection object) {
    return object.carries()
        ? Mine.still(object.status())
        : object.status().equals("Disconnecting")
            ? new Readiness.Transitional(object.status())
            : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(OfferedService.class, ServiceConnection.class);
  }

  /** Of services that are no longer wished, with consent: see {@link CutOff}. */
  @Override
  public List<Owned<ServiceConnection>> owned(Owner owner, Facts facts) {
    Optional<CutOff> consent = facts.one(CutOff.class, owner);
    if (consent.isEmpty()) {
      return List.of();
    }
    List<Owned<ServiceConnection>> owned = new ArrayList<>();
    for (Owned<OfferedService> service : AliyunKinds.ENDPOINT_SERVICES.owned(owner, facts)) {
      if (!Marks.shared(owner, service.object())
          && !consent.get().kept().contains(service.address())) {
        facts
            .find(ServiceConnection.class, new AliyunKeys.OfService(service.object().id()))
            .stream()
            .filter(ServiceConnection::carries)
            .forEach(
                c ->
                    owned.add(
                        new Owned<>(
                            service.address().child("connection." + c.endpoint()), c.scope(), c)));
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  @Override
  public void project(
      Node<ServiceConnectionWish, ServiceConnection> node, Refs refs, SnapshotEditor to) {
    ServiceViews.change(
        to,
        refs.show(node.wish().service()),
        v -> v.consumer(node.wish().endpoint(), node.wish().accepted()));
  }

  @Override
  public void projectGone(ServiceConnection object, SnapshotEditor to) {
    ServiceViews.change(to, object.service(), v -> v.consumer(object.endpoint(), false));
  }
}
