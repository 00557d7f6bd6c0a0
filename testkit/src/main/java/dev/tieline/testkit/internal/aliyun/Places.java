package dev.tieline.testkit.internal.aliyun;

import java.util.List;
import java.util.Map;

/** Regions and zones; a zone's name means the same zone in every account. */
final class Places {

  private static final Map<String, String> LETTERS =
      Map.of(
          "cn-hangzhou", "bp1",
          "cn-beijing", "2ze",
          "cn-shanghai", "uf6",
          "cn-shenzhen", "wz9",
          "cn-hongkong", "j6c",
          "ap-southeast-1", "t4n",
          "ap-northeast-1", "6we",
          "eu-central-1", "gw8",
          "us-west-1", "rj9",
          "us-east-1", "0xi");

  private static final Map<String, String> ZONES =
      Map.of(
          "cn-hangzhou", "hijk",
          "cn-beijing", "fghk",
          "cn-shanghai", "fglm",
          "cn-shenzhen", "def");

  private Places() {}

  static void registerVpc(Actions actions) {
    actions.reads("DescribeRegions", "AcceptLanguage ProductType", Places::regions);
    actions.reads("DescribeZones", "RegionId* AcceptLanguage ZoneType", Places::vpcZones);
  }

  static void registerEcs(Actions actions) {
    actions.reads(
        "DescribeRegions", "AcceptLanguage InstanceChargeType ResourceType", Places::regions);
    actions.reads(
        "DescribeZones",
        "RegionId* AcceptLanguage InstanceChargeType SpotStrategy Verbose:bool",
        Places::ecsZones);
  }

  /** Returns the letters with which the ids of a region's objects begin. */
  static String letters(String region) {
    String known = LETTERS.get(region);
    if (known != null) {
      return known;
    }
    int mixed = Math.floorMod(region.hashCode(), 36 * 36 * 36);
    String text = Integer.toString(mixed, 36);
    return "0".repeat(3 - text.length()) + text;
  }

  static List<String> zones(String region) {
    return ZONES
        .getOrDefault(region, "abc")
        .chars()
        .mapToObj(letter -> region + "-" + (char) letter)
        .toList();
  }

  /** Tells whether a region is in the mainland of China; Hong Kong is not. */
  static boolean isMainland(String region) {
    return region.startsWith("cn-") && !region.startsWith("cn-hongkong");
  }

  /** Tells of which partition a region is: the public one, finance or government. */
  static String partition(String region) {
    return region.contains("-finance") ? "finance" : region.contains("-gov") ? "gov" : "public";
  }

  /** Returns a zone of the call's region, or refuses. */
  static String zone(Rpc call, String name) {
    if (!zones(call.region).contains(name)) {
      throw AliyunError.notFound("InvalidZoneId.NotFound", "Specified zone does not exist.");
    }
    return name;
  }

  private static void regions(Rpc call) {
    boolean ecs = call.caller.product() == Product.ECS;
    call.out.wrapped(
        "Regions",
        "Region",
        call.config.regions(),
        (json, region) -> {
          json.put("RegionId", region)
              .put("LocalName", region)
              .put("RegionEndpoint", call.caller.product().host(region));
          if (ecs) {
            json.put("Status", "available");
          }
        });
  }

  private static void vpcZones(Rpc call) {
    call.out.wrapped(
        "Zones",
        "Zone",
        zones(call.region),
        (json, zone) ->
            json.put("ZoneId", zone).put("LocalName", zone).put("ZoneType", "AvailabilityZone"));
  }

  private static void ecsZones(Rpc call) {
    call.out.wrapped(
        "Zones",
        "Zone",
        zones(call.region),
        (json, zone) ->
            json.put("ZoneId", zone)
                .put("LocalName", zone)
                .put("ZoneType", "AvailabilityZone")
                .wrappedTexts(
                    "AvailableResourceCreation",
                    "ResourceTypes",
                    List.of("VSwitch", "Instance", "Disk")));
  }
}
