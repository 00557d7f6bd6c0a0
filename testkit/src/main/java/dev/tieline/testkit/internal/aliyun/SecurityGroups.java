package dev.tieline.testkit.internal.aliyun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.SecurityGroup.Rule;
import java.util.List;
import java.util.Locale;

/** The life of security groups; their rules have a class of their own. */
final class SecurityGroups {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TAGS = " Tag.N.Key Tag.N.Value Tag.N.key Tag.N.value";

  private SecurityGroups() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateSecurityGroup",
        "RegionId* VpcId SecurityGroupName Description SecurityGroupType ResourceGroupId"
            + " ClientToken"
            + TAGS,
        SecurityGroups::create);
    actions.writes("DeleteSecurityGroup", "RegionId* SecurityGroupId*", SecurityGroups::delete);
    actions.reads(
        "DescribeSecurityGroups",
        "RegionId* SecurityGroupId SecurityGroupIds SecurityGroupName SecurityGroupType VpcId"
            + " NetworkType ResourceGroupId FuzzyQuery:bool IsQueryEcsCount:bool"
            + " ServiceManaged:bool MaxResults:int NextToken PageNumber:int PageSize:int"
            + " DryRun:bool"
            + TAGS,
        SecurityGroups::describe);
    actions.reads(
        "DescribeSecurityGroupAttribute",
        "RegionId* SecurityGroupId* Direction NicType Attribute MaxResults:int NextToken",
        SecurityGroups::attribute);
  }

  static SecurityGroup require(Rpc call, String id) {
    SecurityGroup group = call.find(Kind.GROUP, id);
    if (group == null) {
      throw AliyunError.notFound(
          "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.");
    }
    return group;
  }

  private static void create(Rpc call) {
    String vpc = call.query.require("VpcId"); // the fake has no classic network
    if (call.find(Kind.VPC, vpc) == null) {
      throw AliyunError.notFound("InvalidVpcId.NotFound", "The specified VPC does not exist.");
    }
    String type = call.query.get("SecurityGroupType", "normal");
    if (!List.of("normal", "enterprise").contains(type)) {
      throw AliyunError.invalid("SecurityGroupType");
    }
    if (call.all(Kind.GROUP).size() >= call.quota(AliyunQuota.GROUPS_PER_REGION)) {
      throw new AliyunError(
          403, "QuotaExceed.SecurityGroup", "The maximum number of groups is reached.", null);
    }
    String id = call.newId("sg");
    call.put(
        Kind.GROUP,
        new SecurityGroup(
            id,
            call.account,
            call.region,
            vpc,
            call.text("SecurityGroupName"),
            call.text("Description"),
            type.equals("enterprise"),
            PersistentMap.empty(),
            call.now));
    Tags.create(call, id);
    call.out.put("SecurityGroupId", id);
  }

  private static void delete(Rpc call) {
    SecurityGroup group = require(call, call.text("SecurityGroupId"));
    boolean used = Hosts.members(call, group).findAny().isPresent();
    boolean named =
        call.everywhere(Kind.GROUP).stream()
            .filter(other -> !other.id().equals(group.id()))
            .flatMap(other -> other.rules().values().stream())
            .anyMatch(rule -> rule.groupId().equals(group.id()));
    if (used || named) {
      throw new AliyunError(
          403,
          "DependencyViolation",
          used
              ? "There is still instance(s) in the specified security group."
              : "The specified security group has been authorized in another one.",
          null);
    }
    call.remove(Kind.GROUP, group);
  }

  /** Reads a parameter that is a list written as JSON, such as {@code ["sg-1","sg-2"]}. */
  static List<String> jsonList(Rpc call, String name) {
    String text = call.text(name);
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(JSON.readValue(text, String[].class));
    } catch (JsonProcessingException e) {
      throw AliyunError.invalid(name);
    }
  }

  /** Reads the texts of one member of a parameter that is a list of objects written as JSON. */
  static List<String> jsonTexts(Rpc call, String name, String member) {
    try {
      return JSON.readTree(call.text(name)).findValuesAsText(member);
    } catch (JsonProcessingException e) {
      throw AliyunError.invalid(name);
    }
  }

  private static void describe(Rpc call) {
    String id = call.text("SecurityGroupId");
    List<String> ids = jsonList(call, "SecurityGroupIds");
    String vpc = call.text("VpcId");
    String name = call.text("SecurityGroupName");
    String type = call.text("SecurityGroupType");
    boolean fuzzy = call.query.flag("FuzzyQuery", false);
    boolean onlyManaged = call.query.flag("ServiceManaged", false);
    List<SecurityGroup> groups =
        call.all(Kind.GROUP).stream()
            .filter(group -> id.isEmpty() || group.id().equals(id))
            .filter(group -> ids.isEmpty() || ids.contains(group.id()))
            .filter(group -> vpc.isEmpty() || group.vpcId().equals(vpc))
            .filter(
                group ->
                    name.isEmpty()
                        || (fuzzy ? group.name().contains(name) : group.name().equals(name)))
            .filter(group -> type.isEmpty() || type(group).equals(type))
            .filter(group -> !onlyManaged) // the fake's services make no groups
            .filter(group -> !call.text("NetworkType").equals("classic"))
            .filter(group -> Tags.match(call, group.id(), "Tag"))
            .toList();
    boolean byToken = call.query.has("MaxResults") || call.query.has("NextToken");
    if (byToken) {
      call.out.put("TotalCount", groups.size());
    }
    call.out.put("RegionId", call.region);
    call.out.wrapped(
        "SecurityGroups",
        "SecurityGroup",
        byToken
            ? Pages.byToken(call, groups, "MaxResults", 10, 100, SecurityGroup::id)
            : Pages.numbered(call, groups, 100),
        (json, group) -> write(call, json, group));
  }

  private static String type(SecurityGroup group) {
    return group.enterprise() ? "enterprise" : "normal";
  }

  private static void write(Rpc call, Json json, SecurityGroup group) {
    json.put("SecurityGroupId", group.id())
        .put("SecurityGroupName", group.name())
        .put("Description", group.description())
        .put("VpcId", group.vpcId())
        .put("SecurityGroupType", type(group))
        .put("CreationTime", Times.iso(group.createdAt()))
        .put("ServiceManaged", false)
        .put("ResourceGroupId", "")
        .put("RuleCount", group.rules().size())
        .put(
            "GroupToGroupRuleCount",
            group.rules().values().stream().filter(rule -> !rule.groupId().isEmpty()).count());
    Tags.writeEcs(call, json, group.id());
    if (call.query.flag("IsQueryEcsCount", false)) {
      json.put("EcsCount", Hosts.members(call, group).count());
    }
  }

  private static void attribute(Rpc call) {
    SecurityGroup group = require(call, call.text("SecurityGroupId"));
    String direction = call.query.get("Direction", "all").toLowerCase(Locale.ROOT);
    if (!List.of("all", "ingress", "egress").contains(direction)) {
      throw AliyunError.invalid("Direction");
    }
    List<Rule> rules =
        group.rules().values().stream()
            .filter(rule -> direction.equals("all") || direction.equals("egress") == rule.egress())
            .toList();
    Query query = call.query;
    boolean byToken = query.has("MaxResults") || query.has("NextToken");
    call.out
        .put("RegionId", group.region())
        .put("SecurityGroupId", group.id())
        .put("SecurityGroupName", group.name())
        .put("Description", group.description())
        .put("VpcId", group.vpcId())
        .put("InnerAccessPolicy", group.enterprise() ? "Drop" : "Accept")
        .wrapped(
            "Permissions",
            "Permission",
            byToken ? Pages.byToken(call, rules, "MaxResults", 1000, 1000, Rule::id) : rules,
            (json, rule) -> Rules.write(json, rule));
  }
}
