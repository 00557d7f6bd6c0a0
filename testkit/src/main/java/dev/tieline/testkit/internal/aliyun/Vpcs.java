package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;

/** The life of VPCs. */
final class Vpcs {

  private static final int MOST_USER_CIDRS = 3;

  private Vpcs() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateVpc",
        "RegionId* CidrBlock VpcName Description UserCidr EnableIpv6:bool Ipv6CidrBlock Ipv6Isp"
            + " ResourceGroupId Tag.N.Key Tag.N.Value ClientToken DryRun:bool",
        Vpcs::create);
    actions.writes(
        "DeleteVpc", "RegionId VpcId* ForceDelete:bool ClientToken DryRun:bool", Vpcs::delete);
    actions.reads(
        "DescribeVpcs",
        "RegionId* VpcId VpcName IsDefault:bool EnableIpv6:bool ResourceGroupId VpcOwnerId:long"
            + " Tag.N.Key Tag.N.Value PageNumber:int PageSize:int DryRun:bool",
        Vpcs::describe);
    actions.reads(
        "DescribeVpcAttribute", "RegionId* VpcId* IsDefault:bool DryRun:bool", Vpcs::attribute);
  }

  static Vpc require(Rpc call, String id) {
    Vpc vpc = call.find(Kind.VPC, id);
    if (vpc == null) {
      throw AliyunError.notFound("InvalidVpcId.NotFound", "Specified VPC does not exist.");
    }
    return vpc;
  }

  static void requireAvailable(Rpc call, Vpc vpc, String code) {
    if (!vpc.isAvailable(call.config, call.now)) {
      throw AliyunError.of(code, "The status of the VPC " + vpc.id() + " is not Available.");
    }
  }

  private static void create(Rpc call) {
    Cidr cidr = Blocks.network(call.query.get("CidrBlock", "172.16.0.0/12"));
    List<Cidr> userCidrs = userCidrs(call.text("UserCidr"));
    if (call.all(Kind.VPC).size() >= call.quota(AliyunQuota.VPCS_PER_REGION)) {
      throw AliyunError.of("QuotaExceeded.Vpc", "The quota of VPCs is exceeded.");
    }
    String ipv6 = call.text("Ipv6CidrBlock");
    boolean wantsIpv6 = call.query.flag("EnableIpv6", false) || !ipv6.isEmpty();
    String id = call.newId("vpc");
    Vpc vpc =
        new Vpc(
            id,
            call.account,
            call.region,
            cidr,
            call.text("VpcName"),
            call.text("Description"),
            PersistentMap.empty(),
            userCidrs,
            !wantsIpv6
                ? null
                : ipv6.isEmpty()
                    ? Blocks.freshIpv6(call)
                    : Blocks.parse(ipv6, "InvalidIPv6CidrBlock.Malformed"),
            call.newId("vrt"),
            call.newId("vtb"),
            call.now,
            call.now);
    call.put(Kind.VPC, vpc);
    call.put(
        Kind.TABLE,
        new RouteTable(
            vpc.systemTableId(), call.account, call.region, id, true, "", "", call.now, call.now));
    Tags.create(call, id);
    call.out
        .put("VpcId", id)
        .put("VRouterId", vpc.routerId())
        .put("RouteTableId", vpc.systemTableId())
        .put("ResourceGroupId", "");
  }

  private static List<Cidr> userCidrs(String text) {
    List<Cidr> blocks = new ArrayList<>();
    for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      blocks.add(Blocks.parse(one.strip(), "InvalidUserCidr.Malformed"));
    }
    if (blocks.size() > MOST_USER_CIDRS) {
      throw AliyunError.invalid("UserCidr");
    }
    return List.copyOf(blocks);
  }

  private static void delete(Rpc call) {
    Vpc vpc = require(call, call.text("VpcId"));
    requireAvailable(call, vpc, "IncorrectVpcStatus");
    refuseIf(!VSwitches.of(call, vpc).isEmpty(), "VSwitch", vpc);
    refuseIf(
        RouteTables.of(call, vpc).stream().anyMatch(table -> !table.system()), "RouteTable", vpc);
    refuseIf(
        call.all(Kind.GROUP).stream().anyMatch(group -> group.vpcId().equals(vpc.id())),
        "SecurityGroup",
        vpc);
    refuseIf(
        call.all(Kind.ACL).stream().anyMatch(acl -> acl.vpcId().equals(vpc.id())),
        "NetworkAcl",
        vpc);
    refuseIf(!Peerings.of(call, vpc.id()).isEmpty(), "VpcPeer", vpc);
    Routes.of(call, vpc.systemTableId()).forEach(route -> call.remove(Kind.ROUTE, route));
    RouteTables.of(call, vpc).forEach(table -> call.remove(Kind.TABLE, table));
    call.remove(Kind.VPC, vpc);
  }

  private static void refuseIf(boolean depends, String what, Vpc vpc) {
    if (depends) {
      throw AliyunError.of(
          "DependencyViolation." + what,
          "The VPC " + vpc.id() + " has a " + what + " and cannot be deleted.");
    }
  }

  private static void describe(Rpc call) {
    List<String> ids =
        call.text("VpcId").isEmpty() ? List.of() : List.of(call.text("VpcId").split(","));
    String name = call.text("VpcName");
    boolean onlyIpv6 = call.query.flag("EnableIpv6", false);
    boolean onlyDefault = call.query.flag("IsDefault", false);
    String owner = call.text("VpcOwnerId");
    List<Vpc> vpcs =
        call.all(Kind.VPC).stream()
            .filter(vpc -> ids.isEmpty() || ids.contains(vpc.id()))
            .filter(vpc -> name.isEmpty() || vpc.name().equals(name))
            .filter(vpc -> !onlyIpv6 || vpc.ipv6() != null)
            .filter(vpc -> !onlyDefault) // the fake makes no default VPC
            .filter(vpc -> owner.isEmpty() || vpc.account().equals(owner))
            .filter(vpc -> Tags.match(call, vpc.id(), "Tag"))
            .toList();
    call.out.wrapped(
        "Vpcs",
        "Vpc",
        Pages.numbered(call, vpcs, 50),
        (json, vpc) -> {
          write(call, json, vpc);
          json.put("CenStatus", "Detached")
              .wrappedTexts(
                  "RouterTableIds",
                  "RouterTableIds",
                  RouteTables.of(call, vpc).stream().map(RouteTable::id).toList())
              .wrappedTexts("NatGatewayIds", "NatGatewayIds", List.of());
        });
  }

  private static void attribute(Rpc call) {
    Vpc vpc = require(call, call.text("VpcId"));
    write(call, call.out, vpc);
    call.out
        .put("ClassicLinkEnabled", false)
        .put("SupportIpv4Gateway", true)
        .wrapped("AssociatedCens", "AssociatedCen", List.<String>of(), (json, none) -> {})
        .wrapped(
            "CloudResources",
            "CloudResourceSetType",
            List.of("VRouter", "VSwitch", "RouteTable"),
            (json, type) ->
                json.put("ResourceType", type)
                    .put(
                        "ResourceCount",
                        type.equals("VRouter")
                            ? 1
                            : type.equals("VSwitch")
                                ? VSwitches.of(call, vpc).size()
                                : RouteTables.of(call, vpc).size()));
  }

  private static void write(Rpc call, Json json, Vpc vpc) {
    json.put("VpcId", vpc.id())
        .put("RegionId", vpc.region())
        .account("OwnerId", vpc.account())
        .put("VpcName", vpc.name())
        .put("Description", vpc.description())
        .put("CidrBlock", vpc.cidr().toString())
        .put("Status", vpc.status(call.config, call.now))
        .put("CreationTime", Times.iso(vpc.createdAt()))
        .put("IsDefault", false)
        .put("VRouterId", vpc.routerId())
        .put("ResourceGroupId", "")
        .put("DhcpOptionsSetId", "")
        .put("DhcpOptionsSetStatus", "")
        .put("DnsHostnameStatus", "DISABLED")
        .put("EnabledIpv6", vpc.ipv6() != null)
        .put("Ipv6CidrBlock", vpc.ipv6() == null ? "" : vpc.ipv6().toString())
        .wrapped(
            "Ipv6CidrBlocks",
            "Ipv6CidrBlock",
            vpc.ipv6() == null ? List.<Cidr>of() : List.of(vpc.ipv6()),
            (item, block) -> item.put("Ipv6CidrBlock", block.toString()).put("Ipv6Isp", "BGP"))
        .wrappedTexts(
            "SecondaryCidrBlocks",
            "SecondaryCidrBlock",
            vpc.secondary().keys().stream().map(Cidr::toString).toList())
        .wrappedTexts(
            "UserCidrs", "UserCidr", vpc.userCidrs().stream().map(Cidr::toString).toList())
        .wrappedTexts(
            "VSwitchIds", "VSwitchId", VSwitches.of(call, vpc).stream().map(VSwitch::id).toList());
    Tags.write(call, json, vpc.id());
  }
}
