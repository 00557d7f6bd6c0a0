package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.internal.Times;
import java.util.List;

/** Route tables and which vSwitches they serve. */
final class RouteTables {

  private RouteTables() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateRouteTable",
        "RegionId* VpcId* RouteTableName Description AssociateType Tag.N.Key Tag.N.Value"
            + " ClientToken",
        RouteTables::create);
    actions.writes("DeleteRouteTable", "RegionId* RouteTableId*", RouteTables::delete);
    actions.writes(
        "AssociateRouteTable",
        "RegionId* RouteTableId* VSwitchId* ClientToken",
        RouteTables::associate);
    actions.writes(
        "UnassociateRouteTable",
        "RegionId* RouteTableId* VSwitchId* ClientToken",
        RouteTables::unassociate);
    actions.reads(
        "DescribeRouteTableList",
        "RegionId* VpcId RouteTableId RouteTableName RouteTableType RouterId RouterType"
            + " ResourceGroupId Tag.N.Key Tag.N.Value PageNumber:int PageSize:int",
        RouteTables::list);
    actions.reads(
        "DescribeRouteTables",
        "RegionId RouteTableId RouteTableName RouterId RouterType VRouterId Type ResourceGroupId"
            + " PageNumber:int PageSize:int",
        RouteTables::describe);
  }

  static RouteTable require(Rpc call, String id) {
    RouteTable table = call.find(Kind.TABLE, id);
    if (table == null) {
      throw AliyunError.notFound(
          "InvalidRouteTableId.NotFound", "Specified route table does not exist.");
    }
    return table;
  }

  static List<RouteTable> of(Rpc call, Vpc vpc) {
    return call.all(Kind.TABLE, vpc.account(), vpc.region()).stream()
        .filter(table -> table.vpcId().equals(vpc.id()))
        .toList();
  }

  private static List<VSwitch> served(Rpc call, RouteTable table) {
    return call.all(Kind.VSWITCH).stream()
        .filter(vswitch -> vswitch.tableId().equals(table.id()))
        .toList();
  }

  static void requireAvailable(Rpc call, RouteTable table) {
    if (!table.isAvailable(call.config, call.now)) {
      throw AliyunError.of(
          "IncorrectStatus.RouteTableStatus", "The status of the route table is not Available.");
    }
  }

  private static void create(Rpc call) {
    Vpc vpc = Vpcs.require(call, call.text("VpcId"));
    Vpcs.requireAvailable(call, vpc, "IncorrectVpcStatus");
    if (!call.query.get("AssociateType", "VSwitch").equals("VSwitch")) {
      throw AliyunError.invalid("AssociateType"); // the fake has no gateways
    }
    long custom = of(call, vpc).stream().filter(table -> !table.system()).count();
    if (custom >= call.quota(AliyunQuota.CUSTOM_TABLES_PER_VPC)) {
      throw AliyunError.of("QuotaExceeded.RouteTable", "The quota of route tables is exceeded.");
    }
    String id = call.newId("vtb");
    call.put(
        Kind.TABLE,
        new RouteTable(
            id,
            call.account,
            call.region,
            vpc.id(),
            false,
            call.text("RouteTableName"),
            call.text("Description"),
            call.now,
            call.now));
    Tags.create(call, id);
    call.out.put("RouteTableId", id);
  }

  private static void delete(Rpc call) {
    RouteTable table = require(call, call.text("RouteTableId"));
    if (table.system()) {
      throw AliyunError.of(
          "OperationDenied.SystemRouteTable", "The system route table cannot be deleted.");
    }
    requireAvailable(call, table);
    if (!served(call, table).isEmpty()) {
      throw AliyunError.of(
          "DependencyViolation.VSwitch", "The route table is associated with a vSwitch.");
    }
    if (!Routes.of(call, table.id()).isEmpty()) {
      throw AliyunError.of(
          "DependencyViolation.RouteEntry", "The route table has custom route entries.");
    }
    call.remove(Kind.TABLE, table);
  }

  private static void associate(Rpc call) {
    RouteTable table = require(call, call.text("RouteTableId"));
    VSwitch vswitch = VSwitches.require(call, call.text("VSwitchId"));
    if (!vswitch.vpcId().equals(table.vpcId())) {
      throw AliyunError.of(
          "OperationFailed.VpcMismatch", "The vSwitch and the route table are of different VPCs.");
    }
    if (table.system()) {
      throw AliyunError.of(
          "OperationDenied.SystemRouteTable", "The system route table cannot be associated.");
    }
    RouteTable present = require(call, vswitch.tableId());
    if (!present.system()) {
      throw AliyunError.of(
          "OperationDenied.VSwitchAssociated",
          "The vSwitch is associated with the route table " + present.id() + ".");
    }
    change(call, table, vswitch, table.id());
  }

  private static void unassociate(Rpc call) {
    RouteTable table = require(call, call.text("RouteTableId"));
    VSwitch vswitch = VSwitches.require(call, call.text("VSwitchId"));
    if (table.system() || !vswitch.tableId().equals(table.id())) {
      throw AliyunError.of(
          "OperationDenied.NotAssociated", "The vSwitch is not associated with the route table.");
    }
    change(call, table, vswitch, Vpcs.require(call, vswitch.vpcId()).systemTableId());
  }

  private static void change(Rpc call, RouteTable table, VSwitch vswitch, String to) {
    requireAvailable(call, table);
    if (!vswitch.isAvailable(call.config, call.now)) {
      throw AliyunError.of("IncorrectVSwitchStatus", "The status of the vSwitch is not Available.");
    }
    call.turn(table.vpcId(), AliyunDelay.VSWITCH, "TaskConflict");
    call.put(Kind.TABLE, table.changed(call.now));
    call.put(Kind.VSWITCH, vswitch.withTable(to, call.now));
  }

  private static List<RouteTable> asked(Rpc call, String type) {
    String id = call.text("RouteTableId");
    String name = call.text("RouteTableName");
    String router = call.text("RouterId");
    return call.all(Kind.TABLE).stream()
        .filter(table -> id.isEmpty() || table.id().equals(id))
        .filter(table -> name.isEmpty() || table.name().equals(name))
        .filter(table -> type.isEmpty() || table.type().equalsIgnoreCase(type))
        .filter(table -> router.isEmpty() || router(call, table).equals(router))
        .filter(table -> call.query.get("RouterType", "VRouter").equals("VRouter"))
        .toList();
  }

  private static String router(Rpc call, RouteTable table) {
    Vpc vpc = call.find(Kind.VPC, table.vpcId());
    return vpc == null ? "" : vpc.routerId();
  }

  private static void list(Rpc call) {
    String vpc = call.text("VpcId");
    List<RouteTable> tables =
        asked(call, call.text("RouteTableType")).stream()
            .filter(table -> vpc.isEmpty() || table.vpcId().equals(vpc))
            .filter(table -> Tags.match(call, table.id(), "Tag"))
            .toList();
    call.out.wrapped(
        "RouterTableList",
        "RouterTableListType",
        Pages.numbered(call, tables, 50),
        (json, table) -> {
          json.put("RouteTableId", table.id())
              .put("VpcId", table.vpcId())
              .put("RouterId", router(call, table))
              .put("RouterType", "VRouter")
              .put("RouteTableType", table.type())
              .put("RouteTableName", table.name())
              .put("Description", table.description())
              .put("AssociateType", "VSwitch")
              .put("RoutePropagationEnable", true)
              .put("Status", status(call, table))
              .put("CreationTime", Times.iso(table.createdAt()))
              .put("ResourceGroupId", "")
              .account("OwnerId", table.account())
              .wrappedTexts(
                  "VSwitchIds", "VSwitchId", served(call, table).stream().map(VSwitch::id).toList())
              .wrappedTexts("GatewayIds", "GatewayIds", List.of());
          Tags.write(call, json, table.id());
        });
  }

  private static String status(Rpc call, RouteTable table) {
    return table.isAvailable(call.config, call.now) ? "Available" : "Pending";
  }

  private static void describe(Rpc call) {
    String router = call.text("VRouterId");
    List<RouteTable> tables =
        asked(call, call.text("Type")).stream()
            .filter(table -> router.isEmpty() || router(call, table).equals(router))
            .toList();
    call.out.wrapped(
        "RouteTables",
        "RouteTable",
        Pages.numbered(call, tables, 50),
        (json, table) ->
            json.put("RouteTableId", table.id())
                .put("RouteTableType", table.type())
                .put("VRouterId", router(call, table))
                .put("Status", status(call, table))
                .put("CreationTime", Times.iso(table.createdAt()))
                .put("ResourceGroupId", "")
                .wrappedTexts(
                    "VSwitchIds",
                    "VSwitchId",
                    served(call, table).stream().map(VSwitch::id).toList())
                .wrapped(
                    "RouteEntrys",
                    "RouteEntry",
                    Routes.withSystem(call, table),
                    (item, route) -> Routes.writeOld(call, item, route)));
  }
}
