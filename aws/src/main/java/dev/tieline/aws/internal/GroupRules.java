package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
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
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Rules of security groups, one a call, since one duplicate refuses a whole call. EC2 refuses a
 * second rule that says the same, whatever its description. An equal rule that is not ours serves
 * as well and is left alone.
 */
final class GroupRules implements ResourceKind<RuleWish, GroupRule> {
  GroupRules() {}

  @Override
  public String name() {
    return "security group rule";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(RuleWish wish, Refs refs) {
    return refs.show(wish.group())
        + (wish.ingress() ? " lets in " : " lets out ")
        + wish.traffic()
        + (wish.ingress() ? " from " : " to ")
        + Routes.text(wish.peer(), refs);
  }

  @Override
  public String show(GroupRule object) {
    String peer =
        object.peer() instanceof RulePeer.Block block
            ? block.cidr().toString()
            : object.peer() instanceof RulePeer.Members members
                ? members.group()
                : ((RulePeer.Unresolved) object.peer()).what();
    return object.id()
        + " of "
        + object.group()
        + (object.ingress() ? ": in " : ": out ")
        + object.traffic()
        + " "
        + peer;
  }

  @Override
  public Find<GroupRule> find(Owner owner, Node<RuleWish, GroupRule> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), GroupRule.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> group = refs.peek(node.wish().group());
    Optional<Cidr> peer = refs.peek(node.wish().peer());
    if (group.isEmpty() || peer.isEmpty()) {
      return new Find.None<>();
    }
    RuleWish wish = node.wish();
    return choose(
        owner,
        facts.find(
            GroupRule.class,
            new RuleAt(
                group.get(), wish.ingress(), wish.traffic(), new RulePeer.Block(peer.get()))));
  }

  private static Find<GroupRule> choose(Owner owner, List<GroupRule> equal) {
    return equal.stream()
        .min(
            Comparator.comparing((GroupRule r) -> !Marks.ours(owner, r))
                .thenComparing(GroupRule::id))
        .<Find<GroupRule>>map(
            r -> Marks.ours(owner, r) ? new Find.Ours<>(r) : new Find.Foreign<>(r))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<RuleWish, GroupRule> node, GroupRule object, Refs refs) {
    if (!Marks.ours(owner, object) || Marks.bears(owner, node.address(), object.tags())) {
      return new Diff.Same();
    }
    return new Diff.Differs(
        List.of(
            "mark "
                + node.address()
                + " instead of "
                + object.tags().get(Marks.key(owner)).orElse("none")));
  }

  @Override
  public Call<GroupRule> create(
      Owner owner, Node<RuleWish, GroupRule> node, Refs refs, Token token) {
    RuleWish wish = node.wish();
    String group = refs.get(wish.group());
    Cidr peer = refs.get(wish.peer());
    String description = description(owner, wish.link());
    IpPermission permission = permission(wish.traffic(), peer, description);
    Tags tags = AwsTags.fresh(owner, node.address(), wish.link());
    TagSpecification marked = Wire.specification(ResourceType.SECURITY_GROUP_RULE, tags);
    return Call.write(
        node.scope(),
        wish.ingress() ? "AuthorizeSecurityGroupIngress" : "AuthorizeSecurityGroupEgress",
        clients -> {
          Ec2Client ec2 = clients.client(Ec2Client.class);
          List<SecurityGroupRule> made =
              wish.ingress()
                  ? ec2.authorizeSecurityGroupIngress(
                          r -> r.groupId(group).ipPermissions(permission).tagSpecifications(marked))
                      .securityGroupRules()
                  : ec2.authorizeSecurityGroupEgress(
                          r -> r.groupId(group).ipPermissions(permission).tagSpecifications(marked))
                      .securityGroupRules();
          String id = made.isEmpty() ? "" : made.get(0).securityGroupRuleId();
          return new GroupRule(
              id,
              node.scope(),
              group,
              wish.ingress(),
              wish.traffic(),
              new RulePeer.Block(peer),
              description,
              tags);
        });
  }

  static String description(Owner owner, String link) {
    return "tieline " + owner + " " + link;
  }

  private static IpPermission permission(Traffic traffic, Cidr peer, String description) {
    IpPermission.Builder permission = IpPermission.builder().ipProtocol(protocol(traffic, peer));
    if (traffic.protocol().hasPorts()) {
      permission.fromPort(traffic.fromPort()).toPort(traffic.toPort());
    } else if (traffic.protocol() == Protocol.ICMP) {
      permission.fromPort(-1).toPort(-1); // every type and code
    }
    if (peer.isV4()) {
      permission.ipRanges(
          IpRange.builder().cidrIp(peer.toString()).description(description).build());
    } else {
      permission.ipv6Ranges(
          Ipv6Range.builder().cidrIpv6(peer.toString()).description(description).build());
    }
    return permission.build();
  }

  /** Returns EC2's name of a protocol, which differs by family for ICMP. */
  static String protocol(Traffic traffic, Cidr peer) {
    return switch (traffic.protocol()) {
      case TCP -> "tcp";
      case UDP -> "udp";
      case ICMP -> peer.isV4() ? "icmp" : "icmpv6";
      case ALL -> "-1";
    };
  }

  @Override
  public Call<GroupRule> update(
      Owner owner, Node<RuleWish, GroupRule> node, GroupRule object, Refs refs) {
    String key = Marks.key(owner);
    String address = node.address().path();
    GroupRule marked =
        new GroupRule(
            object.id(),
            object.scope(),
            object.group(),
            object.ingress(),
            object.traffic(),
            object.peer(),
            object.description(),
            object.tags().with(key, address));
    return TagCalls.set(object.scope(), object.id(), key, address, marked);
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<GroupRule> owned) {
    GroupRule rule = owned.object();
    if (Marks.shared(owner, rule)) {
      return Optional.of(TagCalls.remove(rule.scope(), rule.id(), Marks.key(owner)));
    }
    return Optional.of(
        Call.write(
            rule.scope(),
            rule.ingress() ? "RevokeSecurityGroupIngress" : "RevokeSecurityGroupEgress",
            clients -> {
              Ec2Client ec2 = clients.client(Ec2Client.class);
              return rule.ingress()
                  ? ec2.revokeSecurityGroupIngress(
                      r -> r.groupId(rule.group()).securityGroupRuleIds(rule.id()))
                  : ec2.revokeSecurityGroupEgress(
                      r -> r.groupId(rule.group()).securityGroupRuleIds(rule.id()));
            }));
  }

  @Override
  public Query<GroupRule> read(Scope scope, Collection<String> ids) {
    return Lists.rules(scope, new Lists.By("security-group-rule-id", ids));
  }

  @Override
  public Query<GroupRule> seek(Owner owner, Node<RuleWish, GroupRule> node, Refs refs) {
    return Lists.rules(
        node.scope(), new Lists.By("group-id", List.of(refs.get(node.wish().group()))));
  }

  @Override
  public Find<GroupRule> pick(
      Owner owner, Node<RuleWish, GroupRule> node, Refs refs, List<GroupRule> found) {
    RuleWish wish = node.wish();
    RulePeer peer = new RulePeer.Block(refs.get(wish.peer()));
    return choose(
        owner,
        found.stream()
            .filter(r -> r.ingress() == wish.ingress())
            .filter(r -> r.traffic().equals(wish.traffic()) && r.peer().equals(peer))
            .toList());
  }

  @Override
  public String id(GroupRule object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(GroupRule object) {
    return List.of(object.group());
  }

  @Override
  public Readiness readiness(Node<RuleWish, GroupRule> node, GroupRule object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, GroupRule object) {
    return object.tags().get(Marks.key(owner)).isPresent()
        ? new Readiness.Transitional("still shown")
        : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(GroupRule.class);
  }

  @Override
  public List<Owned<GroupRule>> owned(Owner owner, Facts facts) {
    List<Owned<GroupRule>> owned = new ArrayList<>();
    for (GroupRule rule : facts.find(GroupRule.class, new Keys.OwnedBy(owner))) {
      Marks.address(owner, rule.tags())
          .filter(address -> address.path().startsWith(address.part() + "/rule."))
          .ifPresent(address -> owned.add(new Owned<>(address, rule.scope(), rule)));
    }
    owned.sort(
        Comparator.comparing((Owned<GroupRule> o) -> o.address())
            .thenComparing(o -> o.object().id()));
    return owned;
  }

  @Override
  public void project(Node<RuleWish, GroupRule> node, Refs refs, SnapshotEditor to) {
    Optional<Cidr> peer = refs.peek(node.wish().peer());
    if (peer.isEmpty()) {
      return; // Amazon has not chosen the block yet, so no address can be asked about, either
    }
    RuleWish wish = node.wish();
    Rule rule =
        new Rule(
            refs.show(node.ref("id", GroupRule::id)),
            wish.ingress(),
            wish.traffic(),
            new RulePeer.Block(peer.get()));
    to.changeGroup(
        refs.show(wish.group()),
        group -> {
          List<Rule> rules = new ArrayList<>(without(group, rule.id()));
          rules.add(rule);
          return new SecurityGroup(group.id(), group.vpc(), group.name(), rules);
        });
  }

  @Override
  public void projectGone(GroupRule object, SnapshotEditor to) {
    to.changeGroup(
        object.group(),
        group ->
            new SecurityGroup(group.id(), group.vpc(), group.name(), without(group, object.id())));
  }

  private static List<Rule> without(SecurityGroup group, String rule) {
    return group.rules().stream().filter(r -> !r.id().equals(rule)).toList();
  }
}
