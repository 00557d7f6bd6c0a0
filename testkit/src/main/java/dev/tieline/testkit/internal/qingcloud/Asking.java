package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges one call of ours by the cloud's state when it is asked for. */
final class Asking {

  /** The parameters in which what is made is named, of actions that make one thing or several. */
  private static final SortedMap<String, List<String>> MAKING =
      new TreeMap<>(
          Map.of(
              "CreateRouters", List.of("router_name"),
              "CreateVxnets", List.of("vxnet_name"),
              "CreateVpcBorders", List.of("border_name", "description"),
              "CreateRouteTable", List.of("routing_table_name"),
              "CreateSecurityGroup", List.of("security_group_name"),
              "AllocateEips", List.of("eip_name"),
              "CreateLoadBalancer", List.of("loadbalancer_name")));

  /** The same of actions that put entries into something: their list, and its members. */
  private static final SortedMap<String, List<String>> ENTERING =
      new TreeMap<>(
          Map.of(
              "AddRouterStatics", List.of("statics", "router_static_name"),
              "AddBorderStatics", List.of("statics", "border_static_name"),
              "AddRoutes", List.of("rules", "routing_table_rule_name", "routing_table_name"),
              "AddSecurityGroupRules", List.of("rules", "security_group_rule_name"),
              "AddLoadBalancerListeners", List.of("listeners", "loadbalancer_listener_name"),
              "AddLoadBalancerBackends", List.of("backends", "loadbalancer_backend_name")));

  /** The parameters with what an action deletes. */
  private static final SortedMap<String, String> DELETING =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("DeleteRouters", "routers"),
              Map.entry("DeleteVxnets", "vxnets"),
              Map.entry("DeleteVpcBorders", "vpc_borders"),
              Map.entry("DeleteRouteTables", "routing_tables"),
              Map.entry("DeleteSecurityGroups", "security_groups"),
              Map.entry("DeleteLoadBalancers", "loadbalancers"),
              Map.entry("ReleaseEips", "eips"),
              Map.entry("DeleteRouterStatics", "router_statics"),
              Map.entry("DeleteBorderStatics", "border_statics"),
              Map.entry("RemoveRoutes", "routing_table_rules"),
              Map.entry("DeleteSecurityGroupRules", "security_group_rules"),
              Map.entry("DeleteLoadBalancerListeners", "loadbalancer_listeners"),
              Map.entry("DeleteLoadBalancerBackends", "loadbalancer_backends")));

  /** The parameters with what an action changes. */
  private static final SortedMap<String, List<String>> CHANGING =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ModifyRouterAttributes", List.of("router")),
              Map.entry("ModifyVxnetAttributes", List.of("vxnet")),
              Map.entry("ModifyBorderAttributes", List.of("border")),
              Map.entry("ModifyRouteTableAttributes", List.of("routing_table")),
              Map.entry("ModifySecurityGroupAttributes", List.of("security_group")),
              Map.entry("ModifyLoadBalancerAttributes", List.of("loadbalancer")),
              Map.entry("ModifyEipAttributes", List.of("eip")),
              Map.entry("ModifyRouterStaticAttributes", List.of("router_static")),
              Map.entry("ModifyBorderStaticAttributes", List.of("border_static")),
              Map.entry("ModifyRouteAttributes", List.of("routing_table_rule")),
              Map.entry("ModifyLoadBalancerListenerAttributes", List.of("loadbalancer_listener")),
              Map.entry("ModifyLoadBalancerBackendAttributes", List.of("loadbalancer_backend")),
              Map.entry("JoinRouter", List.of("vxnet")),
              Map.entry("LeaveRouter", List.of("vxnets")),
              Map.entry("AssociateBorder", List.of("border")),
              Map.entry("DissociateBorder", List.of("border")),
              Map.entry("AssociateRouteTable", List.of("routing_table", "resource")),
              Map.entry("DissociateRouteTable", List.of("routing_table", "resource")),
              Map.entry("DissociateEips", List.of("eips")),
              Map.entry("UpdateLoadBalancers", List.of("loadbalancers")),
              Map.entry("CancelBorderStaticChanges", List.of("border", "border_statics"))));

  private final Traces traces;
  private final World world;
  private final Instant now;
  private final SortedMap<String, String> p;

  Asking(Traces traces, World world, Instant now, SortedMap<String, String> parameters) {
    this.traces = traces;
    this.world = world;
    this.now = now;
    this.p = parameters;
  }

  /** Returns what is wrong with a call; empty if nothing is. */
  String judge(String action) {
    if (MAKING.containsKey(action)) {
      String named = MAKING.get(action).stream().map(this::named).collect(Collectors.joining(" "));
      return traces.bears(named) ? "" : "made without a mark";
    }
    if (ENTERING.containsKey(action)) {
      return entered(ENTERING.get(action));
    }
    if (DELETING.containsKey(action)) {
      return all(DELETING.get(action), this::deleted);
    }
    if (CHANGING.containsKey(action)) {
      return CHANGING.get(action).stream()
          .map(name -> all(name, this::ours))
          .collect(Collectors.joining());
    }
    return switch (action) {
      case "JoinBorder", "LeaveBorder" -> atBorder();
      case "ApplySecurityGroup" -> all("instances", this::ours);
      case "RunInstances", "TerminateInstances" -> "instances are nobody's business here";
      case "ChangeWanAccessBandwidth", "UpgradeWanAccess" -> "access points are others'";
      default -> "";
    };
  }

  private String named(String parameter) {
    return p.getOrDefault(parameter, "");
  }

  /** Judges a parameter's values, of one or of a list. */
  private String all(String parameter, Function<String, String> judge) {
    Pattern list = Pattern.compile(Pattern.quote(parameter) + "(\\.[0-9]+)?");
    return p.entrySet().stream()
        .filter(one -> list.matcher(one.getKey()).matches())
        .map(one -> judge.apply(one.getValue()))
        .collect(Collectors.joining());
  }

  private @Nullable Object there(String id) {
    Object found = world.ofId(id);
    return found instanceof Mortal mortal && mortal.life().isEnded(now) ? null : found;
  }

  private String ours(String id) {
    return there(id) == null || traces.isOurs(id) ? "" : id + " is not ours to change; ";
  }

  /** What bears the mark of one topology alone may go, and what is inside of it. */
  private String deleted(String id) {
    if (!(there(id) instanceof Thing thing)) {
      return "";
    }
    Set<String> marks = Traces.marks(Traces.text(thing));
    boolean alone = marks.size() == 1 && traces.isMark(marks.iterator().next());
    boolean inside = marks.isEmpty() && traces.isOurs(Traces.parent(thing));
    return alone || inside ? "" : id + " bears " + (marks.isEmpty() ? "no mark" : marks) + "; ";
  }

  private String entered(List<String> list) {
    Pattern item = Pattern.compile(Pattern.quote(list.get(0)) + "\\.([0-9]+)\\..*");
    return p.keySet().stream()
        .map(item::matcher)
        .filter(Matcher::matches)
        .map(found -> list.get(0) + "." + found.group(1) + ".")
        .distinct()
        .filter(
            start -> list.stream().skip(1).noneMatch(member -> traces.bears(named(start + member))))
        .map(start -> start + " made without a mark; ")
        .collect(Collectors.joining());
  }

  /** A place at a border router cannot be marked: either of its ends must be ours. */
  private String atBorder() {
    return traces.isOurs(named("border")) ? "" : all("vxnets", this::ours);
  }
}
