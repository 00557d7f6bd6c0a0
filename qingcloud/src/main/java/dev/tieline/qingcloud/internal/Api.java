package dev.tieline.qingcloud.internal;

import static dev.tieline.qingcloud.internal.Api.Ends.GLOBAL_JOB;
import static dev.tieline.qingcloud.internal.Api.Ends.JOB;
import static dev.tieline.qingcloud.internal.Api.Ends.READ;
import static dev.tieline.qingcloud.internal.Api.Ends.SYNC;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of the cloud's actions: the names of their parameters and answers, how they end,
 * and what they write to. The names follow no rule, so that none is derived ({@code wan_accesss};
 * {@code rtable_id}, {@code routing_table} and {@code route_table_rule_name} for one thing).
 *
 * <p>Parameters: {@code *} must be given; {@code +} is not in the action's table but in its own
 * example or in the official SDKs; {@code ?} is an assumption. Writes: {@code border=border} is the
 * border that the parameter of this name names, {@code router=?} a router that only the caller
 * knows. (API documentation of VPC, border routers, load balancers and EIPs, and the SDKs for
 * Python and Go, read 2026-11.)
 */
enum Api {
  // ---- VPCs, which the API calls routers, and their vxnets ----

  DESCRIBE_ROUTERS(
      "DescribeRouters",
      READ,
      "routers.n vxnet status.n search_word tags.n verbose offset limit",
      "router_set total_count"),
  CREATE_ROUTERS(
      "CreateRouters", JOB, "router_name router_type vpc_network count security_group", "routers"),
  MODIFY_ROUTER_ATTRIBUTES(
      "ModifyRouterAttributes",
      SYNC,
      "router*+ router_name+ description+ security_group+",
      "router_id",
      "router=router"),
  UPDATE_ROUTERS("UpdateRouters", JOB, "routers.n*", "", "router=routers.n"),
  DELETE_ROUTERS("DeleteRouters", JOB, "routers.n*", "routers", "router=routers.n"),
  DESCRIBE_ROUTER_VXNETS(
      "DescribeRouterVxnets",
      READ,
      "router* vxnet verbose offset limit",
      "router_vxnet_set total_count"),
  JOIN_ROUTER(
      "JoinRouter",
      JOB,
      "vxnet* router* ip_network* features manager_ip dyn_ip_start dyn_ip_end",
      "router_id vxnet_id",
      "router=router"),
  LEAVE_ROUTER("LeaveRouter", JOB, "vxnets.n* router*", "router_id vxnets", "router=router"),
  DESCRIBE_ROUTER_STATICS(
      "DescribeRouterStatics",
      READ,
      "router_statics.n router vxnet static_type verbose offset limit",
      "router_static_set total_count"),
  ADD_ROUTER_STATICS(
      "AddRouterStatics",
      SYNC,
      "router* vxnet statics.n.router_static_name statics.n.static_type* statics.n.val1*"
          + " statics.n.val2 statics.n.val3 statics.n.val4 statics.n.val5 statics.n.val6",
      "router_statics",
      "router=router"),
  DELETE_ROUTER_STATICS(
      "DeleteRouterStatics", SYNC, "router_statics.n*", "router_statics", "router=?"),
  DESCRIBE_VXNETS(
      "DescribeVxnets",
      READ,
      "vxnets.n vxnet_type search_word tags.n verbose offset limit",
      "vxnet_set total_count"),
  CREATE_VXNETS("CreateVxnets", SYNC, "vxnet_name vxnet_type* count", "vxnets"),
  MODIFY_VXNET_ATTRIBUTES(
      "ModifyVxnetAttributes", SYNC, "vxnet*+ vxnet_name+ description+", "vxnet_id"),
  DELETE_VXNETS("DeleteVxnets", SYNC, "vxnets.n*", "vxnets"),

  // ---- border routers ----

  DESCRIBE_VPC_BORDERS(
      "DescribeVpcBorders",
      READ,
      "vpc_borders.n status.n router_id border_type border_name search_word verbose offset limit",
      "vpc_border_set total_count"),
  CREATE_VPC_BORDERS(
      "CreateVpcBorders", JOB, "border_type* border_name description", "vpc_borders"),
  MODIFY_BORDER_ATTRIBUTES(
      "ModifyBorderAttributes", SYNC, "border*+ border_name+ description+", "", "border=border"),
  DELETE_VPC_BORDERS("DeleteVpcBorders", JOB, "vpc_borders.n*", "", "border=vpc_borders.n"),
  DESCRIBE_BORDER_VXNETS(
      "DescribeBorderVxnets", READ, "border vxnet offset limit", "border_vxnet_set total_count"),
  JOIN_BORDER(
      "JoinBorder",
      JOB,
      "border* vxnets.n* border_private_ips.n.vxnet_id border_private_ips.n.border_private_ip",
      "border_id vxnet_id",
      "border=border router=?"),
  LEAVE_BORDER(
      "LeaveBorder", JOB, "border* vxnets.n* force", "border_id vxnets", "border=border router=?"),
  ASSOCIATE_BORDER(
      "AssociateBorder",
      JOB,
      "router* border*",
      "router_id border_id",
      "border=border router=router"),
  DISSOCIATE_BORDER(
      "DissociateBorder",
      JOB,
      "router* border*",
      "router_id border_id",
      "border=border router=router"),
  DESCRIBE_BORDER_STATICS(
      "DescribeBorderStatics",
      READ,
      "border_statics.n border static_type verbose offset limit",
      "border_static_set non_applied_count total_count"),
  ADD_BORDER_STATICS(
      "AddBorderStatics",
      SYNC,
      "border* statics.n.border_static_name* statics.n.static_type* statics.n.type*"
          + " statics.n.val1* statics.n.val2* statics.n.val3* statics.n.vpc statics.n.instance",
      "border_statics",
      "border=border"),
  DELETE_BORDER_STATICS(
      "DeleteBorderStatics", SYNC, "border* border_statics.n*", "border_statics", "border=border"),
  CONFIG_BORDER("ConfigBorder", JOB, "operation* border* data", "border_id", "border=border"),

  // ---- route tables of balancers and vxnets ----

  DESCRIBE_ROUTE_TABLES(
      "DescribeRouteTables",
      READ,
      "routing_tables.n routing_table_types.n rtable_rtype verbose offset? limit?",
      "routing_table_set total_count"),
  CREATE_ROUTE_TABLE(
      "CreateRouteTable",
      SYNC,
      "routing_table_name routing_table_type* rtable_rtype*",
      "routing_table"),
  DELETE_ROUTE_TABLES(
      "DeleteRouteTables", SYNC, "routing_tables.n*", "routing_tables", "table=routing_tables.n"),
  ASSOCIATE_ROUTE_TABLE(
      "AssociateRouteTable",
      JOB,
      "resource* routing_table*",
      "",
      "table=routing_table balancer=resource"),
  DISSOCIATE_ROUTE_TABLE(
      "DissociateRouteTable",
      JOB,
      "resource* routing_table*",
      "",
      "table=routing_table balancer=resource"),
  DESCRIBE_ROUTING_TABLE_RESOURCES(
      "DescribeRoutingTableResources",
      READ,
      "rtables.n resources.n offset? limit?",
      "resource_user_group_set total_count"),
  DESCRIBE_ROUTES(
      "DescribeRoutes",
      READ,
      "nexthop nexthop_type routing_table_rules.n routing_table offset? limit?",
      "routing_table_rule_set total_count"),
  ADD_ROUTES(
      "AddRoutes",
      SYNC,
      "routing_table* rules.n.routing_table_rule_name* rules.n.network* rules.n.nexthop*"
          + " rules.n.nexthop_type",
      "routing_table_rules",
      "table=routing_table"),
  MODIFY_ROUTE_ATTRIBUTES(
      "ModifyRouteAttributes",
      SYNC,
      "routing_table_rule*+ network nexthop nexthop_type disable route_table_rule_name",
      "",
      "table=?"),
  REMOVE_ROUTES("RemoveRoutes", SYNC, "routing_table_rules.n*", "routing_table_rules", "table=?"),
  UPDATE_ROUTE_TABLE("UpdateRouteTable", JOB, "routing_table*", "", "table=routing_table"),

  // ---- security groups ----

  DESCRIBE_SECURITY_GROUPS(
      "DescribeSecurityGroups",
      READ,
      "security_groups.n+ search_word+ tags.n+ verbose+ offset+ limit+",
      "security_group_set total_count"),
  CREATE_SECURITY_GROUP("CreateSecurityGroup", SYNC, "security_group_name", "security_group_id"),
  DELETE_SECURITY_GROUPS(
      "DeleteSecurityGroups",
      SYNC,
      "security_groups.n*+",
      "security_groups",
      "group=security_groups.n"),
  DESCRIBE_SECURITY_GROUP_RULES(
      "DescribeSecurityGroupRules",
      READ,
      "security_group+ security_group_rules.n+ direction+ offset+ limit+",
      "security_group_rule_set total_count"),
  ADD_SECURITY_GROUP_RULES(
      "AddSecurityGroupRules",
      SYNC,
      "security_group* rules.n.protocol* rules.n.priority* rules.n.security_group_rule_name"
          + " rules.n.action rules.n.direction rules.n.val1 rules.n.val2 rules.n.val3",
      "security_group_rules",
      "group=security_group"),
  DELETE_SECURITY_GROUP_RULES(
      "DeleteSecurityGroupRules",
      SYNC,
      "security_group_rules.n*+",
      "security_group_rules",
      "group=?"),
  APPLY_SECURITY_GROUP(
      "ApplySecurityGroup", JOB, "security_group* instances.n", "", "group=security_group"),

  // ---- addresses and balancers ----

  DESCRIBE_INSTANCES(
      "DescribeInstances",
      READ,
      "instances.n status.n search_word tags.n verbose offset limit",
      "instance_set total_count"),
  DESCRIBE_EIPS(
      "DescribeEips",
      READ,
      "eips.n instance_id status.n search_word tags.n verbose offset limit",
      "eip_set total_count"),
  ALLOCATE_EIPS("AllocateEips", SYNC, "bandwidth* billing_mode eip_name count need_icp", "eips"),
  RELEASE_EIPS("ReleaseEips", JOB, "eips.n*", "", "eip=eips.n"),
  DESCRIBE_LOAD_BALANCERS(
      "DescribeLoadBalancers",
      READ,
      "loadbalancers.n status.n search_word tags.n verbose offset limit",
      "loadbalancer_set total_count"),
  CREATE_LOAD_BALANCER(
      "CreateLoadBalancer",
      JOB,
      "eips.n vxnet private_ip loadbalancer_type loadbalancer_name security_group"
          + " http_header_size",
      "loadbalancer_id",
      "eip=eips.n"),
  UPDATE_LOAD_BALANCERS(
      "UpdateLoadBalancers", JOB, "loadbalancers.n*", "", "balancer=loadbalancers.n"),
  DELETE_LOAD_BALANCERS(
      "DeleteLoadBalancers", JOB, "loadbalancers.n*", "", "balancer=loadbalancers.n"),
  DESCRIBE_LOAD_BALANCER_LISTENERS(
      "DescribeLoadBalancerListeners",
      READ,
      "loadbalancer_listeners.n loadbalancer verbose offset limit",
      "loadbalancer_listener_set total_count"),
  ADD_LOAD_BALANCER_LISTENERS(
      "AddLoadBalancerListeners",
      SYNC,
      "loadbalancer* listeners.n.listener_port* listeners.n.listener_protocol*"
          + " listeners.n.backend_protocol* listeners.n.loadbalancer_listener_name"
          + " listeners.n.balance_mode listeners.n.session_sticky listeners.n.forwardfor"
          + " listeners.n.healthy_check_method listeners.n.healthy_check_option"
          + " listeners.n.listener_option listeners.n.tunnel_timeout*",
      "loadbalancer_listeners",
      "balancer=loadbalancer"),
  DELETE_LOAD_BALANCER_LISTENERS(
      "DeleteLoadBalancerListeners",
      SYNC,
      "loadbalancer_listeners.n*",
      "loadbalancer_listeners",
      "balancer=?"),
  DESCRIBE_LOAD_BALANCER_BACKENDS(
      "DescribeLoadBalancerBackends",
      READ,
      "loadbalancer_backends.n loadbalancer_listener loadbalancer verbose offset limit",
      "loadbalancer_backend_set total_count"),
  ADD_LOAD_BALANCER_BACKENDS(
      "AddLoadBalancerBackends",
      SYNC,
      "loadbalancer_listener* backends.n.resource_id* backends.n.loadbalancer_backend_name"
          + " backends.n.loadbalancer_policy_id backends.n.port* backends.n.weight*",
      "loadbalancer_backends",
      "balancer=?"),
  DELETE_LOAD_BALANCER_BACKENDS(
      "DeleteLoadBalancerBackends",
      SYNC,
      "loadbalancer_backends.n*",
      "loadbalancer_backends",
      "balancer=?"),

  // ---- SD-WAN: access points are adopted; creating them has no documented action ----

  DESCRIBE_WAN_ACCESSS(
      "DescribeWanAccesss",
      READ,
      "wan_accesss.n wan_access_name status.n access_type.n wan_nets.n search_word verbose offset"
          + " limit",
      "wan_access_set total_count"),
  CHANGE_WAN_ACCESS_BANDWIDTH(
      "ChangeWanAccessBandwidth",
      GLOBAL_JOB,
      "wan_access* bandwidth_type* bandwidth",
      "wan_access"),

  // ---- accounts and jobs ----

  DESCRIBE_JOBS(
      "DescribeJobs", READ, "jobs.n status.n verbose offset limit", "job_set total_count"),
  DESCRIBE_ZONES("DescribeZones", READ, "status.n+ zones.n+", "zone_set total_count"),
  DESCRIBE_ACCESS_KEYS(
      "DescribeAccessKeys", READ, "access_keys.n+ offset+ limit+", "access_key_set total_count"),
  GET_QUOTA_LEFT("GetQuotaLeft", READ, "resource_types.n+", "quota_left_set");

  /** How an action ends. */
  enum Ends {
    /** With its answer, and it changes nothing. */
    READ,
    /** With its answer. */
    SYNC,
    /** Later, as {@code DescribeJobs} tells of the {@code job_id} in its answer. */
    JOB,
    /** Later, and no action tells of its {@code global_job_id}: only the object's own state. */
    GLOBAL_JOB
  }

  /** Where a parameter is known from. */
  enum Source {
    TABLE,
    SDK,
    ASSUMED
  }

  /**
   * A parameter.
   *
   * @param name its name, with {@code n} for the number in a list
   * @param required whether the table says that it must be given
   */
  record Parameter(String name, boolean required, Source source) {
    static Parameter of(String text) {
      String name = text.replaceAll("[*+?]", "");
      Source source =
          text.endsWith("+") ? Source.SDK : text.endsWith("?") ? Source.ASSUMED : Source.TABLE;
      return new Parameter(name, text.contains("*"), source);
    }
  }

  /**
   * Something that is written to.
   *
   * @param what which kind of thing
   * @param parameter the parameter that names it; empty if only the caller knows
   */
  record Written(Thing what, Optional<String> parameter) {
    static Written of(String text) {
      String[] parts = text.split("=", 2);
      return new Written(
          Thing.of(parts[0]), parts[1].equals("?") ? Optional.empty() : Optional.of(parts[1]));
    }
  }

  private final String action;
  private final Ends ends;
  private final Map<String, Parameter> parameters;
  private final List<String> answers;
  private final List<Written> writes;

  Api(String action, Ends ends, String parameters, String answers) {
    this(action, ends, parameters, answers, "");
  }

  Api(String action, Ends ends, String parameters, String answers, String writes) {
    this.action = action;
    this.ends = ends;
    Map<String, Parameter> named = new LinkedHashMap<>();
    words(parameters).map(Parameter::of).forEach(p -> named.put(p.name(), p));
    this.parameters = Collections.unmodifiableMap(named);
    this.answers = words(answers).toList();
    this.writes = words(writes).map(Written::of).toList();
  }

  private static java.util.stream.Stream<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
  }

  /** The action of a name; empty if it is none that is called. */
  static Optional<Api> named(String action) {
    return Arrays.stream(values()).filter(a -> a.action.equals(action)).findFirst();
  }

  String action() {
    return action;
  }

  Ends ends() {
    return ends;
  }

  boolean reads() {
    return ends == READ;
  }

  /** The parameters beside the common ones, by their names, in the order of the table. */
  Map<String, Parameter> parameters() {
    return parameters;
  }

  /** The members of its answer, beside {@code action}, {@code ret_code} and the job. */
  List<String> answers() {
    return answers;
  }

  /** Everything that must not be written to by two calls at once, and is by this one. */
  List<Written> writes() {
    return writes;
  }

  /** Whether it is known to take the page that is wished, and not only assumed to. */
  boolean hasPages() {
    Parameter limit = parameters.get("limit");
    return limit != null && limit.source() != Source.ASSUMED;
  }

  /** The member of a list's answer that holds its rows. */
  String rows() {
    if (ends != READ) {
      throw new IllegalStateException(action + " answers no list (expected: a read)");
    }
    return answers.get(0);
  }
}
