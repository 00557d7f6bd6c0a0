package dev.tieline.aliyun.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
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
import dev.tieline.topology.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The accounts that may use our services. The whitelist of a service that we made is ours
 * altogether.
 */
final class ServiceUsers implements ResourceKind<ServiceUserWish, ServiceUser> {
  ServiceUsers() {}

  @Override
  public String name() {
    return "service user";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // service and account
  }

  @Override
  public String describe(ServiceUserWish wish, Refs refs) {
    return "account " + wish.account() + " of " + refs.show(wish.service());
  }

  @Override
  public String show(ServiceUser object) {
    return "account " + object.account() + " of " + object.service();
  }

  @Override
  public Find<ServiceUser> find(
      Owner owner, Node<ServiceUserWish, ServiceUser> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), ServiceUser.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().service())
        .map(id -> among(node.wish(), facts.find(ServiceUser.class, new AliyunKeys.OfService(id))))
        .orElseGet(Find.None::new);
  }

  private static Find<ServiceUser> among(ServiceUserWish wish, List<ServiceUser> found) {
    return found.stream()
        .filter(u -> u.account().equals(wish.account()))
        .findFirst()
        .<Find<ServiceUser>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<ServiceUserWish, ServiceUser> node, ServiceUser object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<ServiceUser> create(
      Owner owner, Node<ServiceUserWish, ServiceUser> node, Refs refs, Token token) {
    String service = refs.get(node.wish().service());
    return call(
        "AddUserToVpcEndpointService",
        new ServiceUser(
            node.scope(),
            service,
            node.wish().account(),
            node.wish().account().equals(Service.ANYONE) ? UserArns.ANYONE : "",
            Tags.none()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<ServiceUser> owned) {
    return Optional.of(call("RemoveUserFromVpcEndpointService", owned.object()));
  }

  private static Call<ServiceUser> call(String action, ServiceUser user) {
    return Mine.write(
            user.scope(),
            Lists.regional(Product.PRIVATELINK, action, user.scope())
                .with("ServiceId", user.service())
                .maybe("UserId", user.arn().isEmpty() ? user.account() : "")
                .maybe("UserARN", user.arn()),
            user)
        .inTurn(EndpointServices.turn(user.service()));
  }

  @Override
  public Query<ServiceUser> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ServiceLists.servicesOf(ids).stream()
            .map(s -> ServiceLists.marked(scope, s, ServiceLists.users(scope, s), ServiceUser::of))
            .toList());
  }

  @Override
  public Query<ServiceUser> seek(Owner owner, Node<ServiceUserWish, ServiceUser> node, Refs refs) {
    return ServiceLists.users(node.scope(), refs.get(node.wish().service()));
  }

  @Override
  public Find<ServiceUser> pick(
      Owner owner, Node<ServiceUserWish, ServiceUser> node, Refs refs, List<ServiceUser> found) {
    return among(node.wish(), found);
  }

  @Override
  public String id(ServiceUser object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(ServiceUser object) {
    return List.of(object.service());
  }

  /** It has no states: who is listed may use it. */
  @Override
  public Readiness readiness(Node<ServiceUserWish, ServiceUser> node, ServiceUser object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, ServiceUser object) {
    return ServiceLists.leaving(owner, object.tags(), "listed");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(OfferedService.class, ServiceUser.class);
  }

  @Override
  public List<Owned<ServiceUser>> owned(Owner owner, Facts facts) {
    List<Owned<ServiceUser>> owned = new ArrayList<>();
    for (Owned<OfferedService> service : AliyunKinds.ENDPOINT_SERVICES.owned(owner, facts)) {
      if (!Marks.shared(owner, service.object())) {
        facts
            .find(ServiceUser.class, new AliyunKeys.OfService(service.object().id()))
            .forEach(
                u ->
                    owned.add(
                        new Owned<>(service.address().child(segment(u.account())), u.scope(), u)));
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  /** Returns the part of an address that says which account. */
  static String segment(String account) {
    if (account.equals(Service.ANYONE)) {
      return "user.anyone";
    }
    return "user." + (UserArns.isArn(account) ? Claims.digest(account) : account);
  }

  @Override
  public void project(Node<ServiceUserWish, ServiceUser> node, Refs refs, SnapshotEditor to) {
    ServiceViews.change(
        to, refs.show(node.wish().service()), v -> v.principal(node.wish().account(), true));
  }

  @Override
  public void projectGone(ServiceUser object, SnapshotEditor to) {
    ServiceViews.change(to, object.service(), v -> v.principal(object.account(), false));
  }
}
