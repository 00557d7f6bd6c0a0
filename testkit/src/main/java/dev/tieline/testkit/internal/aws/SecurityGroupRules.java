package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.aws.SecurityGroup.GroupRef;
import dev.tieline.testkit.internal.aws.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules of security groups, each with an id; a call adds or removes all of its rules or none. */
final class SecurityGroupRules {

  /** A rule with the group that it belongs to. */
  record Owned(SecurityGroup group, Rule rule) {}

  private SecurityGroupRules() {}

  static void register(Actions actions) {
    actions.reads("DescribeSecurityGroupRules", SecurityGroupRules::describe);
    actions.writes("AuthorizeSecurityGroupIngress", call -> authorize(call, false));
    actions.writes("AuthorizeSecurityGroupEgress", call -> authorize(call, true));
    actions.writes("RevokeSecurityGroupIngress", call -> revoke(call, false));
    actions.writes("RevokeSecurityGroupEgress", call -> revoke(call, true));
    actions.writes("ModifySecurityGroupRules", SecurityGroupRules::modify);
    actions.writes(
        "UpdateSecurityGroupRuleDescriptionsIngress", call -> updateDescriptions(call, false));
    actions.writes(
        "UpdateSecurityGroupRuleDescriptionsEgress", call -> updateDescriptions(call, true));
  }

  static @Nullable Owned find(Ec2Call call, String ruleId) {
    for (SecurityGroup group : call.all(Kind.GROUP)) {
      Rule rule = group.rules().get(ruleId);
      if (rule != null) {
        return new Owned(group, rule);
      }
    }
    return null;
  }

  private static void authorize(Ec2Call call, boolean egress) {
    SecurityGroup group = SecurityGroups.named(call);
    List<Rule> added = new ArrayList<>();
    for (Rule rule : RuleReader.rules(call, group, egress)) {
      boolean exists = group.rules().values().stream().anyMatch(rule::isLike);
      if (exists || added.stream().anyMatch(rule::isLike)) {
        throw AwsError.of(
            "InvalidPermission.Duplicate",
            "the specified rule \"" + text(rule) + ", ALLOW\" already exists");
      }
      Rule named = rule.withId(call.newId("sgr"));
      added.add(named);
      group = group.with(named);
    }
    refuseOverQuota(call, group, egress);
    call.put(Kind.GROUP, group.id(), group);
    Tags.specified(call, "security-group-rule", added.stream().map(Rule::id).toList());
    SecurityGroup changed = group;
    call.out.add("return", true);
    call.out.items("securityGroupRuleSet", added, (item, rule) -> write(call, item, changed, rule));
  }

  /**
   * The two address families count apart; a reference to a group counts for both, and one to a
   * prefix list as often as the list may have entries.
   */
  private static void refuseOverQuota(Ec2Call call, SecurityGroup group, boolean egress) {
    for (boolean v4 : List.of(true, false)) {
      int count = 0;
      for (Rule rule : group.rules().values()) {
        if (rule.egress() == egress && (rule.cidr() == null || rule.cidr().isV4() == v4)) {
          count += rule.listId() == null ? 1 : PrefixLists.weight(call, rule.listId());
        }
      }
      if (count > call.quota(ServiceQuotas.RULES_PER_GROUP)) {
        throw AwsError.of(
            "RulesPerSecurityGroupLimitExceeded",
            "The maximum number of rules per security group has been reached.");
      }
    }
  }

  private static String text(Rule rule) {
    String peer = rule.cidr() != null ? rule.cidr().toString() : String.valueOf(rule.group());
    if (rule.group() != null) {
      peer = rule.group().groupId();
    } else if (rule.listId() != null) {
      peer = rule.listId();
    }
    return "peer: "
        + peer
        + ", "
        + (rule.protocol().equals("-1") ? "ALL" : rule.protocol().toUpperCase(Locale.ROOT))
        + (RuleReader.hasPorts(rule.protocol())
            ? ", from port: " + rule.from() + ", to port: " + rule.to()
            : "");
  }

  private static void revoke(Ec2Call call, boolean egress) {
    SecurityGroup group = SecurityGroups.named(call);
    List<String> ids = call.query.list("SecurityGroupRuleId");
    List<Rule> revoked = new ArrayList<>();
    List<Rule> unknown = new ArrayList<>();
    for (String id : ids) {
      Rule rule = group.rules().get(id);
      if (rule == null || rule.egress() != egress) {
        throw unknownRule(id);
      }
      revoked.add(rule);
    }
    if (ids.isEmpty()) {
      for (Rule wanted : RuleReader.rules(call, group, egress)) {
        if (call.config.switches().absentRevokeSucceeds()
            && group.rules().values().stream().noneMatch(wanted::isLike)) {
          unknown.add(wanted);
        } else {
          revoked.add(like(group, wanted));
        }
      }
    }
    for (Rule rule : revoked) {
      group = group.without(rule.id());
      call.tags(rule.id(), PersistentMap.empty());
    }
    call.put(Kind.GROUP, group.id(), group);
    SecurityGroup changed = group;
    call.out.add("return", true);
    if (!unknown.isEmpty()) {
      SecurityGroups.writePermissions(call, call.out, "unknownIpPermissionSet", unknown);
    }
    call.out.items(
        "revokedSecurityGroupRuleSet", revoked, (item, rule) -> writeRevoked(item, changed, rule));
  }

  /** What is gone is told in less words than what is there. */
  private static void writeRevoked(XmlElement item, SecurityGroup group, Rule rule) {
    Cidr cidr = rule.cidr();
    item.add("securityGroupRuleId", rule.id())
        .add("groupId", group.id())
        .add("isEgress", rule.egress())
        .add("ipProtocol", rule.protocol())
        .add("fromPort", rule.from())
        .add("toPort", rule.to());
    if (cidr != null) {
      item.add(cidr.isV4() ? "cidrIpv4" : "cidrIpv6", cidr);
    }
    item.add("prefixListId", rule.listId())
        .add("referencedGroupId", rule.group() == null ? null : rule.group().groupId())
        .add("description", rule.description().isEmpty() ? null : rule.description());
  }

  private static Rule like(SecurityGroup group, Rule wanted) {
    return group.rules().values().stream()
        .filter(wanted::isLike)
        .findFirst()
        .orElseThrow(
            () ->
                AwsError.of(
                    "InvalidPermission.NotFound",
                    "The specified rule does not exist in this security group."));
  }

  private static AwsError unknownRule(String id) {
    return id.matches("sgr-[0-9a-f]{8}([0-9a-f]{9})?")
        ? AwsError.of(
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID '" + id + "' does not exist")
        : AwsError.of(
            "InvalidSecurityGroupRuleId.Malformed",
            "The security group rule ID '" + id + "' is malformed");
  }

  private static void modify(Ec2Call call) {
    SecurityGroup group = SecurityGroups.named(call);
    List<Query> updates = call.query.structures("SecurityGroupRule");
    if (updates.isEmpty()) {
      throw AwsError.missing("securityGroupRule");
    }
    for (Query update : updates) {
      String id = update.require("SecurityGroupRuleId");
      Rule old = group.rules().get(id);
      if (old == null) {
        throw unknownRule(id);
      }
      Query wanted = update.below("SecurityGroupRule");
      List<Rule> sources =
          RuleReader.sources(
              call,
              group,
              RuleReader.ports(wanted, old.egress()),
              RuleReader.given(wanted, "CidrIpv4"),
              RuleReader.given(wanted, "CidrIpv6"),
              wanted.get("ReferencedGroupId"),
              null,
              wanted.get("PrefixListId"),
              wanted.get("Description", ""));
      if (sources.size() != 1) {
        throw AwsError.of(
            "InvalidParameterCombination", "Exactly one source or destination must be specified");
      }
      Rule rule = sources.get(0).withId(id);
      SecurityGroup others = group.without(id);
      if (others.rules().values().stream().anyMatch(rule::isLike)) {
        throw AwsError.of(
            "InvalidPermission.Duplicate",
            "the specified rule \"" + text(rule) + ", ALLOW\" already exists");
      }
      group = others.with(rule);
    }
    call.put(Kind.GROUP, group.id(), group);
    call.out.add("return", true);
  }

  private static void updateDescriptions(Ec2Call call, boolean egress) {
    SecurityGroup group = SecurityGroups.named(call);
    for (Query update : call.query.structures("SecurityGroupRuleDescription")) {
      String id = update.require("SecurityGroupRuleId");
      Rule rule = group.rules().get(id);
      if (rule == null || rule.egress() != egress) {
        throw unknownRule(id);
      }
      group =
          group.with(
              rule.withDescription(
                  RuleReader.checked("rule description", update.get("Description", ""))));
    }
    if (call.query.below("IpPermissions").isPresent()) {
      for (Rule wanted : RuleReader.rules(call, group, egress)) {
        Rule rule = like(group, wanted);
        group = group.with(rule.withDescription(wanted.description()));
      }
    }
    call.put(Kind.GROUP, group.id(), group);
    call.out.add("return", true);
  }

  private static void describe(Ec2Call call) {
    List<Owned> all = new ArrayList<>();
    for (SecurityGroup group : call.all(Kind.GROUP)) {
      group.rules().values().forEach(rule -> all.add(new Owned(group, rule)));
    }
    List<String> ids = call.query.list("SecurityGroupRuleId");
    for (String id : ids) {
      if (all.stream().noneMatch(owned -> owned.rule().id().equals(id))) {
        throw unknownRule(id);
      }
    }
    all.removeIf(owned -> !ids.isEmpty() && !ids.contains(owned.rule().id()));
    all.sort(Comparator.comparing(owned -> owned.rule().id()));
    Listing.plain(call, all, owned -> owned.rule().id())
        .tagged()
        .filter("group-id", owned -> owned.group().id())
        .filter("security-group-rule-id", owned -> owned.rule().id())
        .write(
            "securityGroupRuleSet",
            5,
            1000,
            (item, owned) -> write(call, item, owned.group(), owned.rule()));
  }

  private static void write(Ec2Call call, XmlElement item, SecurityGroup group, Rule rule) {
    Cidr cidr = rule.cidr();
    item.add("securityGroupRuleId", rule.id())
        .add("groupId", group.id())
        .add("groupOwnerId", call.account)
        .add("isEgress", rule.egress())
        .add("ipProtocol", rule.protocol())
        .add("fromPort", rule.from())
        .add("toPort", rule.to());
    if (cidr != null) {
      item.add(cidr.isV4() ? "cidrIpv4" : "cidrIpv6", cidr);
    }
    item.add("prefixListId", rule.listId());
    GroupRef ref = rule.group();
    if (ref != null) {
      item.nest("referencedGroupInfo", info -> SecurityGroups.writeRef(call, info, ref));
    }
    item.add("description", rule.description().isEmpty() ? null : rule.description())
        .add("securityGroupRuleArn", Arns.of(call, "security-group-rule", rule.id()));
    Tags.write(call, item, rule.id());
  }
}
