package dev.tieline.testkit.internal.aws;

import java.util.ArrayList;
import java.util.List;

/** Regions, zones, and what an account has in every region without asking. */
final class Places {

  /** A zone as one account sees it: the letters differ between accounts, the ids do not. */
  record Zone(String name, String id) {}

  private record Attribute(String name, List<String> values) {}

  private Places() {}

  static void register(Actions actions) {
    actions.reads("DescribeRegions", Places::regions);
    actions.reads("DescribeAvailabilityZones", Places::describeZones);
    actions.reads("DescribeAccountAttributes", Places::attributes);
  }

  static List<Zone> zones(Ec2Call call) {
    return zones(call.account, call.region, call.config.seed());
  }

  /** Tokyo has four zones, other regions have three; the account turns the letters round. */
  static List<Zone> zones(String account, String region, long seed) {
    int count = region.equals("ap-northeast-1") ? 4 : 3;
    int turn = Math.floorMod((account + region + seed).hashCode(), count);
    List<Zone> zones = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      zones.add(
          new Zone(
              region + (char) ('a' + i), shortName(region) + "-az" + (1 + (i + turn) % count)));
    }
    return zones;
  }

  /** Shortens as the cloud's zone ids do: {@code ap-northeast-1} to {@code apne1}. */
  static String shortName(String region) {
    StringBuilder name = new StringBuilder();
    String[] parts = region.split("-");
    name.append(parts[0]);
    for (int i = 1; i < parts.length - 1; i++) {
      name.append(
          switch (parts[i]) {
            case "northeast" -> "ne";
            case "northwest" -> "nw";
            case "southeast" -> "se";
            case "southwest" -> "sw";
            default -> parts[i].substring(0, 1);
          });
    }
    return name.append(parts[parts.length - 1]).toString();
  }

  private static void regions(Ec2Call call) {
    call.query.ignores("AllRegions");
    List<String> wanted = call.query.list("RegionName");
    for (String name : wanted) {
      if (!call.config.regions().contains(name)) {
        throw AwsError.of("InvalidParameterValue", "Invalid region name: '" + name + "'");
      }
    }
    List<String> shown =
        call.config.regions().stream()
            .filter(name -> wanted.isEmpty() || wanted.contains(name))
            .sorted()
            .toList();
    Listing.plain(call, shown, name -> name)
        .filter("region-name", name -> name)
        .filter("endpoint", Places::endpoint)
        .filter("opt-in-status", name -> "opt-in-not-required")
        .write(
            "regionInfo",
            5,
            1000,
            (item, name) ->
                item.add("regionName", name)
                    .add("regionEndpoint", endpoint(name))
                    .add("optInStatus", "opt-in-not-required"));
  }

  private static String endpoint(String region) {
    return "ec2." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : "");
  }

  private static void describeZones(Ec2Call call) {
    call.query.ignores("AllAvailabilityZones");
    List<String> names = call.query.list("ZoneName");
    List<String> ids = call.query.list("ZoneId");
    List<Zone> zones = zones(call);
    for (String name : names) {
      zone(call, name);
    }
    for (String id : ids) {
      if (zones.stream().noneMatch(zone -> zone.id().equals(id))) {
        throw AwsError.of("InvalidParameterValue", "Invalid availability zone-id: [" + id + "]");
      }
    }
    List<Zone> shown =
        zones.stream()
            .filter(zone -> names.isEmpty() || names.contains(zone.name()))
            .filter(zone -> ids.isEmpty() || ids.contains(zone.id()))
            .toList();
    Listing.plain(call, shown, Zone::name)
        .filter("zone-name", Zone::name)
        .filter("zone-id", Zone::id)
        .filter("region-name", zone -> call.region)
        .filter("group-name", zone -> call.region)
        .filter("state", zone -> "available")
        .filter("zone-type", zone -> "availability-zone")
        .filter("opt-in-status", zone -> "opt-in-not-required")
        .absent("group-long-name", "message", "parent-zone-id", "parent-zone-name")
        .write(
            "availabilityZoneInfo",
            5,
            1000,
            (item, zone) ->
                item.add("optInStatus", "opt-in-not-required")
                    .add("groupName", call.region)
                    .add("networkBorderGroup", call.region)
                    .add("regionName", call.region)
                    .add("zoneId", zone.id())
                    .add("zoneName", zone.name())
                    .add("zoneState", "available")
                    .add("zoneType", "availability-zone")
                    .nest("messageSet", messages -> {}));
  }

  /** Returns the zone with a name, or refuses it as the cloud does. */
  static Zone zone(Ec2Call call, String name) {
    return zones(call).stream()
        .filter(zone -> zone.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                AwsError.invalid(
                    "availabilityZone",
                    name,
                    "Subnets can currently only be created in the following availability zones: "
                        + String.join(", ", zones(call).stream().map(Zone::name).toList())
                        + "."));
  }

  private static void attributes(Ec2Call call) {
    List<String> names = call.query.list("AttributeName");
    List<String> defaults =
        call.all(Kind.VPC).stream().filter(Vpc::isDefault).map(Vpc::id).toList();
    List<Attribute> attributes =
        List.of(
            new Attribute("supported-platforms", List.of("VPC")),
            new Attribute("default-vpc", defaults.isEmpty() ? List.of("none") : defaults),
            new Attribute("max-instances", List.of("20")),
            new Attribute("vpc-max-security-groups-per-interface", List.of("5")),
            new Attribute("max-elastic-ips", List.of("5")),
            new Attribute("vpc-max-elastic-ips", List.of("5")));
    for (String name : names) {
      if (attributes.stream().noneMatch(attribute -> attribute.name().equals(name))) {
        throw AwsError.invalid("attributeName", name, "The attribute does not exist.");
      }
    }
    call.out.items(
        "accountAttributeSet",
        attributes.stream()
            .filter(attribute -> names.isEmpty() || names.contains(attribute.name()))
            .toList(),
        (item, attribute) ->
            item.add("attributeName", attribute.name())
                .items(
                    "attributeValueSet",
                    attribute.values(),
                    (entry, value) -> entry.add("attributeValue", value)));
  }
}
