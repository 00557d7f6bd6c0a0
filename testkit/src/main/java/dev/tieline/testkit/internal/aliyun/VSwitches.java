package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The life of vSwitches. */
final class VSwitches {

  /** The first address of a vSwitch and its last three belong to the cloud. */
  private static final int RESERVED = 4;

  private VSwitches() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateVSwitch",
        "RegionId VpcId* CidrBlock* ZoneId* VSwitchName Description Ipv6CidrBlock:int"
            + " VpcIpv6CidrBlock Tag.N.Key Tag.N.Value ClientToken",
        VSwitches::create);
    actions.writes("DeleteVSwitch", "RegionId VSwitchId* DryRun:bool", VSwitches::delete);
    actions.reads(
        "DescribeVSwitches",
        "RegionId VpcId VSwitchId ZoneId VSwitchName RouteTableId IsDefault:bool EnableIpv6:bool"
            + " ResourceGroupId VSwitchOwnerId:long Tag.N.Key Tag.N.Value PageNumber:int"
            + " PageSize:int DryRun:bool",
        VSwitches::describe);
    actions.reads(
        "DescribeVSwitchAttributes", "RegionId VSwitchId* DryRun:bool", VSwitches::attributes);
  }

  static VSwitch require(Rpc call, String id) {
    VSwitch vswitch = call.find(Kind.VSWITCH, id);
    if (vswitch == null) {
      throw AliyunError.notFound("InvalidVSwitchId.NotFound", "Specified vSwitch does not exist.");
    }
    return vswitch;
  }

  static List<VSwitch> of(Rpc call, Vpc vpc) {
    return call.all(Kind.VSWITCH, vpc.account(), vpc.region()).stream()
        .filter(vswitch -> vswitch.vpcId().equals(vpc.id()))
        .toList();
  }

  private static void create(Rpc call) {
    Vpc vpc = Vpcs.require(call, call.text("VpcId"));
    Vpcs.requireAvailable(call, vpc, "IncorrectVpcStatus");
    String zone = Places.zone(call, call.text("ZoneId"));
    Cidr cidr = Blocks.parse(call.text("CidrBlock"), "InvalidCidrBlock.Malformed");
    if (!cidr.isV4() || cidr.prefixLength() < 16 || cidr.prefixLength() > 29) {
      throw AliyunError.of("InvalidCidrBlock.Malformed", "Specified CIDR block is not valid.");
    }
    if (vpc.blocks().stream().noneMatch(block -> block.contains(cidr))) {
      throw AliyunError.of(
          "InvalidCidrBlock.NotInVpc", "Specified CIDR block is not within those of the VPC.");
    }
    List<VSwitch> siblings = of(call, vpc);
    if (siblings.stream().anyMatch(other -> other.cidr().overlaps(cidr))) {
      throw AliyunError.of(
          "InvalidCidrBlock.Overlapped",
          "Specified CIDR block is overlapped with that of another vSwitch.");
    }
    for (RouteTable table : RouteTables.of(call, vpc)) {
      for (RouteEntry route : Routes.of(call, table.id())) {
        if (cidr.contains(route.destination())) {
          throw AliyunError.of(
              "RouterEntryConflict.Duplicated",
              "The CIDR block conflicts with the route entry " + route.id() + ".");
        }
      }
    }
    if (siblings.size() >= call.quota(AliyunQuota.VSWITCHES_PER_VPC)) {
      throw AliyunError.of("QuotaExceeded.VSwitch", "The quota of vSwitches is exceeded.");
    }
    Cidr ipv6 = ipv6(call, vpc, siblings);
    call.turn(vpc.id(), AliyunDelay.VSWITCH, "TaskConflict");
    String id = call.newId("vsw");
    call.put(
        Kind.VSWITCH,
        new VSwitch(
            id,
            call.account,
            call.region,
            vpc.id(),
            cidr,
            ipv6,
            zone,
            call.text("VSwitchName"),
            call.text("Description"),
            vpc.systemTableId(),
            "",
            call.now,
            call.now,
            null));
    Tags.create(call, id);
    call.out.put("VSwitchId", id);
  }

  /** The parameter is the last eight bits of the vSwitch's /64 within the VPC's /56. */
  private static @Nullable Cidr ipv6(Rpc call, Vpc vpc, List<VSwitch> siblings) {
    Integer number = call.query.number("Ipv6CidrBlock");
    if (number == null) {
      return null;
    }
    if (vpc.ipv6() == null) {
      throw AliyunError.of("OperationDenied.VpcIpv6NotEnabled", "The VPC has no IPv6 CIDR block.");
    }
    if (number < 0 || number > 255) {
      throw AliyunError.invalid("Ipv6CidrBlock");
    }
    Cidr block = vpc.ipv6();
    while (block.prefixLength() < 64) {
      int bit = 63 - block.prefixLength();
      block = block.halves().get((number >> bit) & 1);
    }
    Cidr chosen = block;
    if (siblings.stream().anyMatch(other -> Objects.equals(chosen, other.ipv6()))) {
      throw AliyunError.of(
          "InvalidIpv6CidrBlock.Overlapped", "Specified IPv6 CIDR block is in use.");
    }
    return chosen;
  }

  private static void delete(Rpc call) {
    VSwitch vswitch = require(call, call.text("VSwitchId"));
    if (!vswitch.isAvailable(call.config, call.now)) {
      throw AliyunError.of("IncorrectVSwitchStatus", "The status of the vSwitch is not Available.");
    }
    if (Hosts.enis(call, vswitch.id()).findAny().isPresent()) {
      throw AliyunError.of(
          "DependencyViolation", "The vSwitch has network interfaces and cannot be deleted.");
    }
    if (Routes.changing(call, vswitch.vpcId())) {
      throw AliyunError.of(
          "IncorrectRouteEntryStatus", "A route entry of the VPC is not Available.");
    }
    call.turn(vswitch.vpcId(), AliyunDelay.VSWITCH, "TaskConflict");
    call.put(Kind.VSWITCH, vswitch.deleted(call.now));
    call.untag(call.account, vswitch.id());
  }

  private static void describe(Rpc call) {
    String id = call.text("VSwitchId");
    String vpc = call.text("VpcId");
    String zone = call.text("ZoneId");
    String name = call.text("VSwitchName");
    String table = call.text("RouteTableId");
    String owner = call.text("VSwitchOwnerId");
    boolean onlyDefault = call.query.flag("IsDefault", false);
    boolean onlyIpv6 = call.query.flag("EnableIpv6", false);
    List<String> ids = id.isEmpty() ? List.of() : List.of(id.split(","));
    List<VSwitch> found =
        call.all(Kind.VSWITCH).stream()
            .filter(one -> ids.isEmpty() || ids.contains(one.id()))
            .filter(one -> vpc.isEmpty() || one.vpcId().equals(vpc))
            .filter(one -> zone.isEmpty() || one.zone().equals(zone))
            .filter(one -> name.isEmpty() || one.name().equals(name))
            .filter(one -> table.isEmpty() || one.tableId().equals(table))
            .filter(one -> owner.isEmpty() || one.account().equals(owner))
            .filter(one -> !onlyDefault) // the fake makes no default vSwitch
            .filter(one -> !onlyIpv6 || one.ipv6() != null)
            .filter(one -> Tags.match(call, one.id(), "Tag"))
            .toList();
    call.out.wrapped(
        "VSwitches",
        "VSwitch",
        Pages.numbered(call, found, 50),
        (json, vswitch) -> write(call, json, vswitch));
  }

  private static void attributes(Rpc call) {
    write(call, call.out, require(call, call.text("VSwitchId")));
  }

  private static void write(Rpc call, Json json, VSwitch vswitch) {
    RouteTable table = call.find(Kind.TABLE, vswitch.tableId());
    json.put("VSwitchId", vswitch.id())
        .put("VpcId", vswitch.vpcId())
        .put("ZoneId", vswitch.zone())
        .put("CidrBlock", vswitch.cidr().toString())
        .put("EnabledIpv6", vswitch.ipv6() != null)
        .put("Ipv6CidrBlock", vswitch.ipv6() == null ? "" : vswitch.ipv6().toString())
        .put("VSwitchName", vswitch.name())
        .put("Description", vswitch.description())
        .put("Status", vswitch.isAvailable(call.config, call.now) ? "Available" : "Pending")
        .put("AvailableIpAddressCount", free(call, vswitch))
        .put("CreationTime", Times.iso(vswitch.createdAt()))
        .put("IsDefault", false)
        .put("ShareType", "")
        .put("NetworkAclId", vswitch.aclId())
        .put("ResourceGroupId", "")
        .account("OwnerId", vswitch.account())
        .nest(
            "RouteTable",
            item ->
                item.put("RouteTableId", vswitch.tableId())
                    .put("RouteTableType", table != null && table.system() ? "System" : "Custom"));
    Tags.write(call, json, vswitch.id());
  }

  /** Returns how many addresses are free. */
  static long free(Rpc call, VSwitch vswitch) {
    return vswitch.cidr().size().longValueExact()
        - RESERVED
        - Hosts.enis(call, vswitch.id()).count();
  }

  /** Returns the wished address, or the first that is free; refuses when there is none. */
  static Ip address(Rpc call, VSwitch vswitch, String wished, String code) {
    List<Ip> taken = Hosts.enis(call, vswitch.id()).map(Eni::ip).toList();
    long last = vswitch.cidr().size().longValueExact() - RESERVED;
    for (long n = 1; n <= last; n++) {
      Ip ip = vswitch.cidr().host(n);
      if (!taken.contains(ip) && (wished.isEmpty() || ip.toString().equals(wished))) {
        return ip;
      }
    }
    throw AliyunError.of(code, "The vSwitch " + vswitch.id() + " has no such free IP address.");
  }
}
