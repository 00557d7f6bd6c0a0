package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.aws.RouteTable.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Route tables and their associations; the routes themselves are in {@link Routes}. */
final class RouteTables {

  private RouteTables() {}

  static void register(Actions actions) {
    actions.reads("DescribeRouteTables", RouteTables::describe);
    actions.writes("CreateRouteTable", RouteTables::create);
    actions.writes("DeleteRouteTable", RouteTables::delete);
    actions.writes("AssociateRouteTable", RouteTables::associate);
    actions.writes("DisassociateRouteTable", RouteTables::disassociate);
    actions.writes("ReplaceRouteTableAssociation", RouteTables::replaceAssociation);
    Routes.register(actions);
  }

  static void createMain(Ec2Call call, String vpcId) {
    RouteTable table = new RouteTable(call.newId(Kind.TABLE), vpcId, PersistentMap.empty());
    call.put(Kind.TABLE, table.id(), table);
    put(
        call,
        new TableAssociation(call.newId(Kind.TABLE_ASSOCIATION), table.id(), vpcId, "", "", true));
  }

  static void addToMain(Ec2Call call, String vpcId, Cidr to, String target, String targetId) {
    RouteTable main = call.require(Kind.TABLE, mainOf(call, vpcId).tableId());
    call.put(Kind.TABLE, main.id(), main.with(new Route(Destination.of(to), target, targetId)));
  }

  static TableAssociation mainOf(Ec2Call call, String vpcId) {
    return call.all(Kind.TABLE_ASSOCIATION).stream()
        .filter(association -> association.isMain() && association.vpcId().equals(vpcId))
        .findFirst()
        .orElseThrow();
  }

  static boolean hasOthersThanMain(Ec2Call call, String vpcId) {
    return call.all(Kind.TABLE).stream().filter(table -> table.vpcId().equals(vpcId)).count() > 1;
  }

  static void removeMain(Ec2Call call, String vpcId) {
    TableAssociation main = mainOf(call, vpcId);
    call.remove(Kind.TABLE_ASSOCIATION, main.id());
    call.remove(Kind.TABLE, main.tableId());
  }

  /** Returns the destinations of all static routes of a VPC. */
  static List<Cidr> destinations(Ec2Call call, String vpcId) {
    return call.all(Kind.TABLE).stream()
        .filter(table -> table.vpcId().equals(vpcId))
        .flatMap(table -> table.routes().keys().stream())
        .flatMap(to -> Routes.cidrs(call, to).stream())
        .toList();
  }

  private static void put(Ec2Call call, TableAssociation association) {
    call.put(Kind.TABLE_ASSOCIATION, association.id(), association);
  }

  private static void describe(Ec2Call call) {
    Map<String, List<TableAssociation>> associations = new LinkedHashMap<>();
    for (TableAssociation association : call.all(Kind.TABLE_ASSOCIATION)) {
      associations.computeIfAbsent(association.tableId(), id -> new ArrayList<>()).add(association);
    }
    Function<RouteTable, List<TableAssociation>> of =
        table -> associations.getOrDefault(table.id(), List.of());
    Listing<RouteTable> listing =
        Listing.of(call, Kind.TABLE, "RouteTableId", call.all(Kind.TABLE), RouteTable::id)
            .filter("route-table-id", RouteTable::id)
            .filter("vpc-id", RouteTable::vpcId)
            .filter("owner-id", table -> call.account)
            .filters("association.main", each(of, TableAssociation::isMain))
            .filters("association.subnet-id", each(of, TableAssociation::subnetId))
            .filters("association.gateway-id", each(of, TableAssociation::gatewayId))
            .filters("association.route-table-id", each(of, TableAssociation::tableId))
            .filters("association.route-table-association-id", each(of, TableAssociation::id));
    Routes.addFilters(call, listing);
    listing.write(
        "routeTableSet", 5, 100, (item, table) -> write(call, item, table, of.apply(table)));
  }

  private static Function<RouteTable, Collection<String>> each(
      Function<RouteTable, List<TableAssociation>> of, Function<TableAssociation, Object> member) {
    return table ->
        of.apply(table).stream()
            .map(association -> member.apply(association).toString())
            .filter(value -> !value.isEmpty())
            .toList();
  }

  private static void create(Ec2Call call) {
    ClientToken token = ClientToken.of(call);
    RouteTable table = token.made(Kind.TABLE);
    if (table == null) {
      Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
      table = new RouteTable(call.newId(Kind.TABLE), vpc.id(), PersistentMap.empty());
      call.put(Kind.TABLE, table.id(), table);
      token.makes(table.id());
      Tags.specified(call, Kind.TABLE, table.id());
    }
    RouteTable shown = table;
    List<TableAssociation> associations =
        call.all(Kind.TABLE_ASSOCIATION).stream()
            .filter(association -> association.tableId().equals(shown.id()))
            .toList();
    call.out.nest("routeTable", item -> write(call, item, shown, associations));
    call.out.add("clientToken", token.text());
  }

  private static void delete(Ec2Call call) {
    RouteTable table = call.require(Kind.TABLE, call.query.require("RouteTableId"));
    boolean used =
        call.all(Kind.TABLE_ASSOCIATION).stream()
            .anyMatch(association -> association.tableId().equals(table.id()));
    if (used) {
      throw AwsError.dependency("routeTable", table.id());
    }
    call.remove(Kind.TABLE, table.id());
    call.out.add("return", true);
  }

  private static void associate(Ec2Call call) {
    RouteTable table = call.require(Kind.TABLE, call.query.require("RouteTableId"));
    String subnetId = call.query.get("SubnetId", "");
    String gatewayId = call.query.get("GatewayId", "");
    if (subnetId.isEmpty() == gatewayId.isEmpty()) {
      throw AwsError.of(
          "InvalidParameterCombination", "Exactly one of subnetId and gatewayId must be specified");
    }
    String vpcId =
        subnetId.isEmpty()
            ? call.require(Kind.GATEWAY, gatewayId).vpcId()
            : call.require(Kind.SUBNET, subnetId).vpcId();
    if (!table.vpcId().equals(vpcId)) {
      throw AwsError.of(
          "InvalidParameterValue",
          "route table "
              + table.id()
              + " and "
              + subnetId
              + gatewayId
              + " belong to different networks");
    }
    for (TableAssociation other : call.all(Kind.TABLE_ASSOCIATION)) {
      if (!other.isMain()
          && other.subnetId().equals(subnetId)
          && other.gatewayId().equals(gatewayId)) {
        if (other.tableId().equals(table.id())) {
          writeAssociation(call, "associationId", other.id()); // the same again is no conflict
          return;
        }
        throw AwsError.of(
            "Resource.AlreadyAssociated",
            "the specified association for route table "
                + table.id()
                + " conflicts with an existing association");
      }
    }
    TableAssociation association =
        new TableAssociation(
            call.newId(Kind.TABLE_ASSOCIATION),
            table.id(),
            table.vpcId(),
            subnetId,
            gatewayId,
            false);
    put(call, association);
    writeAssociation(call, "associationId", association.id());
  }

  private static void writeAssociation(Ec2Call call, String name, String id) {
    call.out.add(name, id).nest("associationState", state -> state.add("state", "associated"));
  }

  private static void disassociate(Ec2Call call) {
    TableAssociation association =
        call.require(Kind.TABLE_ASSOCIATION, call.query.require("AssociationId"));
    if (association.isMain()) {
      throw AwsError.of(
          "InvalidParameterValue",
          "cannot disassociate the main route table association " + association.id());
    }
    call.remove(Kind.TABLE_ASSOCIATION, association.id());
    call.out.add("return", true);
  }

  private static void replaceAssociation(Ec2Call call) {
    TableAssociation association =
        call.require(Kind.TABLE_ASSOCIATION, call.query.require("AssociationId"));
    RouteTable table = call.require(Kind.TABLE, call.query.require("RouteTableId"));
    if (!table.vpcId().equals(association.vpcId())) {
      throw AwsError.of(
          "InvalidParameterValue",
          "route table "
              + table.id()
              + " and association "
              + association.id()
              + " belong to different networks");
    }
    String id = call.newId(Kind.TABLE_ASSOCIATION);
    call.remove(Kind.TABLE_ASSOCIATION, association.id());
    put(call, association.moved(id, table.id()));
    writeAssociation(call, "newAssociationId", id);
  }

  private static void write(
      Ec2Call call, XmlElement item, RouteTable table, List<TableAssociation> associations) {
    item.add("routeTableId", table.id()).add("vpcId", table.vpcId()).add("ownerId", call.account);
    Routes.write(call, item, table);
    item.items(
        "associationSet",
        associations,
        (entry, association) ->
            entry
                .add("routeTableAssociationId", association.id())
                .add("routeTableId", association.tableId())
                .add("subnetId", association.subnetId().isEmpty() ? null : association.subnetId())
                .add(
                    "gatewayId", association.gatewayId().isEmpty() ? null : association.gatewayId())
                .add("main", association.isMain())
                .nest("associationState", state -> state.add("state", "associated")));
    item.nest("propagatingVgwSet", set -> {});
    Tags.write(call, item, table.id());
  }
}
