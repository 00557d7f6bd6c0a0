package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules of the security groups of load balancers: one listener's port from one block each. */
final class BalancerRules extends EntryKind<BalancerRuleWish, SecurityGroup.Rule> {
  /** "priority: from 0, the highest, to 100" (AddSecurityGroupRules, read 2026-11). */
  private static final int PRIORITY = 1;

  BalancerRules() {
    super(SecurityGroup.Rule.class, inBalancer("rule"));
  }

  @Override
  public String name() {
    return "security group rule";
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER; // the cloud takes a second rule that says the same
  }

  @Override
  public String describe(BalancerRuleWish wish, Refs refs) {
    return refs.show(wish.group())
        + " lets in "
        + Traffic.tcp(wish.port())
        + " from "
        + wish.source();
  }

  @Override
  public String show(SecurityGroup.Rule object) {
    return object.id()
        + " of "
        + object.group()
        + ": in "
        + object.protocol()
        + "/"
        + object.from()
        + " "
        + object.peer();
  }

  @Override
  Ref<String> container(BalancerRuleWish wish) {
    return wish.group();
  }

  @Override
  boolean isMeant(BalancerRuleWish wish, SecurityGroup.Rule rule, Refs refs) {
    String port = Integer.toString(wish.port());
    return rule.ingress()
        && rule.accept()
        && rule.protocol().equals("tcp")
        && rule.from().equals(port)
        && (rule.to().isEmpty() || rule.to().equals(port))
        && wish.source().equals(peer(rule));
  }

  /** The block that a rule speaks of: without any, all addresses. */
  static Cidr peer(SecurityGroup.Rule rule) {
    if (rule.peer().isEmpty()) {
      return Cidr.parse("0.0.0.0/0");
    }
    return Cidr.parseLenient(rule.peer().contains("/") ? rule.peer() : rule.peer() + "/32");
  }

  @Override
  Find<SecurityGroup.Rule> others(SecurityGroup.Rule object) {
    return new Find.Foreign<>(object); // it lets in the same
  }

  @Override
  public Diff compare(
      Owner owner,
      Node<BalancerRuleWish, SecurityGroup.Rule> node,
      SecurityGroup.Rule object,
      Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<SecurityGroup.Rule> create(
      Owner owner, Node<BalancerRuleWish, SecurityGroup.Rule> node, Refs refs, Token token) {
    BalancerRuleWish wish = node.wish();
    String group = refs.get(wish.group());
    String port = Integer.toString(wish.port());
    String name = Names.of(owner, node.address());
    return Writes.of(
        node.scope(),
        Request.of(Api.ADD_SECURITY_GROUP_RULES)
            .with("security_group", group)
            .eachOf(
                "rules",
                List.of(
                    Map.of(
                        "protocol",
                        "tcp",
                        "priority",
                        Integer.toString(PRIORITY),
                        "security_group_rule_name",
                        name,
                        "action",
                        "accept",
                        "direction",
                        "0",
                        "val1",
                        port,
                        "val2",
                        port,
                        "val3",
                        wish.source().toString()))),
        answer ->
            new SecurityGroup.Rule(
                Wire.only(answer, "security_group_rules"),
                node.scope(),
                group,
                name,
                true,
                true,
                "tcp",
                PRIORITY,
                port,
                port,
                wish.source().toString()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<SecurityGroup.Rule> owned) {
    SecurityGroup.Rule rule = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_SECURITY_GROUP_RULES)
                .each("security_group_rules", List.of(rule.id())),
            answer -> rule,
            rule.group()));
  }

  @Override
  public Query<SecurityGroup.Rule> read(Scope scope, Collection<String> ids) {
    return Lists.groupRules(scope, ids);
  }

  @Override
  public Query<SecurityGroup.Rule> seek(
      Owner owner, Node<BalancerRuleWish, SecurityGroup.Rule> node, Refs refs) {
    return Lists.groupRules(node.scope(), refs.get(node.wish().group()));
  }

  @Override
  public Collection<String> uses(SecurityGroup.Rule object) {
    return List.of(object.group());
  }

  @Override
  public void project(
      Node<BalancerRuleWish, SecurityGroup.Rule> node, Refs refs, SnapshotEditor to) {
    BalancerRuleWish wish = node.wish();
    BalancerPicture.rule(
        to,
        refs.show(wish.group()),
        refs.show(node.ref("id", SecurityGroup.Rule::id)),
        wish.port(),
        wish.source());
  }

  @Override
  public void projectGone(SecurityGroup.Rule object, SnapshotEditor to) {
    to.changeGroup(
        object.group(),
        group ->
            new dev.tieline.snapshot.SecurityGroup(
                group.id(),
                group.vpc(),
                group.name(),
                group.rules().stream().filter(r -> !r.id().equals(object.id())).toList()));
  }
}
