package dev.tieline.testkit.internal.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a world as text by asking it what any user could ask, so that nothing is forgotten. */
public final class Dump {

  /** A listing call: where its objects stand, and what they are called. */
  private record Listing(Product product, String action, String path, String id) {}

  private static final List<Listing> LISTS =
      List.of(
          new Listing(Product.VPC, "DescribeVpcs", "/Vpcs/Vpc", "VpcId"),
          new Listing(Product.VPC, "DescribeVSwitches", "/VSwitches/VSwitch", "VSwitchId"),
          new Listing(
              Product.VPC,
              "DescribeRouteTableList",
              "/RouterTableList/RouterTableListType",
              "RouteTableId"),
          new Listing(
              Product.VPC, "DescribeNetworkAcls", "/NetworkAcls/NetworkAcl", "NetworkAclId"),
          new Listing(Product.VPC_PEER, "ListVpcPeerConnections", "/VpcPeerConnects", "InstanceId"),
          new Listing(
              Product.ECS,
              "DescribeSecurityGroups",
              "/SecurityGroups/SecurityGroup",
              "SecurityGroupId"),
          new Listing(Product.ECS, "DescribeInstances", "/Instances/Instance", "InstanceId"),
          new Listing(
              Product.ECS,
              "DescribeNetworkInterfaces",
              "/NetworkInterfaceSets/NetworkInterfaceSet",
              "NetworkInterfaceId"),
          new Listing(
              Product.SLB,
              "DescribeLoadBalancers",
              "/LoadBalancers/LoadBalancer",
              "LoadBalancerId"),
          new Listing(Product.NLB, "ListLoadBalancers", "/LoadBalancers", "LoadBalancerId"),
          new Listing(Product.PRIVATELINK, "ListVpcEndpointServices", "/Services", "ServiceId"),
          new Listing(Product.PRIVATELINK, "ListVpcEndpoints", "/Endpoints", "EndpointId"));

  private static final Listing ZONES =
      new Listing(Product.PVTZ, "DescribeZones", "/Zones/Zone", "ZoneId");

  /** A listing call of what belongs to an object of another. */
  private record Inner(String of, String action, String path, List<String> key) {
    Inner(String of, String action, String path, String... key) {
      this(of, action, path, List.of(key));
    }

    /** What it is, by its members that tell it from the others. */
    String place(JsonNode item) {
      return path.substring(path.lastIndexOf('/') + 1)
          + "/"
          + key.stream().map(k -> item.at(k).asText()).collect(Collectors.joining("->"));
    }
  }

  private static final List<Inner> INNER =
      List.of(
          new Inner(
              "DescribeRouteTableList",
              "DescribeRouteEntryList",
              "/RouteEntrys/RouteEntry",
              "/DestinationCidrBlock",
              "/NextHops/NextHop/0/NextHopId"),
          new Inner(
              "DescribeSecurityGroups",
              "DescribeSecurityGroupAttribute",
              "/Permissions/Permission",
              "/SecurityGroupRuleId"),
          new Inner(
              "DescribeLoadBalancers",
              "DescribeLoadBalancerAttribute",
              "/ListenerPortsAndProtocol/ListenerPortAndProtocol",
              "/ListenerPort"),
          new Inner(
              "ListVpcEndpointServices",
              "ListVpcEndpointServiceResources",
              "/Resources",
              "/ResourceId",
              "/ZoneId"),
          new Inner(
              "ListVpcEndpointServices",
              "ListVpcEndpointServiceUsers",
              "/Users",
              "/UserId",
              "/UserARN"),
          new Inner("ListVpcEndpoints", "ListVpcEndpointZones", "/Zones", "/ZoneId"),
          new Inner(
              "ListVpcEndpoints",
              "ListVpcEndpointSecurityGroups",
              "/SecurityGroups",
              "/SecurityGroupId"),
          new Inner("DescribeZones", "DescribeZoneRecords", "/Records/Record", "/RecordId"),
          new Inner("DescribeZones", "DescribeZoneInfo", "/BindVpcs/Vpc", "/VpcId"));

  /** What differs between two clouds that are the same: times, and what nobody wishes. */
  private static final SortedSet<String> LEFT_OUT =
      new TreeSet<>(
          List.of(
              "CreationTime",
              "CreateTime",
              "CreateTimestamp",
              "UpdateTime",
              "UpdateTimestamp",
              "ModifiedTime",
              "GmtCreate",
              "GmtModified",
              "GmtExpired"));

  private final AliyunCloud cloud;
  private final World world;
  private final Instant settled;
  private final List<String> lines = new ArrayList<>();

  private Dump(AliyunCloud cloud, World world, Instant settled) {
    this.cloud = cloud;
    this.world = world;
    this.settled = settled;
  }

  /** Writes one line for each object of each account and region, sorted. */
  public static String of(AliyunCloud cloud, World world, Instant now) {
    Config config = cloud.config();
    Dump dump = new Dump(cloud, world, now.plus(config.longestTransition().multipliedBy(4)));
    for (String account : config.accounts()) {
      dump.services(account);
      dump.list(account, PrivateZone.GLOBAL, ZONES);
      for (String region : config.regions()) {
        LISTS.forEach(list -> dump.list(account, region, list));
      }
    }
    dump.lines.sort(null);
    return String.join("\n", dump.lines) + (dump.lines.isEmpty() ? "" : "\n");
  }

  private void services(String account) {
    for (AliyunOpening service : AliyunOpening.values()) {
      if (world.get("service/" + account + "/" + service) != null) {
        lines.add(account + " - opened " + service);
      }
    }
  }

  private JsonNode ask(
      String account,
      String region,
      Product product,
      String action,
      SortedMap<String, String> parameters) {
    Caller caller = new Caller(account, region, product, "", "", "");
    return cloud
        .run(world, caller, cloud.request(product, action, parameters), settled, null, "dump")
        .out();
  }

  private void list(String account, String region, Listing list) {
    boolean numbered = isNumbered(list.product());
    SortedMap<String, String> parameters = new TreeMap<>();
    if (list.product() != Product.PVTZ) {
      parameters.put("RegionId", region);
    }
    int page = 1;
    boolean more = true;
    while (more) {
      if (numbered) {
        parameters.put("PageNumber", String.valueOf(page));
        parameters.put("PageSize", "50");
      } else {
        parameters.put("MaxResults", "50");
      }
      JsonNode answer = ask(account, region, list.product(), list.action(), parameters);
      JsonNode items = answer.at(list.path());
      for (JsonNode item : items) {
        line(account, region, list, item);
      }
      String token = answer.path("NextToken").asText();
      if (!numbered) {
        parameters.put("NextToken", token);
      }
      more = numbered ? items.size() == 50 : !token.isEmpty();
      page++;
    }
  }

  private void line(String account, String region, Listing list, JsonNode item) {
    for (String status : List.of("Status", "EndpointStatus", "ServiceStatus")) {
      if (List.of("Deleted", "Deleting").contains(item.path(status).asText())) {
        return;
      }
    }
    String id = item.path(list.id()).asText();
    lines.add(account + " " + region + " " + id + " " + Json.flat(item, LEFT_OUT));
    for (Inner inner : INNER) {
      if (inner.of().equals(list.action())) {
        inner(account, region, list, id, inner);
      }
    }
  }

  private static boolean isNumbered(Product product) {
    return product == Product.VPC || product == Product.PVTZ || product == Product.SLB;
  }

  private void inner(String account, String region, Listing list, String id, Inner inner) {
    SortedMap<String, String> parameters = new TreeMap<>(Map.of(list.id(), id));
    if (list.product() != Product.PVTZ) {
      parameters.put("RegionId", region);
    }
    if (inner.action().equals("DescribeZoneRecords")) {
      parameters.put("PageSize", "100");
    }
    String token;
    int page = 1;
    int items;
    do {
      if (inner.action().equals("DescribeZoneRecords")) {
        parameters.put("PageNumber", String.valueOf(page++));
      }
      JsonNode answer = ask(account, region, list.product(), inner.action(), parameters);
      JsonNode all = answer.at(inner.path());
      for (JsonNode item : all) {
        lines.add(
            account
                + " "
                + region
                + " "
                + id
                + "/"
                + inner.place(item)
                + " "
                + Json.flat(item, LEFT_OUT));
      }
      token = answer.path("NextToken").asText();
      if (!token.isEmpty()) {
        parameters.put("NextToken", token);
      }
      items = inner.action().equals("DescribeZoneRecords") ? all.size() : 0;
    } while (!token.isEmpty() || items == 100);
  }
}
