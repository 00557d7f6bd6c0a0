package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Route entries. The cloud works on the routes of a VPC one after another: while an entry comes,
 * changes or goes, every other such call for the VPC is refused with {@code TaskConflict}.
 */
final class Routes {

  private static final Cidr SERVICE_RANGE = Cidr.parse("100.64.0.0/10");
  private static final int MOST_AT_ONCE = 50;

  /** Next hops that the cloud knows and the fake has none of, beside those it has. */
  private static final List<String> OTHER_HOPS =
      List.of(
          "HaVip",
          "VpnGateway",
          "NatGateway",
          "RouterInterface",
          "Attachment",
          "IPv6Gateway",
          "Ipv4Gateway",
          "Ecr",
          "GatewayEndpoint",
          "GatewayLoadBalancerEndpoint");

  private Routes() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateRouteEntry",
        "RegionId RouteTableId* DestinationCidrBlock* NextHopType NextHopId RouteEntryName"
            + " Description ClientToken DryRun:bool",
        Routes::create);
    actions.writes(
        "CreateRouteEntries",
        "RegionId* RouteEntries.N.RouteTableId** RouteEntries.N.DstCidrBlock*"
            + " RouteEntries.N.NextHop* RouteEntries.N.NextHopType* RouteEntries.N.Name"
            + " RouteEntries.N.Description RouteEntries.N.IpVersion:int DryRun:bool",
        Routes::createMany);
    actions.writes(
        "DeleteRouteEntry",
        "RegionId RouteEntryId RouteTableId DestinationCidrBlock NextHopId DryRun:bool",
        Routes::delete);
    actions.writes(
        "DeleteRouteEntries",
        "RegionId* RouteEntries.N.RouteTableId* RouteEntries.N.RouteEntryId"
            + " RouteEntries.N.DstCidrBlock RouteEntries.N.NextHop DryRun:bool",
        Routes::deleteMany);
    actions.writes(
        "ModifyRouteEntry",
        "RegionId* RouteEntryId RouteTableId DestinationCidrBlock RouteEntryName Description"
            + " NewNextHopId NewNextHopType DryRun:bool",
        Routes::modify);
    actions.reads(
        "DescribeRouteEntryList",
        "RegionId* RouteTableId* RouteEntryId DestinationCidrBlock DestCidrBlockList.N IpVersion"
            + " NextHopId NextHopType RouteEntryName RouteEntryType ServiceType MaxResult:int"
            + " NextToken",
        Routes::describe);
  }

  /** Returns the custom entries of a table. */
  static List<RouteEntry> of(Rpc call, String tableId) {
    return call.all(Kind.ROUTE).stream().filter(route -> route.tableId().equals(tableId)).toList();
  }

  /** Returns the entries that lead to a next hop, in any account and region. */
  static List<RouteEntry> to(Rpc call, String hopId) {
    return call.everywhere(Kind.ROUTE).stream()
        .filter(route -> route.hopId().equals(hopId))
        .toList();
  }

  /** Tells whether an entry of a VPC is on its way. */
  static boolean changing(Rpc call, String vpcId) {
    return call.all(Kind.ROUTE).stream()
        .anyMatch(
            route -> route.vpcId().equals(vpcId) && !route.isAvailable(call.config, call.now));
  }

  /** Returns the entries of a table with those of the system: one for each vSwitch and a range. */
  static List<RouteEntry> withSystem(Rpc call, RouteTable table) {
    List<RouteEntry> all = new ArrayList<>(of(call, table.id()));
    Vpc vpc = call.find(Kind.VPC, table.vpcId());
    if (vpc != null) {
      for (VSwitch vswitch : VSwitches.of(call, vpc)) {
        all.add(system(table, vswitch.cidr(), RouteEntry.LOCAL));
        if (vswitch.ipv6() != null) {
          all.add(system(table, vswitch.ipv6(), RouteEntry.LOCAL));
        }
      }
    }
    all.add(system(table, SERVICE_RANGE, RouteEntry.SERVICE));
    return all;
  }

  private static RouteEntry system(RouteTable table, Cidr destination, String type) {
    return new RouteEntry(
        "rte-"
            + table.id().substring("vtb-".length())
            + "-"
            + Integer.toHexString(destination.hashCode()),
        table.account(),
        table.region(),
        table.id(),
        table.vpcId(),
        destination,
        type,
        "",
        "",
        "",
        table.createdAt(),
        table.createdAt(),
        null);
  }

  /** What an entry is to be, however it was asked for. */
  private record Wish(
      RouteTable table,
      Cidr destination,
      String hopType,
      String hopId,
      String name,
      String description) {}

  private static void create(Rpc call) {
    RouteTable table = RouteTables.require(call, call.text("RouteTableId"));
    Wish wish =
        new Wish(
            table,
            destination(call.text("DestinationCidrBlock")),
            call.query.get("NextHopType", "Instance"),
            call.query.require("NextHopId"),
            call.text("RouteEntryName"),
            call.text("Description"));
    check(call, wish);
    call.turn(table.vpcId(), AliyunDelay.ROUTE, "TaskConflict");
    call.out.put("RouteEntryId", store(call, wish));
  }

  private static String store(Rpc call, Wish wish) {
    String id = call.newId("rte");
    call.put(
        Kind.ROUTE,
        new RouteEntry(
            id,
            call.account,
            call.region,
            wish.table().id(),
            wish.table().vpcId(),
            wish.destination(),
            wish.hopType(),
            wish.hopId(),
            wish.name(),
            wish.description(),
            call.now,
            call.now,
            null));
    return id;
  }

  /** Reads a destination; an address alone means itself. */
  private static Cidr destination(String text) {
    String block = text.contains("/") ? text : text + (text.contains(":") ? "/128" : "/32");
    return Blocks.parse(block, "InvalidDestinationCidrBlock");
  }

  private static void check(Rpc call, Wish wish) {
    RouteTables.requireAvailable(call, wish.table());
    Vpc vpc = Vpcs.require(call, wish.table().vpcId());
    Vpcs.requireAvailable(call, vpc, "IncorrectVpcStatus");
    checkDestination(call, wish, vpc);
    List<RouteEntry> present = // one that was learned hinders none that is made
        of(call, wish.table().id()).stream().filter(route -> !route.isLearned()).toList();
    for (RouteEntry other : present) {
      if (other.destination().equals(wish.destination())) {
        throw other.hopId().equals(wish.hopId())
            ? AliyunError.of("RouteConflict.AlreadyExist", "The route entry already exists.")
            : AliyunError.of(
                "RouterEntryConflict.Duplicated",
                "The route table has an entry for " + wish.destination() + " already.");
      }
    }
    checkHop(call, wish.hopType(), wish.hopId(), vpc, wish.destination());
    if (present.size() >= call.quota(AliyunQuota.ROUTES_PER_TABLE)) {
      throw AliyunError.of("QuotaExceeded.RouteEntry", "The quota of route entries is exceeded.");
    }
  }

  private static void checkDestination(Rpc call, Wish wish, Vpc vpc) {
    Cidr destination = wish.destination();
    boolean inService = SERVICE_RANGE.contains(destination);
    if (destination.equals(SERVICE_RANGE)
        || (inService && !call.is(AliyunSwitch.SERVICE_RANGE_ROUTED))) {
      throw AliyunError.of(
          "InvalidDestinationCidrBlock", "The destination is of the range of cloud services.");
    }
    for (VSwitch vswitch : VSwitches.of(call, vpc)) {
      if (vswitch.cidr().contains(destination)) {
        throw AliyunError.of(
            "InvalidDestinationCidrBlock",
            "The destination is within the CIDR block of the vSwitch " + vswitch.id() + ".");
      }
      if (vswitch.ipv6() != null && vswitch.ipv6().overlaps(destination)) {
        throw AliyunError.of(
            "OperationUnsupported.DestinationCidrBlockOverlapWithVSwitch",
            "The destination overlaps the CIDR block of the vSwitch " + vswitch.id() + ".");
      }
    }
    if (destination.isV6()) {
      if (vpc.ipv6() == null) {
        throw AliyunError.of(
            "OperationDenied.VpcIpv6NotEnabled", "The VPC has no IPv6 CIDR block.");
      }
      if (!wish.table().system() && !call.is(AliyunSwitch.IPV6_ON_CUSTOM_TABLE)) {
        throw AliyunError.of(
            "OperationDenied.Ipv6EntryOnCustomTable",
            "An IPv6 route entry cannot be in a custom route table.");
      }
    }
  }

  private static void checkHop(Rpc call, String type, String id, Vpc vpc, Cidr destination) {
    switch (type) {
      case "VpcPeer" -> checkPeer(call, id, vpc, destination);
      case "Instance" -> {
        Instance instance = call.find(Kind.INSTANCE, id);
        checkFound(instance != null && instance.vpcId().equals(vpc.id()), id);
      }
      case "NetworkInterface" -> {
        Eni eni = call.find(Kind.ENI, id);
        checkFound(eni != null && eni.vpcId().equals(vpc.id()), id);
      }
      default -> {
        if (!OTHER_HOPS.contains(type)) {
          throw AliyunError.of("InvalidNextHopType", "Specified next hop type is not valid.");
        }
        checkFound(false, id);
      }
    }
  }

  private static void checkFound(boolean found, String id) {
    if (!found) {
      throw AliyunError.notFound(
          "InvalidNextHopId.NotFound", "Specified next hop " + id + " does not exist.");
    }
  }

  private static void checkPeer(Rpc call, String id, Vpc vpc, Cidr destination) {
    Peering peering = Peerings.visible(call, id);
    if (peering == null || peering.endOf(vpc.id()) == null) {
      throw AliyunError.of(
          "ResourceNotFound.VpcPeer", "The specified VPC peering connection does not exist.");
    }
    if (!peering.isUsable(call.config, call.now)) {
      throw AliyunError.of(
          "IncorrectStatus.VpcPeer", "The status of the VPC peering connection is not correct.");
    }
    Peering.End other = peering.other(vpc.id());
    Vpc there = call.find(Kind.VPC, other.account(), other.region(), other.vpcId());
    if (destination.isV6() && (there == null || there.ipv6() == null)) {
      throw AliyunError.of("UnsupportedFeature.VpcPeerIpv6", "The peer VPC does not support IPv6.");
    }
  }

  private static void createMany(Rpc call) {
    List<Query> wanted = call.query.structures("RouteEntries");
    if (wanted.size() > MOST_AT_ONCE) {
      throw AliyunError.invalid("RouteEntries");
    }
    List<String> made = new ArrayList<>();
    List<Failed> failed = new ArrayList<>();
    List<String> vpcs = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (Query one : wanted) {
      RouteTable table = RouteTables.require(call, one.require("RouteTableId"));
      takeTurn(call, table.vpcId(), vpcs);
      wishes.add(
          new Wish(
              table,
              destination(one.require("DstCidrBlock")),
              one.require("NextHopType"),
              one.require("NextHop"),
              one.get("Name", ""),
              one.get("Description", "")));
    }
    for (Wish wish : wishes) {
      try {
        check(call, wish);
        made.add(store(call, wish));
      } catch (AliyunError refusal) {
        failed.add(new Failed(wish.destination().toString(), wish.hopId(), "", refusal));
      }
    }
    call.out.texts("RouteEntryIds", made);
    write(call, made.size(), failed);
  }

  /** A batch takes the turn of each VPC once. */
  private static void takeTurn(Rpc call, String vpcId, List<String> taken) {
    if (!taken.contains(vpcId)) {
      call.turn(vpcId, AliyunDelay.ROUTE, "TaskConflict");
      taken.add(vpcId);
    }
  }

  /** An entry that a batch call could not make or delete. */
  private record Failed(String destination, String hop, String id, AliyunError why) {
    /** A batch gives some refusals names of their own (response examples of the batch calls). */
    String code() {
      return switch (why.code()) {
        case "RouteConflict.AlreadyExist", "RouterEntryConflict.Duplicated" ->
            "VPC_ROUTE_ENTRY_CIDR_BLOCK_DUPLICATE";
        case "InvalidRouteEntry.NotFound" -> "VPC_ROUTER_ENTRY_NOT_EXIST";
        default -> why.code();
      };
    }
  }

  private static void write(Rpc call, int done, List<Failed> failed) {
    boolean deletes = failed.stream().anyMatch(one -> !one.id().isEmpty());
    call.out
        .put("SuccessCount", done)
        .put("FailedCount", failed.size())
        .list(
            "FailedRouteEntries",
            failed,
            (json, one) -> {
              json.put("DstCidrBlock", one.destination())
                  .put("NextHop", one.hop())
                  .put("FailedCode", one.code())
                  .put("FailedMessage", one.why().message());
              if (deletes) {
                json.put("RouteEntryId", one.id());
              }
            });
  }

  private static RouteEntry require(
      Rpc call, String id, String tableId, @Nullable Cidr destination, String hop) {
    if (id.isEmpty() && (tableId.isEmpty() || destination == null)) {
      throw AliyunError.WORDS.missing("RouteEntryId");
    }
    return call.all(Kind.ROUTE).stream()
        .filter(route -> id.isEmpty() || route.id().equals(id))
        .filter(route -> tableId.isEmpty() || route.tableId().equals(tableId))
        .filter(route -> destination == null || route.destination().equals(destination))
        .filter(route -> hop.isEmpty() || route.hopId().equals(hop))
        .findFirst()
        .orElseThrow(
            () ->
                AliyunError.notFound(
                    "InvalidRouteEntry.NotFound", "The specified route entry does not exist."));
  }

  private static RouteEntry require(Rpc call) {
    String block = call.text("DestinationCidrBlock");
    return require(
        call,
        call.text("RouteEntryId"),
        call.text("RouteTableId"),
        block.isEmpty() ? null : destination(block),
        call.text("NextHopId"));
  }

  private static void requireAvailable(Rpc call, RouteEntry route) {
    if (route.isLearned()) {
      throw AliyunError.of(
          "OperationDenied.RouteEntryType", "The route entry was learned and can not be changed.");
    }
    if (!route.isAvailable(call.config, call.now)) {
      throw AliyunError.of(
          "IncorrectRouteEntryStatus", "The status of the route entry is not Available.");
    }
  }

  private static void delete(Rpc call) {
    RouteEntry route = require(call);
    requireAvailable(call, route);
    call.turn(route.vpcId(), AliyunDelay.ROUTE, "TaskConflict");
    call.put(Kind.ROUTE, route.deleted(call.now));
  }

  private static void deleteMany(Rpc call) {
    List<String> vpcs = new ArrayList<>();
    List<Failed> failed = new ArrayList<>();
    int done = 0;
    for (Query one : call.query.structures("RouteEntries")) {
      String block = one.get("DstCidrBlock", "");
      String id = one.get("RouteEntryId", "");
      String hop = one.get("NextHop", "");
      RouteTable table = RouteTables.require(call, one.require("RouteTableId"));
      takeTurn(call, table.vpcId(), vpcs);
      try {
        RouteEntry route =
            require(call, id, table.id(), block.isEmpty() ? null : destination(block), hop);
        requireAvailable(call, route);
        call.put(Kind.ROUTE, route.deleted(call.now));
        done++;
      } catch (AliyunError refusal) {
        failed.add(new Failed(block, hop, id, refusal));
      }
    }
    write(call, done, failed);
  }

  private static void modify(Rpc call) {
    RouteEntry route = require(call);
    requireAvailable(call, route);
    String hop = call.text("NewNextHopId");
    RouteEntry after =
        route.named(
            call.query.get("RouteEntryName", route.name()),
            call.query.get("Description", route.description()));
    if (!hop.isEmpty()) {
      String type = call.query.require("NewNextHopType");
      checkHop(call, type, hop, Vpcs.require(call, route.vpcId()), route.destination());
      call.turn(route.vpcId(), AliyunDelay.ROUTE, "TaskConflict");
      after = after.to(type, hop, call.now);
    }
    call.put(Kind.ROUTE, after);
  }

  private static void describe(Rpc call) {
    RouteTable table = RouteTables.require(call, call.text("RouteTableId"));
    String id = call.text("RouteEntryId");
    String block = call.text("DestinationCidrBlock");
    List<String> blocks = call.query.list("DestCidrBlockList");
    String version = call.text("IpVersion").toLowerCase(Locale.ROOT);
    String hop = call.text("NextHopId");
    String hopType = call.text("NextHopType");
    String name = call.text("RouteEntryName");
    String type = call.text("RouteEntryType");
    List<RouteEntry> routes =
        withSystem(call, table).stream()
            .filter(route -> id.isEmpty() || route.id().equals(id))
            .filter(route -> block.isEmpty() || route.destination().toString().equals(block))
            .filter(route -> blocks.isEmpty() || blocks.contains(route.destination().toString()))
            .filter(route -> version.isEmpty() || version.equals(version(route)))
            .filter(route -> hop.isEmpty() || route.hopId().equals(hop))
            .filter(route -> hopType.isEmpty() || route.hopType().equalsIgnoreCase(hopType))
            .filter(route -> name.isEmpty() || route.name().equals(name))
            .filter(route -> type.isEmpty() || type(route).equalsIgnoreCase(type))
            .filter(route -> call.text("ServiceType").isEmpty())
            .sorted(Comparator.comparing(RouteEntry::id))
            .toList();
    call.out.wrapped(
        "RouteEntrys",
        "RouteEntry",
        Pages.byToken(call, routes, "MaxResult", 10, 100, RouteEntry::id),
        (json, route) -> write(call, json, route));
  }

  private static String version(RouteEntry route) {
    return route.destination().isV4() ? "ipv4" : "ipv6";
  }

  private static String type(RouteEntry route) {
    return route.isSystem() ? "System" : route.isLearned() ? "CEN" : "Custom";
  }

  private static void write(Rpc call, Json json, RouteEntry route) {
    json.put("RouteEntryId", route.id())
        .put("RouteTableId", route.tableId())
        .put("DestinationCidrBlock", route.destination().toString())
        .put("IpVersion", route.destination().isV4() ? "ipv4" : "ipv6")
        .put("Type", type(route))
        .put("Status", route.status(call.config, call.now))
        .put("RouteEntryName", route.name())
        .put("Description", route.description())
        .put("GmtModified", Times.iso(route.changedAt()))
        .put("ServiceType", "")
        .put("Origin", "");
    hops(json, route);
  }

  /** Writes an entry as the older of the two listing calls does. */
  static void writeOld(Rpc call, Json json, RouteEntry route) {
    json.put("RouteEntryId", route.id())
        .put("RouteTableId", route.tableId())
        .put("DestinationCidrBlock", route.destination().toString())
        .put("Type", type(route))
        .put("Status", route.status(call.config, call.now))
        .put("RouteEntryName", route.name())
        .put("Description", route.description())
        .put("InstanceId", route.hopId())
        .put("NextHopType", route.hopType());
    hops(json, route);
  }

  private static void hops(Json json, RouteEntry route) {
    json.wrapped(
        "NextHops",
        "NextHop",
        List.of(route),
        (item, hop) ->
            item.put("NextHopId", hop.hopId())
                .put("NextHopType", hop.hopType())
                .put("Enabled", 1)
                .put("Weight", 0));
  }
}
