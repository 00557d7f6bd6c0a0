package dev.tieline.aliyun.internal;

import dev.tieline.plan.Action;
import dev.tieline.provider.Keys;
import dev.tieline.snapshot.SnapshotEditor;
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
 * Security groups at endpoints. They come with a new endpoint, and are attached to one that is
 * there. One of ours is taken off before it is deleted, after those that are wished instead were
 * attached; one of others never is, and the last one goes with its endpoint, since the cloud leaves
 * no endpoint without.
 */
final class EndpointGroups implements ResourceKind<EndpointGroupWish, EpGroup> {
  EndpointGroups() {}

  @Override
  public String name() {
    return "endpoint group";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // the endpoint and the group
  }

  @Override
  public Action verb(EndpointGroupWish wish) {
    return wish.comes() ? Action.COME : Action.CREATE;
  }

  @Override
  public String describe(EndpointGroupWish wish, Refs refs) {
    return refs.show(wish.group()) + " at " + refs.show(wish.endpoint());
  }

  @Override
  public String show(EpGroup object) {
    return object.group() + " at " + object.endpoint();
  }

  @Override
  public Find<EpGroup> find(
      Owner owner, Node<EndpointGroupWish, EpGroup> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), EpGroup.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().endpoint())
        .map(
            id -> pick(node.wish(), refs, facts.find(EpGroup.class, new AliyunKeys.OfEndpoint(id))))
        .orElseGet(Find.None::new);
  }

  private static Find<EpGroup> pick(EndpointGroupWish wish, Refs refs, List<EpGroup> attached) {
    return attached.stream()
        .filter(g -> refs.peek(wish.group()).filter(g.group()::equals).isPresent())
        .findFirst()
        .<Find<EpGroup>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<EndpointGroupWish, EpGroup> node, EpGroup object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<EpGroup> create(
      Owner owner, Node<EndpointGroupWish, EpGroup> node, Refs refs, Token token) {
    EpGroup made =
        new EpGroup(
            node.scope(),
            refs.get(node.wish().endpoint()),
            refs.get(node.wish().group()),
            "Attaching",
            false);
    return write("AttachSecurityGroupToVpcEndpoint", made);
  }

  private static Call<EpGroup> write(String action, EpGroup group) {
    return Mine.write(
            group.scope(),
            Lists.regional(Product.PRIVATELINK, action, group.scope())
                .with("EndpointId", group.endpoint())
                .with("SecurityGroupId", group.group()),
            group)
        .inTurn(Endpoints.turn(group.endpoint()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<EpGroup> owned) {
    return owned.object().only()
        ? Optional.empty()
        : Optional.of(write("DetachSecurityGroupFromVpcEndpoint", owned.object()));
  }

  @Override
  public Query<EpGroup> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.substring(0, id.indexOf('|')))
            .distinct()
            .map(endpoint -> EndpointLists.groups(scope, endpoint))
            .toList());
  }

  @Override
  public Query<EpGroup> seek(Owner owner, Node<EndpointGroupWish, EpGroup> node, Refs refs) {
    return EndpointLists.groups(node.scope(), refs.get(node.wish().endpoint()));
  }

  @Override
  public Find<EpGroup> pick(
      Owner owner, Node<EndpointGroupWish, EpGroup> node, Refs refs, List<EpGroup> found) {
    return pick(node.wish(), refs, found);
  }

  @Override
  public String id(EpGroup object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(EpGroup object) {
    return List.of(object.endpoint(), object.group());
  }

  @Override
  public Readiness readiness(Node<EndpointGroupWish, EpGroup> node, EpGroup object) {
    return switch (object.status()) {
      // "SecurityGroupStatus" (ListVpcEndpointSecurityGroups, read 2026-11)
      case "Attached" -> new Readiness.Target();
      case "Attaching" -> new Readiness.Transitional(object.status());
      case "Detaching", "Detached" ->
          new Readiness.Failed(object.status(), "somebody takes it off");
      default -> new Readiness.Failed(object.status(), "a state that this library does not know");
    };
  }

  @Override
  public Readiness leaving(Owner owner, EpGroup object) {
    return switch (object.status()) {
      case "Detaching" -> new Readiness.Transitional(object.status());
      case "Detached" -> new Readiness.Gone(object.status());
      default -> Mine.still(object.status());
    };
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, SecurityGroup.class, EpGroup.class);
  }

  /** Those of our groups at endpoints of ours: others stay where they are. */
  @Override
  public List<Owned<EpGroup>> owned(Owner owner, Facts facts) {
    List<Owned<EpGroup>> owned = new ArrayList<>();
    for (Owned<SecurityGroup> group : AliyunKinds.ENDPOINT_SECURITY_GROUPS.owned(owner, facts)) {
      Address link = new Address(group.address().part());
      boolean others =
          facts.one(Regrouped.class, owner).filter(r -> r.links().contains(link)).isPresent();
      facts.find(EpGroup.class, new Keys.InGroup(group.object().id())).stream()
          .filter(g -> facts.one(Ep.class, g.endpoint()).filter(e -> e.ours(owner)).isPresent())
          .map(g -> others ? g.besideOthers() : g)
          .forEach(g -> owned.add(new Owned<>(link.child("attached." + g.group()), g.scope(), g)));
    }
    owned.sort(
        Comparator.comparing((Owned<EpGroup> o) -> o.address())
            .thenComparing(o -> o.object().id()));
    return owned;
  }

  @Override
  public void project(Node<EndpointGroupWish, EpGroup> node, Refs refs, SnapshotEditor to) {
    // Which groups guard an interface is shown with it, by the endpoint's zones.
  }

  @Override
  public void projectGone(EpGroup object, SnapshotEditor to) {
    // It guards nothing any more once its rules are gone, which their kind takes out.
  }
}
