package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.aws.SecurityGroup.GroupRef;
import dev.tieline.testkit.internal.aws.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Security groups; their rules are in {@link SecurityGroupRules}. */
final class SecurityGroups {

  private SecurityGroups() {}

  static void register(Actions actions) {
    actions.reads("DescribeSecurityGroups", SecurityGroups::describe);
    actions.writes("CreateSecurityGroup", SecurityGroups::create);
    actions.writes("DeleteSecurityGroup", SecurityGroups::delete);
    actions.reads("DescribeStaleSecurityGroups", SecurityGroups::describeStale);
    actions.reads("DescribeSecurityGroupReferences", SecurityGroups::describeReferences);
  }

  static void createDefault(Ec2Call call, String vpcId) {
    String id = call.newId(Kind.GROUP);
    SecurityGroup group =
        new SecurityGroup(
            id, vpcId, "default", "default VPC security group", PersistentMap.empty());
    Rule within =
        Rule.ports(false, "-1", -1, -1)
            .of(new GroupRef(call.account, id, vpcId, null), "")
            .withId(call.newId("sgr"));
    call.put(Kind.GROUP, id, withOpenEgress(call, group.with(within)));
  }

  private static SecurityGroup withOpenEgress(Ec2Call call, SecurityGroup group) {
    SecurityGroup open = group.with(openEgress(call, Cidr.ofAny4()));
    Vpc vpc = call.require(Kind.VPC, group.vpcId());
    return vpc.ipv6Blocks().isEmpty() ? open : open.with(openEgress(call, Cidr.ofAny6()));
  }

  private static Rule openEgress(Ec2Call call, Cidr all) {
    return Rule.ports(true, "-1", -1, -1).of(all, "").withId(call.newId("sgr"));
  }

  private static Vpc defaultVpc(Ec2Call call) {
    return call.all(Kind.VPC).stream()
        .filter(Vpc::isDefault)
        .findFirst()
        .orElseThrow(() -> AwsError.of("VPCIdNotSpecified", "No default VPC for this user"));
  }

  /** Returns the group with a name in the default VPC; elsewhere names are no handles. */
  static SecurityGroup ofDefault(Ec2Call call, String name) {
    Vpc vpc = defaultVpc(call);
    return call.all(Kind.GROUP).stream()
        .filter(group -> group.vpcId().equals(vpc.id()) && group.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                AwsError.of(
                    "InvalidGroup.NotFound",
                    "The security group '"
                        + name
                        + "' does not exist in default VPC '"
                        + vpc.id()
                        + "'"));
  }

  /** Returns the group that a call is about: by its id, or by its name in the default VPC. */
  static SecurityGroup named(Ec2Call call) {
    String name = call.query.get("GroupName");
    return name == null || call.query.has("GroupId")
        ? call.require(Kind.GROUP, call.query.require("GroupId"))
        : ofDefault(call, name);
  }

  static void remove(Ec2Call call, SecurityGroup group) {
    group.rules().keys().forEach(rule -> call.tags(rule, PersistentMap.empty()));
    call.remove(Kind.GROUP, group.id());
  }

  private static void create(Ec2Call call) {
    String name = call.query.require("GroupName");
    String description = call.query.require("GroupDescription");
    String vpcId = call.query.get("VpcId");
    Vpc vpc = vpcId == null ? defaultVpc(call) : call.require(Kind.VPC, vpcId);
    if (name.equals("default")) {
      throw AwsError.of("InvalidGroup.Reserved", "The security group 'default' is reserved");
    }
    if (name.startsWith("sg-")) {
      throw AwsError.invalid("groupName", name, "Group names may not be in the format sg-*");
    }
    RuleReader.checked("group name", name);
    RuleReader.checked("group description", description);
    for (SecurityGroup other : call.all(Kind.GROUP)) {
      if (other.vpcId().equals(vpc.id()) && other.name().equals(name)) {
        throw AwsError.of(
            "InvalidGroup.Duplicate",
            "The security group '" + name + "' already exists for VPC '" + vpc.id() + "'");
      }
    }
    SecurityGroup group =
        withOpenEgress(
            call,
            new SecurityGroup(
                call.newId(Kind.GROUP), vpc.id(), name, description, PersistentMap.empty()));
    call.put(Kind.GROUP, group.id(), group);
    Tags.specified(call, Kind.GROUP, group.id());
    call.out
        .add("return", true)
        .add("groupId", group.id())
        .add("securityGroupArn", Arns.of(call, "security-group", group.id()));
    Tags.write(call, call.out, group.id());
  }

  private static void delete(Ec2Call call) {
    SecurityGroup group = named(call);
    if (group.isDefault()) {
      throw AwsError.of(
          "CannotDelete",
          "the specified group: \""
              + group.id()
              + "\" name: \"default\" cannot be deleted by a user");
    }
    boolean attached =
        call.all(Kind.INTERFACE).stream().anyMatch(eni -> eni.groups().contains(group.id()));
    if (attached || !referrers(call, group.id()).isEmpty()) {
      throw AwsError.of(
          "DependencyViolation", "resource " + group.id() + " has a dependent object");
    }
    remove(call, group);
    call.out.add("return", true).add("groupId", group.id());
  }

  /** A rule somewhere that refers to a group. */
  private record Referrer(SecurityGroup by, GroupRef ref) {}

  /** Returns the living references to a group from other groups, also of peered networks. */
  private static List<Referrer> referrers(Ec2Call call, String groupId) {
    List<Referrer> referrers = new ArrayList<>();
    for (SecurityGroup other : call.world().below(Kind.GROUP.prefix() + "/", SecurityGroup.class)) {
      if (!other.id().equals(groupId)) {
        other.rules().values().stream()
            .map(Rule::group)
            .filter(Objects::nonNull)
            .filter(ref -> ref.groupId().equals(groupId) && !isStale(call, ref))
            .findFirst()
            .ifPresent(ref -> referrers.add(new Referrer(other, ref)));
      }
    }
    return referrers;
  }

  private static boolean isStale(Ec2Call call, GroupRef ref) {
    return ref.peeringId() != null && !peeringStatus(call, ref).equals("active");
  }

  static String peeringStatus(Ec2Call call, GroupRef ref) {
    Peering peering = ref.peeringId() == null ? null : Peerings.find(call, ref.peeringId());
    return peering == null ? "deleted" : peering.state(call.now, call.config.delays());
  }

  private static void describe(Ec2Call call) {
    List<String> names = call.query.list("GroupName");
    List<SecurityGroup> visible = call.all(Kind.GROUP);
    if (!names.isEmpty()) {
      List<String> wanted = names.stream().map(name -> ofDefault(call, name).id()).toList();
      visible = visible.stream().filter(group -> wanted.contains(group.id())).toList();
    }
    Listing<SecurityGroup> listing =
        Listing.of(call, Kind.GROUP, "GroupId", visible, SecurityGroup::id)
            .filter("group-id", SecurityGroup::id)
            .filter("group-name", SecurityGroup::name)
            .filter("vpc-id", SecurityGroup::vpcId)
            .filter("owner-id", group -> call.account)
            .filter("description", SecurityGroup::description);
    for (boolean egress : List.of(false, true)) {
      String prefix = egress ? "egress.ip-permission." : "ip-permission.";
      listing
          .filters(prefix + "cidr", each(egress, rule -> ofFamily(rule, true)))
          .filters(prefix + "ipv6-cidr", each(egress, rule -> ofFamily(rule, false)))
          .filters(prefix + "from-port", each(egress, Rule::from))
          .filters(prefix + "to-port", each(egress, Rule::to))
          .filters(prefix + "protocol", each(egress, Rule::protocol))
          .filters(prefix + "prefix-list-id", each(egress, Rule::listId))
          .filters(prefix + "group-name", each(egress, rule -> groupName(call, rule)))
          .filters(
              prefix + "group-id",
              each(egress, rule -> rule.group() == null ? null : rule.group().groupId()))
          .filters(
              prefix + "user-id",
              each(egress, rule -> rule.group() == null ? null : rule.group().account()));
    }
    listing.write("securityGroupInfo", 5, 1000, (item, group) -> write(call, item, group));
  }

  private static @Nullable Object groupName(Ec2Call call, Rule rule) {
    GroupRef ref = rule.group();
    SecurityGroup group =
        ref == null ? null : call.find(Kind.GROUP, ref.account(), call.region, ref.groupId());
    return group == null ? null : group.name();
  }

  private static @Nullable Object ofFamily(Rule rule, boolean v4) {
    Cidr cidr = rule.cidr();
    return cidr != null && cidr.isV4() == v4 ? cidr : null;
  }

  private static Function<SecurityGroup, Collection<String>> each(
      boolean egress, Function<Rule, @Nullable Object> member) {
    return group ->
        group.rules().values().stream()
            .filter(rule -> rule.egress() == egress)
            .map(member)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .toList();
  }

  private static void write(Ec2Call call, XmlElement item, SecurityGroup group) {
    item.add("ownerId", call.account)
        .add("groupId", group.id())
        .add("groupName", group.name())
        .add("groupDescription", group.description())
        .add("vpcId", group.vpcId())
        .add("securityGroupArn", Arns.of(call, "security-group", group.id()));
    List<Rule> rules = group.rules().values();
    writePermissions(call, item, "ipPermissions", ofDirection(rules, false));
    writePermissions(call, item, "ipPermissionsEgress", ofDirection(rules, true));
    Tags.write(call, item, group.id());
  }

  private static List<Rule> ofDirection(List<Rule> rules, boolean egress) {
    return rules.stream().filter(rule -> rule.egress() == egress).toList();
  }

  /** Rules of the same protocol and ports are shown as one permission. */
  private static Collection<List<Rule>> permissions(List<Rule> rules) {
    Map<List<Object>, List<Rule>> permissions = new LinkedHashMap<>();
    for (Rule rule : rules) {
      permissions
          .computeIfAbsent(
              List.of(rule.protocol(), rule.from(), rule.to()), key -> new ArrayList<>())
          .add(rule);
    }
    return permissions.values();
  }

  private static void writeGroups(Ec2Call call, XmlElement entry, List<Rule> same) {
    Rule first = same.get(0);
    entry.add("ipProtocol", first.protocol());
    if (RuleReader.hasPorts(first.protocol())) {
      entry.add("fromPort", first.from()).add("toPort", first.to());
    }
    entry.items(
        "groups",
        same.stream().filter(rule -> rule.group() != null).toList(),
        (pair, rule) -> {
          writeRef(call, pair, Objects.requireNonNull(rule.group()));
          describe(pair, rule);
        });
  }

  static void writePermissions(Ec2Call call, XmlElement item, String name, List<Rule> rules) {
    item.items(
        name,
        permissions(rules),
        (entry, same) -> {
          writeGroups(call, entry, same);
          entry.items(
              "ipRanges",
              same.stream().filter(rule -> ofFamily(rule, true) != null).toList(),
              (range, rule) -> describe(range.add("cidrIp", rule.cidr()), rule));
          entry.items(
              "ipv6Ranges",
              same.stream().filter(rule -> ofFamily(rule, false) != null).toList(),
              (range, rule) -> describe(range.add("cidrIpv6", rule.cidr()), rule));
          entry.items(
              "prefixListIds",
              same.stream().filter(rule -> rule.listId() != null).toList(),
              (list, rule) -> describe(list.add("prefixListId", rule.listId()), rule));
        });
  }

  private static void describe(XmlElement element, Rule rule) {
    element.add("description", rule.description().isEmpty() ? null : rule.description());
  }

  static void writeRef(Ec2Call call, XmlElement pair, GroupRef ref) {
    pair.add("userId", ref.account()).add("groupId", ref.groupId());
    if (ref.peeringId() != null) {
      pair.add("vpcId", ref.vpcId())
          .add("vpcPeeringConnectionId", ref.peeringId())
          .add("peeringStatus", peeringStatus(call, ref));
    }
  }

  private static void describeStale(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    List<SecurityGroup> stale =
        call.all(Kind.GROUP).stream()
            .filter(group -> group.vpcId().equals(vpc.id()))
            .filter(group -> !staleRules(call, group).isEmpty())
            .toList();
    Listing.plain(call, stale, SecurityGroup::id)
        .write(
            "staleSecurityGroupSet",
            5,
            255,
            (item, group) -> {
              item.add("description", group.description())
                  .add("groupId", group.id())
                  .add("groupName", group.name())
                  .add("vpcId", group.vpcId());
              List<Rule> rules = staleRules(call, group);
              writeStale(call, item, "staleIpPermissions", ofDirection(rules, false));
              writeStale(call, item, "staleIpPermissionsEgress", ofDirection(rules, true));
            });
  }

  /** What is stale refers to groups; the answer knows no blocks of IPv6. */
  private static void writeStale(Ec2Call call, XmlElement item, String name, List<Rule> rules) {
    item.items(
        name,
        permissions(rules),
        (entry, same) -> {
          writeGroups(call, entry, same);
          entry.nest("ipRanges", set -> {}).nest("prefixListIds", set -> {});
        });
  }

  private static List<Rule> staleRules(Ec2Call call, SecurityGroup group) {
    return group.rules().values().stream()
        .filter(rule -> rule.group() != null && isStale(call, rule.group()))
        .toList();
  }

  private static void describeReferences(Ec2Call call) {
    List<String> ids = call.query.list("GroupId");
    if (ids.isEmpty()) {
      throw AwsError.missing("groupId");
    }
    record Reference(String groupId, String vpcId, @Nullable String peeringId) {}
    List<Reference> references = new ArrayList<>();
    for (String id : ids) {
      SecurityGroup group = call.require(Kind.GROUP, id);
      for (Referrer referrer : referrers(call, id)) {
        if (!referrer.by().vpcId().equals(group.vpcId())) {
          Reference reference =
              new Reference(id, referrer.by().vpcId(), referrer.ref().peeringId());
          if (!references.contains(reference)) {
            references.add(reference);
          }
        }
      }
    }
    call.out.items(
        "securityGroupReferenceSet",
        references,
        (item, reference) ->
            item.add("groupId", reference.groupId())
                .add("referencingVpcId", reference.vpcId())
                .add("vpcPeeringConnectionId", reference.peeringId()));
  }
}
