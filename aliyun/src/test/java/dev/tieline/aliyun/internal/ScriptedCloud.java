package dev.tieline.aliyun.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Answers the reads of a survey out of lists, in the shapes of the real products. */
final class ScriptedCloud {
  final Script script = new Script();
  final List<Map<String, Object>> vpcs = new ArrayList<>();
  final List<Map<String, Object>> vSwitches = new ArrayList<>();
  final List<Map<String, Object>> tables = new ArrayList<>();
  final Map<String, List<Map<String, Object>>> entries = new LinkedHashMap<>();
  final List<Map<String, Object>> acls = new ArrayList<>();
  final List<Map<String, Object>> groups = new ArrayList<>();
  final Map<String, List<Map<String, Object>>> rules = new LinkedHashMap<>();
  final List<Map<String, Object>> peerings = new ArrayList<>();
  final List<Map<String, Object>> interfaces = new ArrayList<>();
  String account = "1234567890123456";
  boolean cdt = true;
  IntConsumer beforeVpcs = page -> {};

  ScriptedCloud() {
    script
        .on(
            "GetCallerIdentity",
            asked -> Map.of("AccountId", account, "Arn", "acs:ram::" + account + ":user/u"))
        .on("GetCdtServiceStatus", asked -> Map.of("Enabled", cdt))
        .on("GetCdtCbServiceStatus", asked -> Map.of("Enabled", cdt))
        .on(
            "DescribeZones",
            asked ->
                Map.of(
                    "Zones",
                    Map.of(
                        "Zone", List.of(Map.of("ZoneId", asked.query().get("RegionId") + "-h")))))
        .on(
            "DescribeVpcs",
            asked -> {
              beforeVpcs.accept(Integer.parseInt(asked.query().get("PageNumber")));
              return numbered(asked, vpcs, "VpcId", "Vpcs", "Vpc");
            })
        .on(
            "DescribeVSwitches",
            asked -> numbered(asked, vSwitches, "VSwitchId", "VSwitches", "VSwitch"))
        .on(
            "DescribeRouteTableList",
            asked ->
                numbered(asked, tables, "RouteTableId", "RouterTableList", "RouterTableListType"))
        .on(
            "DescribeNetworkAcls",
            asked -> numbered(asked, acls, "NetworkAclId", "NetworkAcls", "NetworkAcl"))
        .on(
            "DescribeRouteEntryList",
            asked ->
                tokened(
                    asked,
                    "MaxResult",
                    entries.getOrDefault(asked.query().get("RouteTableId"), List.of()),
                    "RouteEntrys",
                    "RouteEntry"))
        .on(
            "DescribeSecurityGroups",
            asked ->
                tokened(
                    asked,
                    "MaxResults",
                    here(asked, groups, "SecurityGroupId", "TagKey"),
                    "SecurityGroups",
                    "SecurityGroup"))
        .on(
            "DescribeSecurityGroupAttribute",
            asked -> {
              Map<String, Object> answer =
                  tokened(
                      asked,
                      "MaxResults",
                      rules.getOrDefault(asked.query().get("SecurityGroupId"), List.of()),
                      "Permissions",
                      "Permission");
              answer.put("InnerAccessPolicy", "Accept");
              return answer;
            })
        .on(
            "DescribeNetworkInterfaces",
            asked ->
                tokened(
                    asked,
                    "MaxResults",
                    interfaces.stream()
                        .filter(i -> i.get("VpcId").equals(asked.query().get("VpcId")))
                        .toList(),
                    "NetworkInterfaceSets",
                    "NetworkInterfaceSet"))
        .on(
            "ListVpcPeerConnections",
            asked -> {
              String region = asked.form().get("RegionId");
              String key = asked.query().get("Tags.1.Key");
              Predicate<Map<String, Object>> fits =
                  p ->
                      (region.equals(p.get("RegionId"))
                              || region.equals(p.get("AcceptingRegionId")))
                          && (key == null || String.valueOf(p.get("Tags")).contains(key));
              return Map.of("VpcPeerConnects", peerings.stream().filter(fits).toList());
            });
  }

  /** Those of the asked region, ids and tags. */
  private static List<Map<String, Object>> here(
      Script.Asked asked, List<Map<String, Object>> all, String id, String keyName) {
    String ids = asked.query().get(id);
    String key = asked.query().get("Tag.1.Key");
    return all.stream()
        .filter(o -> asked.query().get("RegionId").equals(o.get("Region")))
        .filter(o -> ids == null || List.of(ids.split(",")).contains(o.get(id)))
        .filter(o -> key == null || String.valueOf(o.get("Tags")).contains(keyName + "=" + key))
        .toList();
  }

  private static Map<String, Object> numbered(
      Script.Asked asked, List<Map<String, Object>> all, String id, String outer, String inner) {
    List<Map<String, Object>> here = here(asked, all, id, "Key");
    int page = Integer.parseInt(asked.query().get("PageNumber"));
    int size = Integer.parseInt(asked.query().get("PageSize"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("TotalCount", here.size());
    answer.put("PageNumber", page);
    answer.put("PageSize", size);
    answer.put(outer, Map.of(inner, here.stream().skip((page - 1L) * size).limit(size).toList()));
    return answer;
  }

  private static Map<String, Object> tokened(
      Script.Asked asked, String size, List<Map<String, Object>> all, String outer, String inner) {
    int from = Integer.parseInt(asked.query().getOrDefault("NextToken", "0"));
    int limit = Integer.parseInt(asked.query().getOrDefault(size, "1000"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(outer, Map.of(inner, all.stream().skip(from).limit(limit).toList()));
    answer.put("NextToken", from + limit < all.size() ? String.valueOf(from + limit) : "");
    return answer;
  }

  static Map<String, Object> tags(String... keysAndValues) {
    return tags("Key", "Value", keysAndValues);
  }

  static Map<String, Object> ecsTags(String... keysAndValues) {
    return tags("TagKey", "TagValue", keysAndValues);
  }

  private static Map<String, Object> tags(String key, String value, String... keysAndValues) {
    return Map.of(
        "Tag",
        IntStream.range(0, keysAndValues.length / 2)
            .mapToObj(i -> Map.of(key, keysAndValues[2 * i], value, keysAndValues[2 * i + 1]))
            .toList());
  }

  Map<String, Object> vpc(String region, String id, String block) {
    Map<String, Object> vpc = new LinkedHashMap<>();
    vpc.put("Region", region);
    vpc.put("VpcId", id);
    vpc.put("VpcName", id + "-name");
    vpc.put("CidrBlock", block);
    vpc.put("Status", "Available");
    vpc.put("OwnerId", Long.parseLong(account));
    vpcs.add(vpc);
    return vpc;
  }

  Map<String, Object> vSwitch(String region, String vpc, String id, String block, String table) {
    Map<String, Object> vSwitch = new LinkedHashMap<>();
    vSwitch.put("Region", region);
    vSwitch.put("VSwitchId", id);
    vSwitch.put("VSwitchName", "");
    vSwitch.put("VpcId", vpc);
    vSwitch.put("CidrBlock", block);
    vSwitch.put("ZoneId", region + "-h");
    vSwitch.put("Status", "Available");
    vSwitch.put("AvailableIpAddressCount", 250);
    vSwitch.put("RouteTable", Map.of("RouteTableId", table, "RouteTableType", "System"));
    vSwitches.add(vSwitch);
    return vSwitch;
  }

  Map<String, Object> table(String region, String vpc, String id, String type) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("Region", region);
    table.put("RouteTableId", id);
    table.put("RouteTableType", type);
    table.put("VpcId", vpc);
    table.put("Status", "Available");
    table.put("VSwitchIds", Map.of("VSwitchId", List.of()));
    tables.add(table);
    return table;
  }

  Map<String, Object> entry(
      String table, String destination, String type, String hopType, String hop) {
    Map<String, Object> entry = new LinkedHashMap<>();
    List<Map<String, Object>> of = entries.computeIfAbsent(table, t -> new ArrayList<>());
    entry.put("RouteEntryId", "rte-" + table + "-" + of.size());
    entry.put("DestinationCidrBlock", destination);
    entry.put("Type", type);
    entry.put("Status", "Available");
    entry.put(
        "NextHops",
        Map.of("NextHop", List.of(Map.of("NextHopType", hopType, "NextHopId", hop, "Enabled", 1))));
    of.add(entry);
    return entry;
  }

  Map<String, Object> group(String region, String vpc, String id) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("Region", region);
    group.put("SecurityGroupId", id);
    group.put("SecurityGroupName", id + "-name");
    group.put("SecurityGroupType", "normal");
    group.put("VpcId", vpc);
    groups.add(group);
    return group;
  }

  Map<String, Object> rule(
      String group, String direction, String protocol, String ports, String b) {
    Map<String, Object> rule = new LinkedHashMap<>();
    List<Map<String, Object>> of = rules.computeIfAbsent(group, g -> new ArrayList<>());
    rule.put("SecurityGroupRuleId", "sgr-" + group + "-" + of.size());
    rule.put("Direction", direction);
    rule.put("IpProtocol", protocol);
    rule.put("PortRange", ports);
    rule.put("Policy", "Accept");
    rule.put("Priority", "1");
    rule.put(direction.equals("ingress") ? "SourceCidrIp" : "DestCidrIp", b);
    of.add(rule);
    return rule;
  }

  Map<String, Object> peering(
      String id, String region, String vpc, String acceptingRegion, String acceptingVpc) {
    Map<String, Object> peering = new LinkedHashMap<>();
    peering.put("InstanceId", id);
    peering.put("RegionId", region);
    peering.put("OwnerId", Long.parseLong(account));
    peering.put("Vpc", Map.of("VpcId", vpc, "Ipv4Cidrs", List.of("10.20.0.0/16")));
    peering.put("AcceptingRegionId", acceptingRegion);
    peering.put("AcceptingOwnerUid", Long.parseLong(account));
    peering.put("AcceptingVpc", Map.of("VpcId", acceptingVpc, "Ipv4Cidrs", List.of()));
    peering.put("Status", "Activated");
    peering.put("BizStatus", "Normal");
    peering.put("Bandwidth", -1);
    peerings.add(peering);
    return peering;
  }
}
