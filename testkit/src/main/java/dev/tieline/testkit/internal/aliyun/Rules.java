package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The rules of security groups: how they are read, added, taken away and changed. */
final class Rules {

  private static final int MOST_AT_ONCE = 100;

  private static final List<String> PROTOCOLS =
      List.of("TCP", "UDP", "ICMP", "ICMPV6", "GRE", "ALL");

  private static final List<String> MEMBERS =
      List.of(
          "IpProtocol",
          "PortRange",
          "SourcePortRange",
          "SourceCidrIp",
          "Ipv6SourceCidrIp",
          "DestCidrIp",
          "Ipv6DestCidrIp",
          "Policy",
          "Priority",
          "NicType",
          "Description");

  private static final List<String> INGRESS = List.of("SourceGroupId", "SourceGroupOwnerId:long");
  private static final List<String> EGRESS = List.of("DestGroupId", "DestGroupOwnerId:long");

  private Rules() {}

  static void register(Actions actions) {
    actions.writes("AuthorizeSecurityGroup", both(INGRESS), call -> authorize(call, false));
    actions.writes("AuthorizeSecurityGroupEgress", both(EGRESS), call -> authorize(call, true));
    actions.writes(
        "RevokeSecurityGroup",
        both(INGRESS) + " SecurityGroupRuleId.N",
        call -> revoke(call, false));
    actions.writes(
        "RevokeSecurityGroupEgress",
        both(EGRESS) + " SecurityGroupRuleId.N",
        call -> revoke(call, true));
    actions.writes(
        "ModifySecurityGroupRule",
        "RegionId* SecurityGroupId* SecurityGroupRuleId ClientToken " + members("", INGRESS),
        Rules::modify);
  }

  /** The members may stand in {@code Permissions.N} or, as long ago, beside the group's id. */
  private static String both(List<String> group) {
    return "RegionId* SecurityGroupId* ClientToken "
        + members("", group)
        + " "
        + members("Permissions.N.", group);
  }

  private static String members(String prefix, List<String> group) {
    List<String> all = new ArrayList<>(MEMBERS);
    all.addAll(group);
    return prefix + String.join(" " + prefix, all);
  }

  private static List<Query> permissions(Rpc call) {
    List<Query> permissions = call.query.structures("Permissions");
    if (permissions.size() > MOST_AT_ONCE) {
      throw AliyunError.invalid("Permissions");
    }
    return permissions.isEmpty() ? List.of(call.query) : permissions;
  }

  private static void authorize(Rpc call, boolean egress) {
    SecurityGroup group = SecurityGroups.require(call, call.text("SecurityGroupId"));
    PersistentMap<String, Rule> rules = group.rules();
    for (Query one : permissions(call)) {
      Rule rule = read(call, group, one, egress);
      if (rules.values().stream().anyMatch(rule::says)) {
        if (call.is(AliyunSwitch.SAME_RULE_REFUSED)) {
          throw new AliyunError(
              403,
              "InvalidPermission.Duplicate",
              "The specified rule already exists in the security group.",
              null);
        }
      } else {
        rules = rules.put(rule.id(), rule);
      }
    }
    if (rules.size() > call.quota(AliyunQuota.RULES_PER_GROUP)) {
      throw new AliyunError(
          403,
          "AuthorizationLimitExceed",
          "The limit of authorization records in the security group reaches.",
          null);
    }
    call.put(Kind.GROUP, group.with(rules));
  }

  private static void revoke(Rpc call, boolean egress) {
    SecurityGroup group = SecurityGroups.require(call, call.text("SecurityGroupId"));
    PersistentMap<String, Rule> rules = group.rules();
    List<String> ids = call.query.list("SecurityGroupRuleId");
    for (String id : ids) {
      Rule rule = rules.get(id);
      if (rule != null && rule.egress() == egress) {
        rules = rules.remove(id);
      } else {
        refuseAbsent(call);
      }
    }
    if (ids.isEmpty()) {
      for (Query one : permissions(call)) {
        Rule wanted = read(call, group, one, egress);
        List<Rule> found = rules.values().stream().filter(wanted::says).toList();
        if (found.isEmpty()) {
          refuseAbsent(call);
        }
        for (Rule rule : found) {
          rules = rules.remove(rule.id());
        }
      }
    }
    call.put(Kind.GROUP, group.with(rules));
  }

  private static void refuseAbsent(Rpc call) {
    if (call.is(AliyunSwitch.ABSENT_RULE_REFUSED)) {
      throw AliyunError.notFound(
          "InvalidSecurityGroupRule.RuleNotExist", "The specified rule does not exist.");
    }
  }

  private static void modify(Rpc call) {
    SecurityGroup group = SecurityGroups.require(call, call.text("SecurityGroupId"));
    String id = call.text("SecurityGroupRuleId");
    Rule old = group.rules().get(id);
    if (id.isEmpty()) { // as long ago: what says the same gets another description
      Rule wanted = read(call, group, call.query, false);
      old = group.rules().values().stream().filter(wanted::says).findFirst().orElse(null);
    }
    if (old == null || old.egress()) {
      throw AliyunError.notFound(
          "InvalidSecurityGroupRuleId.NotFound", "The SecurityGroupRuleId does not exist.");
    }
    Rule changed =
        call.query.has("IpProtocol")
            ? read(call, group, call.query, false).instead(old)
            : old.described(call.text("Description"));
    call.put(Kind.GROUP, group.with(group.rules().put(old.id(), changed)));
  }

  private static Rule read(Rpc call, SecurityGroup group, Query one, boolean egress) {
    String protocol = one.require("IpProtocol").toUpperCase(Locale.ROOT);
    if (!PROTOCOLS.contains(protocol)) {
      throw AliyunError.of("InvalidIpProtocol.Malformed", "The IpProtocol is not valid.");
    }
    String port = Ports.check(one.require("PortRange"));
    boolean hasPorts = protocol.equals("TCP") || protocol.equals("UDP");
    if (hasPorts == port.equals(Ports.ALL)) {
      throw AliyunError.of(
          "InvalidIpProtocol.ValueNotSupported",
          "The port range " + port + " does not go with " + protocol + ".");
    }
    String policy = one.get("Policy", "accept").toLowerCase(Locale.ROOT);
    if (!List.of("accept", "drop").contains(policy)) {
      throw AliyunError.of("InvalidPolicy.Malformed", "The Policy is not valid.");
    }
    String otherGroup = one.get(egress ? "DestGroupId" : "SourceGroupId", "");
    String v4 = one.get(egress ? "DestCidrIp" : "SourceCidrIp", "");
    String v6 = one.get(egress ? "Ipv6DestCidrIp" : "Ipv6SourceCidrIp", "");
    String owner = one.get(egress ? "DestGroupOwnerId" : "SourceGroupOwnerId", call.account);
    refuseNarrowing(one, egress);
    String block = v4.isEmpty() ? v6 : v4;
    if (block.isEmpty() == otherGroup.isEmpty() || !(v4.isEmpty() || v6.isEmpty())) {
      throw AliyunError.of(
          "InvalidParam.SourceIp", "Exactly one of group, IPv4 and IPv6 block must be given.");
    }
    checkGroup(call, group, otherGroup, owner);
    return new Rule(
        call.newId("sgr"),
        egress,
        protocol,
        port,
        Ports.check(one.get("SourcePortRange", Ports.ALL)),
        block.isEmpty() ? null : block(block, !v4.isEmpty()),
        otherGroup,
        otherGroup.isEmpty() ? "" : owner,
        policy.equals("accept"),
        priority(one),
        one.get("NicType", "intranet"),
        one.get("Description", ""),
        call.now);
  }

  /** A rule may also say to which of its own addresses it holds; that the fake does not do. */
  private static void refuseNarrowing(Query one, boolean egress) {
    for (String name : List.of("CidrIp", "Ipv6")) {
      String own =
          name.equals("Ipv6")
              ? (egress ? "Ipv6SourceCidrIp" : "Ipv6DestCidrIp")
              : (egress ? "SourceCidrIp" : "DestCidrIp");
      if (one.has(own)) {
        throw AliyunError.WORDS.unknown(own);
      }
    }
  }

  private static Cidr block(String text, boolean v4) {
    String whole = text.contains("/") ? text : text + (v4 ? "/32" : "/128");
    Cidr block = Blocks.parse(whole, "InvalidSourceCidrIp.Malformed");
    if (block.isV4() != v4) {
      throw AliyunError.of("InvalidSourceCidrIp.Malformed", "The block is of the other family.");
    }
    return block;
  }

  private static void checkGroup(Rpc call, SecurityGroup group, String other, String owner) {
    if (other.isEmpty()) {
      return;
    }
    if (group.enterprise()) {
      throw AliyunError.of(
          "InvalidOperation.GroupAuthorizeNotSupported",
          "An enterprise security group cannot authorize a group.");
    }
    SecurityGroup found = call.find(Kind.GROUP, owner, call.region, other);
    if (found == null) {
      throw AliyunError.notFound(
          "InvalidSourceGroupId.NotFound", "The specified SourceGroupId does not exist.");
    }
    if (!found.vpcId().equals(group.vpcId()) && found.account().equals(group.account())) {
      throw AliyunError.of(
          "InvalidSourceGroupId.Mismatch", "The two security groups are of different VPCs.");
    }
  }

  private static int priority(Query one) {
    int priority = Objects.requireNonNullElse(one.number("Priority"), 1);
    if (priority < 1 || priority > 100) {
      throw AliyunError.of("InvalidPriority.Malformed", "The Priority is not valid.");
    }
    return priority;
  }

  static void write(Json json, Rule rule) {
    String block = rule.cidr() == null ? "" : rule.cidr().toString();
    String v4 = rule.cidr() != null && rule.cidr().isV4() ? block : "";
    String v6 = rule.cidr() != null && rule.cidr().isV6() ? block : "";
    boolean egress = rule.egress();
    json.put("SecurityGroupRuleId", rule.id())
        .put("Direction", egress ? "egress" : "ingress")
        .put("IpProtocol", rule.protocol())
        .put("PortRange", rule.port())
        .put("SourcePortRange", rule.sourcePort())
        .put("SourceCidrIp", egress ? "" : v4)
        .put("Ipv6SourceCidrIp", egress ? "" : v6)
        .put("DestCidrIp", egress ? v4 : "")
        .put("Ipv6DestCidrIp", egress ? v6 : "")
        .put("SourceGroupId", egress ? "" : rule.groupId())
        .put("DestGroupId", egress ? rule.groupId() : "")
        .put("SourceGroupName", "")
        .put("DestGroupName", "")
        .put("SourceGroupOwnerAccount", "")
        .put("DestGroupOwnerAccount", "")
        .put("SourcePrefixListId", "")
        .put("SourcePrefixListName", "")
        .put("DestPrefixListId", "")
        .put("DestPrefixListName", "")
        .put("Policy", rule.accepts() ? "Accept" : "Drop")
        .put("Priority", String.valueOf(rule.priority()))
        .put("NicType", rule.nicType())
        .put("Description", rule.description())
        .put("CreateTime", Times.iso(rule.createdAt()));
  }
}
