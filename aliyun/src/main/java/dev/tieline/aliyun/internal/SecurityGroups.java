package dev.tieline.aliyun.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
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
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Security groups of ours: one a network, and one an endpoint. Several groups of a VPC may have one
 * name, so that the token keeps a repeated create from making a second one.
 */
final class SecurityGroups implements ResourceKind<GroupWish, SecurityGroup> {
  /** The type of a group that no read has shown yet: a create is answered with an id alone. */
  private static final String NOT_SHOWN = "";

  private final String name;
  private final Predicate<Address> shape;
  private final boolean oneOfVpc;

  private SecurityGroups(String name, Predicate<Address> shape, boolean oneOfVpc) {
    this.name = name;
    this.shape = shape;
    this.oneOfVpc = oneOfVpc;
  }

  /** Those of networks: an owner has one in a VPC, whatever its network is called now. */
  static SecurityGroups ofNetworks() {
    return new SecurityGroups("security group", Addresses.partOfNetwork("group"), true);
  }

  /** Those of endpoints, of which a VPC may have several. */
  static SecurityGroups ofEndpoints() {
    return new SecurityGroups(
        "endpoint security group",
        a -> a.path().startsWith("endpoint.") && a.path().equals(a.part() + "/group"),
        false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Guard guard() {
    return Guard.TOKEN;
  }

  @Override
  public String describe(GroupWish wish, Refs refs) {
    return wish.name() + " in " + refs.show(wish.vpc());
  }

  @Override
  public String show(SecurityGroup object) {
    return object.id() + " " + object.name() + " of " + object.vpc();
  }

  @Override
  public Find<SecurityGroup> find(
      Owner owner, Node<GroupWish, SecurityGroup> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), SecurityGroup.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().vpc())
        .map(
            vpc ->
                choose(
                    vpc,
                    owned(owner, facts).stream()
                        .filter(o -> isMeant(node, o))
                        .map(Owned::object)
                        .toList(),
                    g -> isInUse(g, facts)))
        .orElseGet(Find.None::new);
  }

  private boolean isMeant(Node<GroupWish, SecurityGroup> node, Owned<SecurityGroup> owned) {
    return oneOfVpc
        || owned.address().equals(node.address())
        || owned.object().id().equals(node.wish().formerly());
  }

  private static boolean isInUse(SecurityGroup group, Facts facts) {
    return facts.unreadable(group.scope(), GroupRule.class).isPresent()
        || !facts.find(GroupRule.class, new Keys.InGroup(group.id())).isEmpty()
        || !facts.find(EpGroup.class, new Keys.InGroup(group.id())).isEmpty();
  }

  /** Returns the one that stays: what has rules, else the smallest id. */
  private static Find<SecurityGroup> choose(
      String vpc, List<SecurityGroup> ours, Predicate<SecurityGroup> inUse) {
    List<SecurityGroup> order =
        ours.stream()
            .filter(g -> g.vpc().equals(vpc))
            .sorted(
                Comparator.comparing((SecurityGroup g) -> !inUse.test(g))
                    .thenComparing(SecurityGroup::id))
            .toList();
    if (order.isEmpty()) {
      return new Find.None<>();
    }
    return new Find.Ours<>(
        order.get(0), order.subList(1, order.size()).stream().filter(inUse.negate()).toList());
  }

  @Override
  public Diff compare(
      Owner owner, Node<GroupWish, SecurityGroup> node, SecurityGroup object, Refs refs) {
    return Mine.compareMark(object, owner, node.address());
  }

  @Override
  public Optional<SecurityGroup> standIn(Node<GroupWish, SecurityGroup> node, Refs refs) {
    return refs.peek(node.wish().vpc())
        .map(
            vpc ->
                new SecurityGroup(
                    "sg-" + Mine.NOBODYS,
                    node.scope(),
                    vpc,
                    node.wish().name(),
                    NOT_SHOWN,
                    false,
                    Tags.none()));
  }

  @Override
  public Call<SecurityGroup> create(
      Owner owner, Node<GroupWish, SecurityGroup> node, Refs refs, Token token) {
    String vpc = refs.get(node.wish().vpc());
    Tags tags = Marks.fresh(owner, node.address());
    Request request =
        Lists.regional(Product.ECS, "CreateSecurityGroup", node.scope())
            .with("VpcId", vpc)
            .with("SecurityGroupName", node.wish().name())
            .with("Description", "Traffic that topology " + owner + " lets through")
            .with("ClientToken", token.text())
            .tags("Tag", tags);
    return Call.write(
        node.scope(),
        request.action(),
        clients ->
            new SecurityGroup(
                clients.client(Rpc.class).call(request).text("SecurityGroupId"),
                node.scope(),
                vpc,
                node.wish().name(),
                NOT_SHOWN,
                false,
                tags));
  }

  @Override
  public Call<SecurityGroup> update(
      Owner owner, Node<GroupWish, SecurityGroup> node, SecurityGroup object, Refs refs) {
    return TagCalls.OF_GROUPS.mark(
        object, owner, node.address(), object.marked(owner, node.address()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<SecurityGroup> owned) {
    SecurityGroup group = owned.object();
    if (Marks.shared(owner, group)) {
      return Optional.of(TagCalls.OF_GROUPS.release(group, owner));
    }
    return Optional.of(
        Mine.write(
            group.scope(),
            Lists.regional(Product.ECS, "DeleteSecurityGroup", group.scope())
                .with("SecurityGroupId", group.id()),
            group));
  }

  @Override
  public boolean bearsMark(Owner owner, SecurityGroup object) {
    return object.marks().containsKey(owner);
  }

  @Override
  public Query<SecurityGroup> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .sorted()
            .map(id -> Lists.groups(scope, Lists.By.of("SecurityGroupId", id)))
            .toList());
  }

  @Override
  public Optional<Call<Boolean>> alive(Scope scope, String id) {
    return Optional.of(
        Lists.alive(
            scope,
            Lists.regional(Product.ECS, "DescribeSecurityGroupAttribute", scope)
                .with("SecurityGroupId", id)));
  }

  @Override
  public Query<SecurityGroup> seek(Owner owner, Node<GroupWish, SecurityGroup> node, Refs refs) {
    return Lists.groups(node.scope(), Lists.By.of("VpcId", refs.get(node.wish().vpc())));
  }

  @Override
  public Find<SecurityGroup> pick(
      Owner owner, Node<GroupWish, SecurityGroup> node, Refs refs, List<SecurityGroup> found) {
    return choose(
        refs.get(node.wish().vpc()),
        found.stream().filter(g -> Marks.bears(owner, node.address(), g.tags())).toList(),
        g -> false);
  }

  @Override
  public String id(SecurityGroup object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(SecurityGroup object) {
    return List.of(object.vpc());
  }

  /** A group has no states; but rules can be put only into one that is shown. */
  @Override
  public Readiness readiness(Node<GroupWish, SecurityGroup> node, SecurityGroup object) {
    return object.type().equals(NOT_SHOWN)
        ? new Readiness.Transitional("not shown yet")
        : new Readiness.Target();
  }

  /** An assumption: at once, and in a moment where readers are behind. */
  @Override
  public Duration usuallyTakes(GroupWish wish) {
    return Duration.ofMillis(100);
  }

  @Override
  public Readiness leaving(Owner owner, SecurityGroup object) {
    return Mine.leaving(object, owner, "still shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(SecurityGroup.class);
  }

  @Override
  public List<Owned<SecurityGroup>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, SecurityGroup.class, shape);
  }

  @Override
  public void project(Node<GroupWish, SecurityGroup> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", SecurityGroup::id));
    if (to.group(id).isPresent()) {
      return;
    }
    String vpc = refs.show(node.wish().vpc());
    SecurityGroup made =
        new SecurityGroup(id, node.scope(), vpc, node.wish().name(), "normal", false, Tags.none());
    to.put(
        new dev.tieline.snapshot.SecurityGroup(
            id,
            vpc,
            node.wish().name(),
            Effective.of(made, true, List.of(), List.of(), group -> Optional.empty())));
  }

  @Override
  public void projectGone(SecurityGroup object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
