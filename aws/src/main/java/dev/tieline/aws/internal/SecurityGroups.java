package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
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
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Security groups of ours, one a network; the name is the natural key in its VPC. */
final class SecurityGroups implements ResourceKind<GroupWish, SecurityGroup> {
  SecurityGroups() {}

  @Override
  public String name() {
    return "security group";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
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
            vpc -> {
              List<SecurityGroup> named =
                  facts.find(SecurityGroup.class, new Keys.GroupNamed(vpc, node.wish().name()));
              return pick(owner, named.isEmpty() ? ofOldNetworkName(owner, vpc, facts) : named);
            })
        .orElseGet(Find.None::new);
  }

  /** Returns our group of a VPC, whose name is made of the network's name before. */
  private List<SecurityGroup> ofOldNetworkName(Owner owner, String vpc, Facts facts) {
    return owned(owner, facts).stream()
        .map(Owned::object)
        .filter(g -> g.vpc().equals(vpc))
        .toList();
  }

  private static Find<SecurityGroup> pick(Owner owner, List<SecurityGroup> named) {
    return named.stream()
        .findFirst()
        .map(
            g ->
                Marks.ours(owner, g)
                    ? new Find.Ours<>(g)
                    : (Find<SecurityGroup>) new Find.Foreign<>(g))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<GroupWish, SecurityGroup> node, SecurityGroup object, Refs refs) {
    return Mine.compareMark(object, owner, node.address());
  }

  @Override
  public Optional<SecurityGroup> standIn(Node<GroupWish, SecurityGroup> node, Refs refs) {
    GroupWish wish = node.wish();
    String id = "sg-" + Mine.NOBODYS;
    return refs.peek(wish.vpc())
        .map(vpc -> new SecurityGroup(id, node.scope(), vpc, wish.name(), Tags.none()));
  }

  @Override
  public Call<SecurityGroup> create(
      Owner owner, Node<GroupWish, SecurityGroup> node, Refs refs, Token token) {
    String vpc = refs.get(node.wish().vpc());
    return Call.write(
        node.scope(),
        "CreateSecurityGroup",
        clients -> {
          var answer =
              clients
                  .client(Ec2Client.class)
                  .createSecurityGroup(
                      r ->
                          r.vpcId(vpc)
                              .groupName(node.wish().name())
                              .description("Traffic that topology " + owner + " lets through")
                              .tagSpecifications(
                                  Mine.tags(ResourceType.SECURITY_GROUP, owner, node.address())));
          return new SecurityGroup(
              answer.groupId(), node.scope(), vpc, node.wish().name(), AwsTags.of(answer.tags()));
        });
  }

  @Override
  public Call<SecurityGroup> update(
      Owner owner, Node<GroupWish, SecurityGroup> node, SecurityGroup object, Refs refs) {
    return Mine.mark(
        object.scope(),
        object.id(),
        owner,
        node.address(),
        new SecurityGroup(
            object.id(),
            object.scope(),
            object.vpc(),
            object.name(),
            Mine.marked(object.tags(), owner, node.address())));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<SecurityGroup> owned) {
    SecurityGroup group = owned.object();
    if (Marks.shared(owner, group)) {
      return Optional.of(Mine.release(group.scope(), group.id(), owner));
    }
    return Optional.of(
        Call.write(
            group.scope(),
            "DeleteSecurityGroup",
            clients ->
                clients.client(Ec2Client.class).deleteSecurityGroup(r -> r.groupId(group.id()))));
  }

  @Override
  public List<Query<String>> dependents(Owned<SecurityGroup> owned) {
    return List.of(
        Lists.interfaceWords(
            owned.scope(), new Lists.By("group-id", List.of(owned.object().id()))));
  }

  @Override
  public Query<SecurityGroup> read(Scope scope, Collection<String> ids) {
    return Lists.groups(scope, new Lists.By("group-id", ids));
  }

  @Override
  public Query<SecurityGroup> seek(Owner owner, Node<GroupWish, SecurityGroup> node, Refs refs) {
    return Lists.groups(node.scope(), new Lists.By("group-name", List.of(node.wish().name())));
  }

  @Override
  public Find<SecurityGroup> pick(
      Owner owner, Node<GroupWish, SecurityGroup> node, Refs refs, List<SecurityGroup> found) {
    String vpc = refs.get(node.wish().vpc());
    return pick(
        owner,
        found.stream()
            .filter(g -> g.vpc().equals(vpc) && g.name().equals(node.wish().name()))
            .toList());
  }

  @Override
  public String id(SecurityGroup object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(SecurityGroup object) {
    return List.of(object.vpc());
  }

  @Override
  public Readiness readiness(Node<GroupWish, SecurityGroup> node, SecurityGroup object) {
    return new Readiness.Target(); // a group has no states
  }

  @Override
  public Readiness leaving(Owner owner, SecurityGroup object) {
    return Mine.leaving(object.tags(), owner, "still shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(SecurityGroup.class);
  }

  @Override
  public List<Owned<SecurityGroup>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, SecurityGroup.class, Addresses.partOfNetwork("group")).stream()
        .filter(o -> Mine.isAtHome(owner, o.address(), o.object().vpc(), facts))
        .toList();
  }

  @Override
  public void project(Node<GroupWish, SecurityGroup> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", SecurityGroup::id));
    if (to.group(id).isPresent()) {
      return;
    }
    to.put(
        new dev.tieline.snapshot.SecurityGroup(
            id,
            refs.show(node.wish().vpc()),
            node.wish().name(),
            egressToAll(id, node.wish().ipv6())));
  }

  /** Returns the rules that every group begins with: it lets everything out. */
  static List<Rule> egressToAll(String group, boolean ipv6) {
    List<Rule> rules = new ArrayList<>();
    rules.add(egress(group, Cidr.ofAny4()));
    if (ipv6) {
      rules.add(egress(group, Cidr.ofAny6()));
    }
    return rules;
  }

  private static Rule egress(String group, Cidr to) {
    return new Rule(
        "(egress to " + to + " of " + group + ")", false, Traffic.all(), new RulePeer.Block(to));
  }

  @Override
  public void projectGone(SecurityGroup object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
