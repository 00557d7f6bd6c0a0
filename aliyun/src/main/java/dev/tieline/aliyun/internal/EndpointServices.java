package dev.tieline.aliyun.internal;

import dev.tieline.net.Traffic;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Trait;
import dev.tieline.provider.Answer;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.EndpointService;
import dev.tieline.snapshot.Place;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services that we offer by PrivateLink. One is made in one call with its first balancers; the
 * token keeps a repeated create from making a second one.
 */
final class EndpointServices implements ResourceKind<ServiceWish, OfferedService> {
  /** How {@link #dependents} names an endpoint. */
  private static final Pattern USER = Pattern.compile("endpoint (ep-[0-9a-z]{1,40}) ");

  static final String FORM = "endpoint-service";

  EndpointServices() {}

  /** The turn of those who change a service: it takes one call at a time. */
  static String turn(String service) {
    return "service " + service;
  }

  @Override
  public String name() {
    return "endpoint service";
  }

  @Override
  public Guard guard() {
    return Guard.TOKEN;
  }

  @Override
  public Set<Trait> traits(ServiceWish wish) {
    return wish.providerPays() ? Set.of(Trait.BILLABLE) : Set.of();
  }

  @Override
  public String describe(ServiceWish wish, Refs refs) {
    return wish.name()
        + " with "
        + wish.resources().stream()
            .map(r -> r.id() + " in " + r.zone())
            .collect(Collectors.joining(", "));
  }

  @Override
  public String show(OfferedService object) {
    return object.id() + " " + object.name();
  }

  @Override
  public Find<OfferedService> find(
      Owner owner, Node<ServiceWish, OfferedService> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), OfferedService.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return choose(
        facts.find(OfferedService.class, new Keys.Marked(owner, node.address())).stream()
            .filter(s -> s.scope().equals(node.scope()))
            .toList(),
        facts);
  }

  /** Returns the one that stays: what is in use, else the smallest id. */
  private static Find<OfferedService> choose(List<OfferedService> marked, Facts facts) {
    Set<String> used =
        marked.stream()
            .filter(
                s ->
                    !facts.find(ServiceConnection.class, new AliyunKeys.OfService(s.id())).isEmpty()
                        || facts.unreadable(s.scope(), ServiceConnection.class).isPresent())
            .map(OfferedService::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return choose(marked, used);
  }

  private static Find<OfferedService> choose(List<OfferedService> marked, Set<String> used) {
    List<OfferedService> order =
        marked.stream()
            .filter(s -> !s.status().equals("Deleting"))
            .sorted(
                Comparator.comparing((OfferedService s) -> !used.contains(s.id()))
                    .thenComparing(OfferedService::id))
            .toList();
    if (order.isEmpty()) {
      return new Find.None<>();
    }
    return new Find.Ours<>(
        order.get(0),
        order.subList(1, order.size()).stream().filter(s -> !used.contains(s.id())).toList());
  }

  @Override
  public Diff compare(
      Owner owner, Node<ServiceWish, OfferedService> node, OfferedService object, Refs refs) {
    ServiceWish wish = node.wish();
    if (!object.type().equals(wish.type()) || !object.payer().equals(wish.payer())) {
      return new Diff.Immutable(
          "service "
              + object.id()
              + " of "
              + object.type()
              + " paid by "
              + object.payer()
              + " instead of "
              + wish.type()
              + " paid by "
              + wish.payer(),
          "Write what it has into the wish, or give the new service a name of its own");
    }
    List<String> fields = new ArrayList<>(Marks.differences(object, owner, node.address()));
    if (object.acceptsAll() != wish.acceptsAll()) {
      fields.add("accepts all: " + wish.acceptsAll());
    }
    if (wish.bandwidth() != null && object.bandwidth() != wish.bandwidth()) {
      fields.add("bandwidth " + wish.bandwidth() + " instead of " + object.bandwidth());
    }
    if (!object.regions().equals(wish.regions())) {
      fields.add("regions " + wish.regions() + " instead of " + object.regions());
    }
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  @Override
  public Call<OfferedService> create(
      Owner owner, Node<ServiceWish, OfferedService> node, Refs refs, Token token) {
    ServiceWish wish = node.wish();
    Tags tags = Marks.fresh(owner, node.address());
    Request request =
        Lists.regional(Product.PRIVATELINK, "CreateVpcEndpointService", node.scope())
            .with("ServiceResourceType", wish.type())
            .with("ServiceDescription", wish.name())
            .with("AutoAcceptEnabled", wish.acceptsAll())
            .with("Payer", wish.payer())
            .each("SupportedRegionList", wish.regions())
            .eachOf(
                "Resource",
                wish.resources().stream()
                    .map(
                        r ->
                            Map.of(
                                "ResourceId", r.id(), "ResourceType", r.type(), "ZoneId", r.zone()))
                    .toList())
            .with("ClientToken", token.text())
            .tags("Tag", tags);
    return Call.write(
        node.scope(),
        request.action(),
        clients -> {
          Answer answer = clients.client(Rpc.class).call(request);
          return new OfferedService(
              answer.text("ServiceId"),
              node.scope(),
              answer.text("ServiceName"),
              answer.text("ServiceDomain"),
              wish.type(),
              wish.payer(),
              wish.acceptsAll(),
              0,
              wish.regions(),
              answer.text("ServiceStatus"),
              answer.text("ServiceBusinessStatus"),
              tags,
              List.of());
        });
  }

  /** One call each: our mark first, then what the service has. */
  @Override
  public Call<OfferedService> update(
      Owner owner, Node<ServiceWish, OfferedService> node, OfferedService object, Refs refs) {
    ServiceWish wish = node.wish();
    if (!Marks.differences(object, owner, node.address()).isEmpty()) {
      return TagCalls.OF_SERVICES.mark(
          object, owner, node.address(), object.marked(owner, node.address()));
    }
    List<String> more = wish.regions().stream().filter(r -> !object.regions().contains(r)).toList();
    List<String> fewer =
        object.regions().stream().filter(r -> !wish.regions().contains(r)).toList();
    Request request =
        Lists.regional(Product.PRIVATELINK, "UpdateVpcEndpointServiceAttribute", node.scope())
            .with("ServiceId", object.id())
            .with("AutoAcceptEnabled", wish.acceptsAll())
            .maybe(
                "ConnectBandwidth", wish.bandwidth() == null ? null : wish.bandwidth().toString())
            .each("AddSupportedRegionSet", more)
            .each("DeleteSupportedRegionSet", fewer);
    long bandwidth = wish.bandwidth() == null ? object.bandwidth() : wish.bandwidth();
    return Mine.write(
            node.scope(),
            request,
            object.with(wish.acceptsAll(), bandwidth, wish.regions(), object.tags()))
        .inTurn(turn(object.id()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<OfferedService> owned) {
    OfferedService service = owned.object();
    if (Marks.shared(owner, service)) {
      return Optional.of(TagCalls.OF_SERVICES.release(service, owner));
    }
    return Optional.of(
        Mine.write(
                service.scope(),
                Lists.regional(Product.PRIVATELINK, "DeleteVpcEndpointService", service.scope())
                    .with("ServiceId", service.id()),
                service)
            .inTurn(turn(service.id())));
  }

  @Override
  public boolean bearsMark(Owner owner, OfferedService object) {
    return object.marks().containsKey(owner);
  }

  @Override
  public Query<OfferedService> read(Scope scope, Collection<String> ids) {
    return ServiceLists.services(
        scope,
        ids.size() == 1 ? Lists.By.of("ServiceId", ids.iterator().next()) : Lists.By.everything());
  }

  @Override
  public Optional<Call<Boolean>> alive(Scope scope, String id) {
    return Optional.of(
        Lists.alive(
            scope,
            Lists.regional(Product.PRIVATELINK, "GetVpcEndpointServiceAttribute", scope)
                .with("ServiceId", id)));
  }

  @Override
  public Query<OfferedService> seek(
      Owner owner, Node<ServiceWish, OfferedService> node, Refs refs) {
    return ServiceLists.services(node.scope(), Lists.By.mark("Tag", owner));
  }

  @Override
  public Find<OfferedService> pick(
      Owner owner, Node<ServiceWish, OfferedService> node, Refs refs, List<OfferedService> found) {
    return choose(
        found.stream().filter(s -> Marks.bears(owner, node.address(), s.tags())).toList(),
        Set.of());
  }

  @Override
  public String id(OfferedService object) {
    return object.id();
  }

  /** The claims go after it. */
  @Override
  public Collection<String> uses(OfferedService object) {
    return object.claims();
  }

  @Override
  public OfferedService fresh(OfferedService seen, List<OfferedService> now) {
    return now.get(0).claimedBy(seen.claims());
  }

  @Override
  public Readiness readiness(Node<ServiceWish, OfferedService> node, OfferedService object) {
    if (object.locked()) {
      return new Readiness.Failed(
          object.businessStatus(),
          "service " + object.id() + " is locked: the account is in arrears; settle its bills");
    }
    return switch (object.status()) {
      case "Active" -> new Readiness.Target();
      case "Creating", "Pending", "" -> new Readiness.Transitional(object.status());
      default -> Mine.failed("service", object.id(), object.status());
    };
  }

  /** An assumption: see docs/aliyun.md, "Assumed". */
  @Override
  public Duration usuallyTakes(ServiceWish wish) {
    return Duration.ofSeconds(3);
  }

  @Override
  public Readiness leaving(Owner owner, OfferedService object) {
    return object.status().equals("Deleting")
        ? new Readiness.Transitional(object.status())
        : Mine.leaving(object, owner, object.status());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(OfferedService.class);
  }

  @Override
  public List<Owned<OfferedService>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, OfferedService.class, a -> a.path().startsWith("service."));
  }

  /** Endpoints of others that are connected would lose the service. */
  @Override
  public Optional<String> builtUpon(Owner owner, Owned<OfferedService> owned, Facts facts) {
    OfferedService service = owned.object();
    if (Marks.shared(owner, service) || facts.one(CutOff.class, owner).isPresent()) {
      return Optional.empty();
    }
    List<String> users =
        facts.find(ServiceConnection.class, new AliyunKeys.OfService(service.id())).stream()
            .filter(ServiceConnection::inUse)
            .map(c -> c.endpoint() + " of account " + c.ownerId())
            .sorted()
            .toList();
    return users.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "service " + service.id() + " is used by endpoint " + String.join(", ", users));
  }

  @Override
  public List<Query<String>> dependents(Owned<OfferedService> owned) {
    OfferedService service = owned.object();
    Query<ServiceConnection> all = ServiceLists.connections(service.scope(), service.id());
    return List.of(
        ServiceLists.map(
            all,
            c ->
                "endpoint "
                    + c.endpoint()
                    + " of account "
                    + c.ownerId()
                    + ", whose owner"
                    + " must delete it"));
  }

  @Override
  public Optional<Handover> leavingHandover(Owned<OfferedService> owned, List<String> users) {
    List<String> endpoints =
        users.stream()
            .map(USER::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .distinct()
            .sorted()
            .toList();
    OfferedService service = owned.object();
    return endpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ServiceHandover.removal(
                endpoints,
                service.id(),
                service.scope().region(),
                service.regions().isEmpty() ? service.scope().region() : ""));
  }

  /** A service as it was read, for a snapshot. */
  static EndpointService picture(OfferedService service, Facts facts, List<Traffic> traffic) {
    AliyunKeys.OfService in = new AliyunKeys.OfService(service.id());
    return new EndpointService(
        service.id(),
        service.name(),
        FORM,
        new Place(
            Realm.CLOUD,
            facts
                .one(Caller.class, service.scope().account())
                .map(Caller::accountId)
                .orElse(service.scope().account()),
            service.scope().region()),
        service.status().equals("Active"),
        service.status(),
        sorted(facts.find(ServiceResource.class, in).stream().map(ServiceResource::zone)),
        traffic,
        sorted(facts.find(ServiceUser.class, in).stream().map(ServiceUser::account)),
        service.regions(),
        sorted(
            facts.find(ServiceConnection.class, in).stream()
                .filter(ServiceConnection::carries)
                .map(ServiceConnection::endpoint)));
  }

  private static List<String> sorted(Stream<String> texts) {
    return texts.distinct().sorted().toList();
  }

  @Override
  public void project(Node<ServiceWish, OfferedService> node, Refs refs, SnapshotEditor to) {
    ServiceWish wish = node.wish();
    String id = refs.show(node.ref("id", OfferedService::id));
    if (to.service(id).isPresent()) {
      return;
    }
    to.put(
        new EndpointService(
            id,
            refs.show(node.ref("name", OfferedService::name)),
            FORM,
            new Place(Realm.CLOUD, wish.accountId(), node.scope().region()),
            true,
            "Active",
            wish.resources().stream().map(r -> r.zone()).distinct().sorted().toList(),
            wish.traffic(),
            List.of(),
            wish.regions(),
            List.of()));
  }

  @Override
  public void projectGone(OfferedService object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
