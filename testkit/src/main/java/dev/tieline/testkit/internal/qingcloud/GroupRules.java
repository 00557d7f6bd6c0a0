package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;

/** The rules of security groups. */
final class GroupRules {
  private static final List<String> PROTOCOLS =
      List.of("tcp", "udp", "icmp", "gre", "esp", "ah", "ipip");

  private GroupRules() {}

  static void register(Actions actions) {
    actions.writes(
        "AddSecurityGroupRules",
        "security_group* rules.N.protocol** rules.N.priority**:int"
            + " rules.N.security_group_rule_name rules.N.action rules.N.direction:int rules.N.val1"
            + " rules.N.val2 rules.N.val3",
        GroupRules::add);
    actions.reads(
        "DescribeSecurityGroupRules",
        "security_group_rules",
        "security_group security_group_rules.N direction offset:int limit:int",
        GroupRules::describe);
    actions.writes("DeleteSecurityGroupRules", "security_group_rules.N*", GroupRules::delete);
  }

  static List<GroupRule> of(Iaas call, String group) {
    return call.all(Kind.GROUP_RULE).stream().filter(r -> r.group().equals(group)).toList();
  }

  /** Makes a rule that accepts what comes in, from everywhere. */
  static GroupRule fresh(
      Iaas call, String group, String protocol, int priority, String first, String second) {
    return new GroupRule(
        call.account,
        call.zone,
        call.newId(Kind.GROUP_RULE),
        group,
        "",
        protocol,
        priority,
        true,
        false,
        first,
        second,
        "",
        call.now);
  }

  private static void add(Iaas call) {
    SecurityGroup group = SecurityGroups.working(call, call.text("security_group"));
    List<String> ids = new ArrayList<>();
    for (Query one : call.query.structures("rules")) {
      String protocol = one.require("protocol");
      if (!PROTOCOLS.contains(protocol)) {
        throw QingError.bad("protocol", protocol, "one of " + PROTOCOLS);
      }
      int priority = Integer.parseInt(one.require("priority"));
      if (priority < 0 || priority > 100) {
        throw QingError.bad("priority", String.valueOf(priority), "0 to 100");
      }
      String action = one.get("action", "accept");
      if (!action.equals("accept") && !action.equals("drop")) {
        throw QingError.bad("action", action, "accept or drop");
      }
      String id = call.newId(Kind.GROUP_RULE);
      call.put(
          Kind.GROUP_RULE,
          new GroupRule(
              call.account,
              call.zone,
              id,
              group.id(),
              one.get("security_group_rule_name", ""),
              protocol,
              priority,
              action.equals("accept"),
              one.get("direction", "0").equals("1"),
              port(one, "val1"),
              port(one, "val2"),
              peer(one.get("val3", "")),
              call.now));
      ids.add(id);
    }
    call.put(Kind.GROUP, group.touched());
    call.out.texts("security_group_rules", ids);
  }

  private static String port(Query one, String name) {
    String text = one.get(name, "");
    if (!text.matches("[0-9]{0,5}")) {
      throw QingError.bad(name, text, "a number");
    }
    return text;
  }

  private static String peer(String text) {
    if (!text.isEmpty() && Cidr.tryParse(text.contains("/") ? text : text + "/32").isEmpty()) {
      throw QingError.bad("val3", text, "an address or a network");
    }
    return text;
  }

  private static void describe(Iaas call) {
    String group = call.text("security_group");
    String direction = call.text("direction");
    if (!group.isEmpty()) {
      call.require(Kind.GROUP, group);
    }
    List<GroupRule> found =
        Listing.of(call, Kind.GROUP_RULE, "security_group_rules")
            .where(rule -> group.isEmpty() || rule.group().equals(group))
            .where(rule -> direction.isEmpty() || direction.equals(rule.outward() ? "1" : "0"))
            .found();
    Listing.write(call, "security_group_rule_set", found, GroupRules::write);
  }

  private static void write(Json json, GroupRule rule) {
    json.put("protocol", rule.protocol())
        .put("security_group_id", rule.group())
        .put("security_group_rule_name", rule.name())
        .put("priority", rule.priority())
        .put("action", rule.accepts() ? "accept" : "drop")
        .put("security_group_rule_id", rule.id())
        .put("val2", rule.second())
        .put("val1", rule.first())
        .put("val3", rule.peer())
        .put("direction", rule.outward() ? 1 : 0)
        .put("create_time", Times.iso(rule.made()));
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("security_group_rules");
    for (String id : ids) {
      GroupRule rule = call.require(Kind.GROUP_RULE, id);
      SecurityGroup group = SecurityGroups.working(call, rule.group());
      call.remove(Kind.GROUP_RULE, rule);
      call.put(Kind.GROUP, group.touched());
    }
    call.out.texts("security_group_rules", ids);
  }
}
