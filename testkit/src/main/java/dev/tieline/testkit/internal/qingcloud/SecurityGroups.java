package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Security groups; their rules work where they were applied ("SG" API pages, read 2026-11). */
final class SecurityGroups {
  private SecurityGroups() {}

  static void register(Actions actions) {
    actions.writes("CreateSecurityGroup", "security_group_name", SecurityGroups::create);
    actions.reads(
        "DescribeSecurityGroups",
        "security_groups",
        "security_groups.N search_word tags.N verbose:int offset:int limit:int",
        SecurityGroups::describe);
    actions.writes(
        "ModifySecurityGroupAttributes",
        "security_group* security_group_name description",
        SecurityGroups::modify);
    actions.writes("ApplySecurityGroup", "security_group* instances.N", SecurityGroups::apply);
    actions.writes("DeleteSecurityGroups", "security_groups.N*", SecurityGroups::delete);
  }

  /** Makes the group that lets in pings and ssh, and is there without being asked for. */
  static void makeDefault(Iaas call) {
    SecurityGroup group = fresh(call, "default security group", true);
    List<GroupRule> rules =
        List.of(
            GroupRules.fresh(call, group.id(), "icmp", 1, "8", "0"),
            GroupRules.fresh(call, group.id(), "tcp", 2, "22", ""));
    rules.forEach(rule -> call.put(Kind.GROUP_RULE, rule));
    Published<GroupRule> published = group.rules().next(rules, call.now, call.now);
    call.put(Kind.GROUP, group.with(call.now, false, published));
  }

  private static SecurityGroup fresh(Iaas call, String name, boolean isDefault) {
    return new SecurityGroup(
        call.account,
        call.zone,
        call.newId(Kind.GROUP),
        name,
        null,
        isDefault,
        call.now,
        call.now,
        false,
        Published.nothing());
  }

  static SecurityGroup byDefault(Iaas call) {
    return call.all(Kind.GROUP).stream()
        .filter(SecurityGroup::isDefault)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("no default group in " + call.zone));
  }

  static String nameOf(Iaas call, String id) {
    SecurityGroup group = call.find(Kind.GROUP, id);
    return group == null ? "" : group.name();
  }

  private static void create(Iaas call) {
    Zones.take(call, QingCloudQuota.SECURITY_GROUPS, 1);
    SecurityGroup group =
        call.put(Kind.GROUP, fresh(call, call.text("security_group_name"), false));
    call.out.put("security_group_id", group.id());
  }

  private static void describe(Iaas call) {
    List<SecurityGroup> found = Listing.of(call, Kind.GROUP, "security_groups").found();
    Listing.write(call, "security_group_set", found, (json, group) -> write(call, json, group));
  }

  private static void write(Iaas call, Json json, SecurityGroup group) {
    json.put("is_applied", group.isApplied(call.now) ? 1 : 0)
        .put("description", group.description())
        .put("security_group_id", group.id())
        .put("is_default", group.isDefault() ? 1 : 0)
        .put("create_time", Times.iso(group.made()))
        .put("security_group_name", group.name());
    Tags.write(call, json, group.id());
    if (call.number("verbose", 0) > 0) {
      json.list(
          "resources",
          users(call, group.id()),
          (item, user) ->
              item.put("resource_name", user.name())
                  .put("resource_type", type(user))
                  .put("resource_id", user.id()));
    }
  }

  private static String type(Thing user) {
    return user instanceof Router
        ? "router"
        : user instanceof Instance ? "instance" : "loadbalancer";
  }

  /** Returns what a group guards. */
  private static List<Thing> users(Iaas call, String group) {
    List<Thing> users = new ArrayList<>();
    call.all(Kind.ROUTER).stream().filter(r -> r.group().equals(group)).forEach(users::add);
    call.all(Kind.INSTANCE).stream().filter(i -> i.group().equals(group)).forEach(users::add);
    call.all(Kind.BALANCER).stream().filter(b -> b.group().equals(group)).forEach(users::add);
    return users;
  }

  private static void modify(Iaas call) {
    SecurityGroup group = call.require(Kind.GROUP, call.text("security_group"));
    String name = Objects.requireNonNullElse(call.changed("security_group_name", group.name()), "");
    call.put(Kind.GROUP, group.named(name, call.changed("description", group.description())));
    call.out.put("security_group_id", group.id());
  }

  /** Returns a group that no job works on. */
  static SecurityGroup working(Iaas call, String id) {
    SecurityGroup group = call.require(Kind.GROUP, id);
    if (call.now.isBefore(group.until()) && !call.config.isHurried()) {
      throw QingError.denied("security group [" + id + "] is being applied, try later");
    }
    return group;
  }

  /** Publishes all pending rules, whoever wrote them; the instances have this group from now on. */
  private static void apply(Iaas call) {
    SecurityGroup group = working(call, call.text("security_group"));
    List<Instance> instances = new ArrayList<>();
    for (String id : call.query.list("instances")) {
      Instance instance = call.require(Kind.INSTANCE, id);
      call.idle(instance);
      instances.add(instance);
    }
    Job job = call.job(QingCloudDelay.SECURITY_GROUP, List.of(group.id()));
    if (job.reaches(group.id())) {
      List<GroupRule> rules = GroupRules.of(call, group.id());
      call.put(
          Kind.GROUP,
          group.with(job.done(), false, group.rules().next(rules, call.now, job.done())));
      instances.forEach(i -> call.put(Kind.INSTANCE, i.guarded(group.id())));
    } else {
      call.put(Kind.GROUP, group.with(job.done(), group.dirty(), group.rules()));
    }
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("security_groups");
    for (String id : ids) {
      SecurityGroup group = working(call, id);
      if (group.isDefault()) {
        throw QingError.denied("security group [" + id + "] is the default one");
      }
      if (!users(call, id).isEmpty()) {
        throw call.inUse("security group [" + id + "] is in use");
      }
      GroupRules.of(call, id).forEach(rule -> call.remove(Kind.GROUP_RULE, rule));
      call.remove(Kind.GROUP, group);
    }
    call.out.texts("security_groups", ids);
  }
}
