package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a world as text by asking it what any user could ask, so that nothing is forgotten. */
public final class Dump {

  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("DescribeVpcs", "vpcId"),
          Map.entry("DescribeSubnets", "subnetId"),
          Map.entry("DescribeRouteTables", "routeTableId"),
          Map.entry("DescribeInternetGateways", "internetGatewayId"),
          Map.entry("DescribeEgressOnlyInternetGateways", "egressOnlyInternetGatewayId"),
          Map.entry("DescribeNatGateways", "natGatewayId"),
          Map.entry("DescribeAddresses", "allocationId"),
          Map.entry("DescribeManagedPrefixLists", "prefixListId"),
          Map.entry("DescribeVpcEndpoints", "vpcEndpointId"),
          Map.entry("DescribeDhcpOptions", "dhcpOptionsId"),
          Map.entry("DescribeVpcPeeringConnections", "vpcPeeringConnectionId"),
          Map.entry("DescribeSecurityGroups", "groupId"),
          Map.entry("DescribeSecurityGroupRules", "securityGroupRuleId"),
          Map.entry("DescribeNetworkAcls", "networkAclId"),
          Map.entry("DescribeNetworkInterfaces", "networkInterfaceId"),
          Map.entry("DescribeInstances", "instancesSet/item/instanceId"));

  /** Times, and ids that stand for nothing but the moment of their making. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "requestId",
          "nextToken",
          "associationId",
          "routeTableAssociationId",
          "networkAclAssociationId",
          "attachmentId",
          "reservationId",
          "expirationTime",
          "launchTime",
          "attachTime",
          "createTime",
          "deleteTime",
          "creationTimestamp",
          "message",
          "code/instanceState");

  /** States that only time stands between, so that a dump does not depend on its moment. */
  private static final Map<String, String> SETTLED =
      Map.ofEntries(
          Map.entry("pending/state", "available"),
          Map.entry("associating/state", "associated"),
          Map.entry("pending/name", "running"),
          Map.entry("create-in-progress/state", "create-complete"),
          Map.entry("modify-in-progress/state", "modify-complete"),
          Map.entry("restore-in-progress/state", "restore-complete"),
          Map.entry("initiating-request/code", "pending-acceptance"),
          Map.entry("provisioning/code", "active"));

  /** Members of lists that are lines of their own, by the list that they are members in. */
  private static final Map<String, Set<String>> APART =
      Map.of("DescribeRouteTables", Set.of("routeSet", "associationSet"));

  private static final Set<String> DEAD =
      Set.of("failed", "rejected", "expired", "deleting", "deleted");

  private Dump() {}

  public static String of(AwsCloud cloud, World world, Instant now) {
    List<String> lines = new ArrayList<>();
    for (String account : cloud.config().accounts()) {
      for (String region : cloud.config().regions()) {
        Caller caller = new Caller(account, region, "ec2", "", "");
        for (Map.Entry<String, String> list : LISTS.entrySet()) {
          describe(cloud, world, now, caller, list.getKey(), list.getValue(), lines);
        }
        attributes(cloud, world, now, caller, lines);
      }
    }
    lines.sort(null);
    return String.join("\n", lines) + "\n";
  }

  private static XmlElement ask(
      AwsCloud cloud,
      World world,
      Instant now,
      Caller caller,
      String action,
      Map<String, String> parameters) {
    return cloud.run(world, caller, cloud.request(action, parameters), now, null, "dump").out();
  }

  private static void describe(
      AwsCloud cloud,
      World world,
      Instant now,
      Caller caller,
      String action,
      String idPath,
      List<String> lines) {
    String token = "";
    do {
      XmlElement answer =
          ask(
              cloud,
              world,
              now,
              caller,
              action,
              token.isEmpty() ? Map.of() : Map.of("NextToken", token));
      for (XmlElement set : answer.children()) {
        for (XmlElement item : set.elements("item")) {
          if (isAlive(item)) {
            String its =
                caller.account() + " " + caller.region() + " " + item.text(idPath).orElse("");
            lines.add(its + " " + flat(item, APART.getOrDefault(action, Set.of())));
            parts(its, item, lines);
          }
        }
      }
      token = answer.text("nextToken").orElse("");
    } while (!token.isEmpty());
  }

  /**
   * Routes and associations of a table, and the options of a connection: each by what it leads to
   * or is set to, so that it counts as another one when that changes.
   */
  private static void parts(String its, XmlElement item, List<String> lines) {
    for (XmlElement route : item.elements("routeSet/item")) {
      StringBuilder to = new StringBuilder();
      StringBuilder target = new StringBuilder();
      for (XmlElement child : route.children()) {
        if (child.name().startsWith("destination")) {
          to.append(child.text());
        } else if (child.name().endsWith("Id")) {
          target.append(child.text());
        }
      }
      lines.add(its + "/route/" + to + "->" + target + " " + flat(route));
    }
    for (XmlElement association : item.elements("associationSet/item")) {
      String of = association.text("subnetId").orElse("main");
      lines.add(its + "/association/" + of + " " + flat(association));
    }
    for (String side : List.of("requesterVpcInfo", "accepterVpcInfo")) {
      item.text(side + "/peeringOptions/allowDnsResolutionFromRemoteVpc")
          .ifPresent(dns -> lines.add(its + "/" + side + "/dns=" + dns));
    }
  }

  private static boolean isLeaving(XmlElement block) {
    return block.texts("cidrBlockState/state").contains("disassociating")
        || block.texts("ipv6CidrBlockState/state").contains("disassociating");
  }

  private static boolean isAlive(XmlElement item) {
    return !DEAD.contains(item.text("status/code").orElse(""))
        && !(DEAD.contains(item.text("state").orElse("")))
        && !item.text("state").orElse("").startsWith("delete-in")
        && !item.text("ownerId").orElse("").equals(PrefixList.CLOUD)
        && !item.texts("instancesSet/item/instanceState/name").contains("terminated");
  }

  private static void attributes(
      AwsCloud cloud, World world, Instant now, Caller caller, List<String> lines) {
    for (String vpcId :
        ask(cloud, world, now, caller, "DescribeVpcs", Map.of()).texts("vpcSet/item/vpcId")) {
      for (String attribute : List.of("enableDnsSupport", "enableDnsHostnames")) {
        XmlElement answer =
            ask(
                cloud,
                world,
                now,
                caller,
                "DescribeVpcAttribute",
                Map.of("VpcId", vpcId, "Attribute", attribute));
        lines.add(
            caller.account()
                + " "
                + caller.region()
                + " "
                + vpcId
                + "/"
                + attribute
                + "="
                + answer.text(attribute + "/value").orElse(""));
      }
    }
  }

  /** Writes an element on one line; the members of lists are sorted, since lists are sets. */
  private static String flat(XmlElement element) {
    return flat(element, Set.of());
  }

  private static String flat(XmlElement element, Set<String> apart) {
    List<String> parts = new ArrayList<>();
    boolean list = false;
    for (XmlElement child : element.children()) {
      String name = child.name();
      if (!LEFT_OUT.contains(name)
          && !LEFT_OUT.contains(name + "/" + element.name())
          && !apart.contains(name)
          && !isLeaving(child)) {
        list |= name.equals("item");
        String content =
            child.children().isEmpty()
                ? SETTLED.getOrDefault(child.text() + "/" + name, child.text())
                : flat(child);
        if (!content.isEmpty()) {
          parts.add(name.equals("item") ? content : name + "=" + content);
        }
      }
    }
    if (list) {
      parts.sort(null);
    }
    if (parts.isEmpty()) {
      return "";
    }
    return (list ? "[" : "{") + String.join(", ", parts) + (list ? "]" : "}");
  }
}
