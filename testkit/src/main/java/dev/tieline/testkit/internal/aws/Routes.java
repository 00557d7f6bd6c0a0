package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.aws.RouteTable.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Routes: local ones follow from the VPC's blocks, the state of others from their targets. */
final class Routes {

  /** Request parameters that name a target, with the element that shows it. */
  private static final Map<String, String> TARGETS = new LinkedHashMap<>();

  static {
    TARGETS.put("VpcPeeringConnectionId", "vpcPeeringConnectionId");
    TARGETS.put("GatewayId", "gatewayId");
    TARGETS.put("InstanceId", "instanceId");
    TARGETS.put("NetworkInterfaceId", "networkInterfaceId");
    TARGETS.put("NatGatewayId", "natGatewayId");
    TARGETS.put("TransitGatewayId", "transitGatewayId");
    TARGETS.put("EgressOnlyInternetGatewayId", "egressOnlyInternetGatewayId");
    TARGETS.put("VpcEndpointId", "gatewayId");
    TARGETS.put("LocalGatewayId", "localGatewayId");
    TARGETS.put("CarrierGatewayId", "carrierGatewayId");
    TARGETS.put("CoreNetworkArn", "coreNetworkArn");
  }

  private Routes() {}

  static void register(Actions actions) {
    actions.writes("CreateRoute", Routes::create);
    actions.writes("ReplaceRoute", Routes::replace);
    actions.writes("DeleteRoute", Routes::delete);
  }

  private static void create(Ec2Call call) {
    RouteTable table = call.require(Kind.TABLE, call.query.require("RouteTableId"));
    Destination to = destination(call);
    Route route = target(call, table, to);
    refuseLocal(call, table, route);
    if (table.routes().containsKey(to)) {
      throw AwsError.of("RouteAlreadyExists", "The route identified by " + to + " already exists.");
    }
    refuseOverQuota(call, table, to);
    call.put(Kind.TABLE, table.id(), table.with(route));
    call.out.add("return", true);
  }

  /** The families count apart; a prefix list counts as often as it may have entries. */
  private static void refuseOverQuota(Ec2Call call, RouteTable table, Destination added) {
    int count = weight(call, added);
    for (Destination to : table.routes().keys()) {
      count += isV4(call, to) == isV4(call, added) ? weight(call, to) : 0;
    }
    if (count > call.quota(ServiceQuotas.ROUTES_PER_TABLE)) {
      throw AwsError.of(
          "RouteLimitExceeded",
          "The maximum number of routes has been reached for route table " + table.id());
    }
  }

  private static int weight(Ec2Call call, Destination to) {
    return to instanceof Destination.Listed listed ? PrefixLists.weight(call, listed.listId()) : 1;
  }

  private static boolean isV4(Ec2Call call, Destination to) {
    if (to instanceof Destination.Block block) {
      return block.cidr().isV4();
    }
    PrefixList list =
        to instanceof Destination.Listed listed ? PrefixLists.find(call, listed.listId()) : null;
    return list == null || list.v4();
  }

  /** Returns the blocks that a route is for. */
  static List<Cidr> cidrs(Ec2Call call, Destination to) {
    if (to instanceof Destination.Block block) {
      return List.of(block.cidr());
    }
    return to instanceof Destination.Listed listed
        ? PrefixLists.cidrs(call, listed.listId())
        : List.of();
  }

  /** The route of a gateway endpoint goes with the endpoint only. */
  private static void refuseOfEndpoint(RouteTable table, Destination to) {
    Route route = table.routes().get(to);
    if (route != null && route.targetId().startsWith("vpce-")) {
      throw AwsError.of(
          "InvalidParameterValue",
          "cannot change the VPC endpoint route " + to + " in route table " + table.id());
    }
  }

  private static void replace(Ec2Call call) {
    RouteTable table = call.require(Kind.TABLE, call.query.require("RouteTableId"));
    Destination to = destination(call);
    refuseOfEndpoint(table, to);
    if (call.query.flag("LocalTarget", false)) {
      replaceLocal(call, table, to);
      return;
    }
    Route route = target(call, table, to);
    if (!table.routes().containsKey(to) && !isLocal(call, table, to)) {
      throw AwsError.of(
          "InvalidParameterValue",
          "There is no route defined for '"
              + to
              + "' in the route table. Use CreateRoute instead.");
    }
    refuseLocal(call, table, route);
    call.put(Kind.TABLE, table.id(), table.with(route));
    call.out.add("return", true);
  }

  private static boolean isLocal(Ec2Call call, RouteTable table, Destination to) {
    return to instanceof Destination.Block block && blocks(call, table).contains(block.cidr());
  }

  /** A local route that was pointed at a machine is pointed back by giving that up. */
  private static void replaceLocal(Ec2Call call, RouteTable table, Destination to) {
    if (!isLocal(call, table, to)) {
      throw AwsError.of(
          "InvalidParameterValue", "The destination " + to + " is not that of a local route");
    }
    call.put(Kind.TABLE, table.id(), table.without(to));
    call.out.add("return", true);
  }

  private static void delete(Ec2Call call) {
    RouteTable table = call.require(Kind.TABLE, call.query.require("RouteTableId"));
    Destination to = destination(call);
    refuseOfEndpoint(table, to);
    if (isLocal(call, table, to)) {
      throw AwsError.of(
          "InvalidParameterValue",
          "cannot remove local route " + to + " in route table " + table.id());
    }
    if (!table.routes().containsKey(to)) {
      throw AwsError.of(
          "InvalidRoute.NotFound",
          "no route with destination-cidr-block " + to + " in route table " + table.id());
    }
    call.put(Kind.TABLE, table.id(), table.without(to));
    call.out.add("return", true);
  }

  private static Destination destination(Ec2Call call) {
    String v4 = call.query.get("DestinationCidrBlock");
    String v6 = call.query.get("DestinationIpv6CidrBlock");
    String list = call.query.get("DestinationPrefixListId");
    long given = List.of(v4 != null, v6 != null, list != null).stream().filter(p -> p).count();
    if (given == 0) {
      throw AwsError.missing("destinationCidrBlock");
    }
    if (given > 1) {
      throw AwsError.of("InvalidParameterCombination", "Exactly one destination must be specified");
    }
    if (list != null) {
      return new Destination.Listed(PrefixLists.require(call, list).id());
    }
    return Destination.of(
        v4 != null
            ? Blocks.parse("destinationCidrBlock", v4, true)
            : Blocks.parse("destinationIpv6CidrBlock", Objects.requireNonNull(v6), false));
  }

  private static Route target(Ec2Call call, RouteTable table, Destination to) {
    Route route = null;
    for (Map.Entry<String, String> target : TARGETS.entrySet()) {
      String id = call.query.get(target.getKey());
      if (id != null) {
        if (route != null) {
          throw AwsError.of(
              "InvalidParameterCombination", "Exactly one route target must be specified");
        }
        String vpcId = targetVpc(call, table, target.getKey(), id);
        if (!table.vpcId().equals(vpcId)) {
          throw AwsError.of(
              "InvalidParameterValue",
              "route table "
                  + table.id()
                  + " and network gateway "
                  + id
                  + " belong to different networks");
        }
        route = new Route(to, target.getValue(), id);
      }
    }
    if (route == null) {
      throw AwsError.of(
          "MissingParameter",
          "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId,"
              + " vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId or instanceId");
    }
    return route;
  }

  private static @Nullable String targetVpc(
      Ec2Call call, RouteTable table, String parameter, String id) {
    switch (parameter) {
      case "VpcPeeringConnectionId":
        Peering peering = Peerings.require(call, id);
        String state = peering.state(call.now, call.config.delays());
        boolean usable =
            state.equals("active")
                || (Peering.isLiving(state) && call.config.switches().earlyRouteAccepted());
        if (!usable) {
          throw Kind.PEERING.notFound(id);
        }
        return peering.ends().stream()
            .filter(end -> end.isIn(call.account, call.region))
            .map(Peering.End::vpcId)
            .filter(table.vpcId()::equals)
            .findFirst()
            .orElse(null);
      case "GatewayId":
        if (!id.startsWith("igw-")) {
          throw AwsError.of(
              "InvalidGatewayID.NotFound", "The gateway ID '" + id + "' does not exist");
        }
        return call.require(Kind.GATEWAY, id).vpcId();
      case "InstanceId":
        Instance instance = call.require(Kind.INSTANCE, id);
        if (instance.terminatedAt() != null) {
          throw Kind.INSTANCE.notFound(id);
        }
        return instance.vpcId();
      case "NetworkInterfaceId":
        return call.require(Kind.INTERFACE, id).vpcId();
      case "NatGatewayId":
        NatGateway nat = call.find(Kind.NAT_GATEWAY, id);
        if (nat == null || nat.deletedAt() != null) {
          throw AwsError.of(
              "InvalidNatGatewayID.NotFound", "The natGateway ID '" + id + "' does not exist");
        }
        return nat.vpcId();
      case "EgressOnlyInternetGatewayId":
        return call.require(Kind.EGRESS_GATEWAY, id).vpcId();
      case "VpcEndpointId":
        throw AwsError.of(
            "InvalidVpcEndpointId.NotFound", "The vpcEndpoint ID '" + id + "' does not exist");
      case "TransitGatewayId":
        throw AwsError.of(
            "InvalidTransitGatewayID.NotFound",
            "The transitGateway ID '" + id + "' does not exist");
      default:
        throw AwsError.of(
            "InvalidGatewayID.NotFound", "The gateway ID '" + id + "' does not exist");
    }
  }

  /** Inside the VPC's own blocks only machines may be targets. */
  private static void refuseLocal(Ec2Call call, RouteTable table, Route route) {
    boolean local =
        cidrs(call, route.destination()).stream()
            .anyMatch(to -> blocks(call, table).stream().anyMatch(block -> block.contains(to)));
    boolean machine =
        route.target().equals("instanceId") || route.target().equals("networkInterfaceId");
    if (local && !machine) {
      throw AwsError.of(
          "InvalidParameterValue",
          "The destination CIDR block "
              + route.destination()
              + " is equal to or more specific than one of this VPC's CIDR blocks. This route can"
              + " target only an interface or an instance.");
    }
  }

  static List<Cidr> blocks(Ec2Call call, RouteTable table) {
    Vpc vpc = call.find(Kind.VPC, table.vpcId());
    return vpc == null ? List.of() : vpc.cidrs();
  }

  /** Tells whether a route's target can take packets; otherwise it is a black hole. */
  static boolean isActive(Ec2Call call, RouteTable table, Route route) {
    String id = route.targetId();
    return switch (route.target()) {
      case "vpcPeeringConnectionId" -> {
        Peering peering = Peerings.find(call, id);
        yield peering != null && peering.isActive(call.now, call.config.delays());
      }
      case "gatewayId" -> {
        if (id.startsWith("vpce-")) {
          Endpoint endpoint = call.find(Kind.ENDPOINT, id);
          yield endpoint != null && endpoint.goneAt() == null;
        }
        InternetGateway gateway = call.find(Kind.GATEWAY, id);
        yield gateway != null && table.vpcId().equals(gateway.vpcId());
      }
      case "instanceId" -> {
        Instance instance = call.find(Kind.INSTANCE, id);
        yield instance != null && instance.terminatedAt() == null;
      }
      case "natGatewayId" -> {
        NatGateway nat = call.find(Kind.NAT_GATEWAY, id);
        yield nat != null && NatGateways.state(call, nat).equals("available");
      }
      case "egressOnlyInternetGatewayId" -> call.find(Kind.EGRESS_GATEWAY, id) != null;
      case "networkInterfaceId" -> {
        NetworkInterface eni = call.find(Kind.INTERFACE, id);
        yield eni != null && !eni.isFree();
      }
      default -> false;
    };
  }

  static void addFilters(Ec2Call call, Listing<RouteTable> listing) {
    listing
        .filters(
            "route.destination-cidr-block",
            table -> texts(destinations(call, table).stream().filter(Cidr::isV4).toList()))
        .filters(
            "route.destination-ipv6-cidr-block",
            table -> texts(destinations(call, table).stream().filter(Cidr::isV6).toList()))
        .filters(
            "route.destination-prefix-list-id",
            table ->
                table.routes().keys().stream()
                    .filter(Destination.Listed.class::isInstance)
                    .map(Destination::toString)
                    .toList())
        .filters("route.egress-only-internet-gateway-id", targets("egressOnlyInternetGatewayId"))
        .filters("route.vpc-peering-connection-id", targets("vpcPeeringConnectionId"))
        .filters("route.instance-id", targets("instanceId"))
        .filters("route.nat-gateway-id", targets("natGatewayId"))
        .filters("route.transit-gateway-id", targets("transitGatewayId"))
        .filters(
            "route.gateway-id",
            table -> {
              List<String> ids = new ArrayList<>(List.of("local"));
              ids.addAll(targets("gatewayId").apply(table));
              return ids;
            })
        .filters(
            "route.origin",
            table ->
                table.routes().isEmpty()
                    ? List.of("CreateRouteTable")
                    : List.of("CreateRouteTable", "CreateRoute"))
        .filters(
            "route.state",
            table -> {
              List<String> states = new ArrayList<>(List.of("active"));
              table.routes().values().forEach(route -> states.add(state(call, table, route)));
              return states;
            });
  }

  private static List<Cidr> destinations(Ec2Call call, RouteTable table) {
    List<Cidr> destinations = new ArrayList<>(blocks(call, table));
    for (Destination to : table.routes().keys()) {
      if (to instanceof Destination.Block block) {
        destinations.add(block.cidr());
      }
    }
    return destinations;
  }

  private static List<String> texts(List<Cidr> cidrs) {
    return cidrs.stream().map(Cidr::toString).toList();
  }

  private static Function<RouteTable, Collection<String>> targets(String target) {
    return table ->
        table.routes().values().stream()
            .filter(route -> route.target().equals(target))
            .map(Route::targetId)
            .toList();
  }

  private static String state(Ec2Call call, RouteTable table, Route route) {
    return isActive(call, table, route) ? "active" : "blackhole";
  }

  static void write(Ec2Call call, XmlElement item, RouteTable table) {
    item.nest(
        "routeSet",
        set -> {
          for (Cidr block : blocks(call, table)) {
            if (!table.routes().containsKey(Destination.of(block))) {
              set.nest(
                  "item",
                  entry ->
                      destination(entry, Destination.of(block))
                          .add("gatewayId", "local")
                          .add("state", "active")
                          .add("origin", "CreateRouteTable"));
            }
          }
          for (Route route : table.routes().values()) {
            set.nest(
                "item",
                entry -> {
                  destination(entry, route.destination()).add(route.target(), route.targetId());
                  if (route.target().equals("networkInterfaceId")) {
                    NetworkInterface eni = call.find(Kind.INTERFACE, route.targetId());
                    if (eni != null && !eni.instanceId().isEmpty()) {
                      entry
                          .add("instanceId", eni.instanceId())
                          .add("instanceOwnerId", call.account);
                    }
                  }
                  if (route.target().equals("instanceId")) {
                    Instance instance = call.find(Kind.INSTANCE, route.targetId());
                    entry
                        .add("instanceOwnerId", call.account)
                        .add("networkInterfaceId", instance == null ? null : instance.eniId());
                  }
                  entry
                      .add("state", state(call, table, route))
                      .add(
                          "origin",
                          isLocal(call, table, route.destination())
                              ? "CreateRouteTable"
                              : "CreateRoute");
                });
          }
        });
  }

  private static XmlElement destination(XmlElement entry, Destination to) {
    if (to instanceof Destination.Block block) {
      return entry.add(
          block.cidr().isV4() ? "destinationCidrBlock" : "destinationIpv6CidrBlock", block.cidr());
    }
    return entry.add("destinationPrefixListId", to);
  }
}
