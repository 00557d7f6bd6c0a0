package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Descriptions;
import dev.tieline.provider.Marks;
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
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules of security groups, one a call, each with its mark in the description. To authorize a rule
 * that says the same as another one again succeeds and changes nothing ("Repeated rules",
 * AuthorizeSecurityGroup, ECS API Reference, read 2026-11), so that what a rule says is its natural
 * key. An equal rule of the highest priority that is not ours serves as well and is left alone; one
 * of another priority may give way to a rule that drops. Topologies share a rule that lets in; of
 * those that let out, which few groups need, each uses what another made as somebody else's.
 */
final class GroupRules implements ResourceKind<RuleWish, PeerRule> {
  /** The priority of our rules: only a rule that drops of the same one decides before them. */
  static final int HIGHEST = 1;

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
  public String show(PeerRule of) {
    GroupRule object = of.rule();
    return object.id()
        + " of "
        + object.group()
        + (object.ingress() ? ": in " : ": out ")
        + object.traffic()
        + " "
        + words(object.peer());
  }

  static String words(RulePeer peer) {
    if (peer instanceof RulePeer.Block block) {
      return block.cidr().toString();
    }
    return peer instanceof RulePeer.Members members
        ? members.group()
        : ((RulePeer.Unresolved) peer).what();
  }

  @Override
  public Find<PeerRule> find(Owner owner, Node<RuleWish, PeerRule> node, Refs refs, Facts facts) {
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
            new AliyunKeys.RuleAt(
                group.get(),
                wish.ingress(),
                wish.traffic(),
                new RulePeer.Block(peer.get()),
                true)));
  }

  /** Of rules that say the same: ours, else one of others that nothing decides before. */
  private static Find<PeerRule> choose(Owner owner, List<GroupRule> equal) {
    return equal.stream()
        .filter(r -> isOurs(owner, r) || r.priority() == HIGHEST)
        .min(Comparator.comparing((GroupRule r) -> !isOurs(owner, r)).thenComparing(GroupRule::id))
        .<Find<PeerRule>>map(
            r ->
                isOurs(owner, r)
                    ? new Find.Ours<>(new PeerRule(r))
                    : new Find.Foreign<>(new PeerRule(r)))
        .orElseGet(Find.None::new);
  }

  private static boolean isOurs(Owner owner, GroupRule rule) {
    return rule.ingress() ? Marks.ours(owner, rule) : rule.marks().containsKey(owner);
  }

  @Override
  public Diff compare(Owner owner, Node<RuleWish, PeerRule> node, PeerRule of, Refs refs) {
    GroupRule object = of.rule();
    if (!object.ingress()) {
      List<String> fields =
          isOurs(owner, object) ? Marks.differences(object, owner, node.address()) : List.of();
      return fields.isEmpty() ? new Diff.Same() : new Diff.Unusable(String.join(", ", fields));
    }
    return MarkLimits.fits(Descriptions.with(object.description(), owner, node.address()))
        ? Mine.compareMark(object, owner, node.address())
        : new Diff.Same(); // a mark that there is no room for is done without
  }

  @Override
  public Call<PeerRule> create(Owner owner, Node<RuleWish, PeerRule> node, Refs refs, Token token) {
    RuleWish wish = node.wish();
    String group = refs.get(wish.group());
    Cidr peer = refs.get(wish.peer());
    String description = Descriptions.fresh(owner, node.address());
    Map<String, String> permission = new LinkedHashMap<>();
    permission.put("IpProtocol", protocol(wish.traffic(), peer));
    permission.put("PortRange", ports(wish.traffic()));
    permission.put(
        (peer.isV4() ? "" : "Ipv6") + (wish.ingress() ? "Source" : "Dest") + "CidrIp",
        peer.toString());
    permission.put("Policy", "accept");
    permission.put("Priority", Integer.toString(HIGHEST));
    permission.put("Description", description);
    Request request =
        Lists.regional(Product.ECS, operation("Authorize", wish.ingress()), node.scope())
            .with("SecurityGroupId", group)
            .eachOf("Permissions", List.of(permission));
    // the answer does not tell the rule's id: it is found by what it says
    GroupRule made =
        new GroupRule(
            "",
            node.scope(),
            group,
            wish.ingress(),
            wish.traffic(),
            new RulePeer.Block(peer),
            true,
            HIGHEST,
            description);
    return Mine.write(node.scope(), request, new PeerRule(made)).inTurn("rules of " + group);
  }

  private static String operation(String verb, boolean ingress) {
    return verb + "SecurityGroup" + (ingress ? "" : "Egress");
  }

  /** Returns the cloud's name of a protocol, which differs by family for ICMP. */
  static String protocol(Traffic traffic, Cidr peer) {
    return switch (traffic.protocol()) {
      case TCP -> "TCP";
      case UDP -> "UDP";
      case ICMP -> peer.isV4() ? "ICMP" : "ICMPV6";
      case ALL -> "ALL";
    };
  }

  /** Returns a range of ports as the cloud writes it; ports begin at 1. */
  static String ports(Traffic traffic) {
    return traffic.protocol().hasPorts()
        ? Math.max(1, traffic.fromPort()) + "/" + traffic.toPort()
        : "-1/-1";
  }

  @Override
  public Call<PeerRule> update(
      Owner owner, Node<RuleWish, PeerRule> node, PeerRule object, Refs refs) {
    return described(
        object.rule(), Descriptions.with(object.rule().description(), owner, node.address()));
  }

  private static Call<PeerRule> described(GroupRule rule, String description) {
    Request request =
        Lists.regional(Product.ECS, "ModifySecurityGroupRule", rule.scope())
            .with("SecurityGroupId", rule.group())
            .with("SecurityGroupRuleId", rule.id())
            .with("Description", description);
    return Mine.write(rule.scope(), request, new PeerRule(rule.with(description)))
        .inTurn("rules of " + rule.group());
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<PeerRule> owned) {
    GroupRule rule = owned.object().rule();
    if (rule.ingress() && Marks.shared(owner, rule)) {
      return Optional.of(described(rule, Descriptions.without(rule.description(), owner)));
    }
    return Optional.of(
        Mine.write(
                rule.scope(),
                Lists.regional(Product.ECS, operation("Revoke", rule.ingress()), rule.scope())
                    .with("SecurityGroupId", rule.group())
                    .each("SecurityGroupRuleId", List.of(rule.id())),
                rule)
            .inTurn("rules of " + rule.group()));
  }

  @Override
  public PeerRule fresh(PeerRule seen, List<PeerRule> now) {
    return new PeerRule(now.get(0).rule(), seen.mark());
  }

  @Override
  public Query<PeerRule> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.substring(0, id.indexOf('|')))
            .distinct()
            .map(group -> rules(scope, group))
            .toList());
  }

  @Override
  public Query<PeerRule> seek(Owner owner, Node<RuleWish, PeerRule> node, Refs refs) {
    return rules(node.scope(), refs.get(node.wish().group()));
  }

  private static Query<PeerRule> rules(Scope scope, String group) {
    Query<GroupRule> rules = Lists.rules(scope, group);
    return next -> {
      Call<Page<GroupRule>> call = rules.page(next);
      return Call.read(
          scope,
          call.operation(),
          clients -> {
            Page<GroupRule> page = call.body().run(clients);
            return new Page<>(page.items().stream().map(PeerRule::new).toList(), page.next());
          });
    };
  }

  @Override
  public Find<PeerRule> pick(
      Owner owner, Node<RuleWish, PeerRule> node, Refs refs, List<PeerRule> found) {
    RuleWish wish = node.wish();
    RulePeer peer = new RulePeer.Block(refs.get(wish.peer()));
    return choose(
        owner,
        found.stream()
            .map(PeerRule::rule)
            .filter(r -> r.ingress() == wish.ingress() && r.accept())
            .filter(r -> r.traffic().equals(wish.traffic()) && r.peer().equals(peer))
            .toList());
  }

  @Override
  public String id(PeerRule of) {
    GroupRule object = of.rule();
    return object.group()
        + "|"
        + (object.ingress() ? "in" : "out")
        + "|"
        + object.traffic()
        + "|"
        + words(object.peer())
        + "|"
        + object.priority()
        + (object.accept() ? "" : "|drop");
  }

  @Override
  public Collection<String> uses(PeerRule object) {
    return object.mark().isEmpty()
        ? List.of(object.rule().group())
        : List.of(object.rule().group(), object.mark());
  }

  @Override
  public Readiness readiness(Node<RuleWish, PeerRule> node, PeerRule object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, PeerRule object) {
    return Mine.leaving(object.rule(), owner, "in force");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(GroupRule.class);
  }

  @Override
  public List<Owned<PeerRule>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, GroupRule.class, a -> true).stream()
        .map(
            o ->
                new Owned<>(
                    o.address(), o.scope(), new PeerRule(o.object(), mark(o, owner, facts))))
        .toList();
  }

  private static String mark(Owned<GroupRule> rule, Owner owner, Facts facts) {
    return facts
        .one(SecurityGroup.class, rule.object().group())
        .map(group -> LabelKind.id(group.vpc(), Marks.key(owner)))
        .orElse("");
  }

  @Override
  public void project(Node<RuleWish, PeerRule> node, Refs refs, SnapshotEditor to) {
    Optional<Cidr> peer = refs.peek(node.wish().peer());
    if (peer.isEmpty()) {
      return; // the cloud has not chosen the block yet, so no address can be asked about, either
    }
    RuleWish wish = node.wish();
    String id = refs.show(node.ref("id", r -> r.rule().id()));
    String group = refs.show(wish.group());
    GroupRule made =
        new GroupRule(
            id,
            node.scope(),
            group,
            wish.ingress(),
            wish.traffic(),
            new RulePeer.Block(peer.get()),
            true,
            HIGHEST,
            "");
    List<Rule> effective = Effective.of(made, wish.drops(), unknown -> Optional.empty());
    to.changeGroup(
        group,
        g -> {
          List<Rule> rules = new ArrayList<>(without(g, id));
          rules.addAll(effective);
          return new dev.tieline.snapshot.SecurityGroup(g.id(), g.vpc(), g.name(), rules);
        });
  }

  @Override
  public void projectGone(PeerRule of, SnapshotEditor to) {
    GroupRule object = of.rule();
    to.changeGroup(
        object.group(),
        group ->
            new dev.tieline.snapshot.SecurityGroup(
                group.id(), group.vpc(), group.name(), without(group, object.id())));
  }

  private static List<Rule> without(dev.tieline.snapshot.SecurityGroup group, String rule) {
    return group.rules().stream().filter(r -> !r.id().equals(rule)).toList();
  }
}
