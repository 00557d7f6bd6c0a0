package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.aws.RouteTable.Route;
import java.util.ArrayList;
import java.util.List;

/** Gateway endpoints: each puts a route to its service's prefix list into the tables it serves. */
final class Endpoints {

  private static final String TARGET = "gatewayId";

  private static final String OPEN =
      "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
          + "\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private Endpoints() {}

  static void register(Actions actions) {
    actions.reads("DescribeVpcEndpoints", Endpoints::describe);
    actions.reads("DescribeVpcEndpointServices", Endpoints::describeServices);
    actions.writes("CreateVpcEndpoint", Endpoints::create);
    actions.writes("ModifyVpcEndpoint", Endpoints::modify);
    actions.writes("DeleteVpcEndpoints", Endpoints::delete);
  }

  private static void describe(Ec2Call call) {
    Listing.of(call, Kind.ENDPOINT, "VpcEndpointId", call.all(Kind.ENDPOINT), Endpoint::id)
        .filter("vpc-endpoint-id", Endpoint::id)
        .filter("vpc-endpoint-type", endpoint -> "Gateway")
        .filter("vpc-endpoint-state", Endpoints::state)
        .filter("vpc-id", Endpoint::vpcId)
        .filter("service-name", Endpoint::serviceName)
        .filter("service-region", endpoint -> call.region)
        .filter("ip-address-type", endpoint -> "ipv4")
        .write("vpcEndpointSet", 5, 1000, (item, endpoint) -> write(call, item, endpoint));
  }

  private static String state(Endpoint endpoint) {
    return endpoint.goneAt() == null ? "available" : "deleting";
  }

  private static void describeServices(Ec2Call call) {
    List<String> all = PrefixLists.serviceNames(call);
    List<String> wanted = call.query.list("ServiceName");
    List<String> regions = call.query.list("ServiceRegion");
    for (String name : wanted) {
      if (!all.contains(name)) {
        throw unknown(name);
      }
    }
    List<String> shown =
        Listing.plain(
                call,
                all.stream()
                    .filter(name -> wanted.isEmpty() || wanted.contains(name))
                    .filter(name -> regions.isEmpty() || regions.contains(call.region))
                    .sorted()
                    .toList(),
                name -> name)
            .filter("service-name", name -> name)
            .filter("service-type", name -> "Gateway")
            .filter("service-region", name -> call.region)
            .filter("owner", name -> "amazon")
            .filter("supported-ip-address-types", name -> "ipv4")
            .tagged()
            .all();
    call.out.nest("serviceNameSet", set -> shown.forEach(name -> set.add("item", name)));
    call.out.items("serviceDetailSet", shown, (item, name) -> writeService(call, item, name));
  }

  private static void writeService(Ec2Call call, XmlElement item, String name) {
    item.add("serviceName", name)
        .add("serviceId", "vpce-svc-" + PrefixLists.idOfService(call, name).substring(3))
        .nest("serviceType", set -> set.nest("item", type -> type.add("serviceType", "Gateway")))
        .add("serviceRegion", call.region)
        .nest(
            "availabilityZoneSet",
            set -> Places.zones(call).forEach(zone -> set.add("item", zone.name())))
        .nest(
            "availabilityZoneIdSet",
            set -> Places.zones(call).forEach(zone -> set.add("item", zone.id())))
        .add("owner", "amazon")
        .nest(
            "baseEndpointDnsNameSet",
            set ->
                set.add(
                    "item",
                    name.substring(name.lastIndexOf('.') + 1)
                        + "."
                        + call.region
                        + ".amazonaws.com"))
        .add("vpcEndpointPolicySupported", true)
        .add("acceptanceRequired", false)
        .add("managesVpcEndpoints", false)
        .nest("tagSet", set -> {})
        .nest("supportedIpAddressTypeSet", set -> set.add("item", "ipv4"));
  }

  private static AwsError unknown(String name) {
    return AwsError.of(
        "InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
  }

  private static void create(Ec2Call call) {
    ClientToken token = ClientToken.of(call);
    Endpoint endpoint = token.made(Kind.ENDPOINT);
    if (endpoint == null) {
      endpoint = make(call);
      token.makes(endpoint.id());
    }
    Endpoint shown = endpoint;
    call.out.nest("vpcEndpoint", item -> write(call, item, shown)).add("clientToken", token.text());
  }

  private static Endpoint make(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    String service = call.query.require("ServiceName");
    String type = call.query.get("VpcEndpointType", "Gateway");
    call.query.ignores("IpAddressType", "PrivateDnsEnabled", "ServiceRegion", "DnsOptions");
    if (!type.equals("Gateway")) {
      throw AwsError.of("UnsupportedOperation", "The fake has gateway endpoints only.");
    }
    PrefixList list = PrefixLists.ofService(call, service);
    if (list == null) {
      throw unknown(service);
    }
    String policy = call.query.get("PolicyDocument", OPEN);
    Endpoint endpoint =
        new Endpoint(call.newId(Kind.ENDPOINT), vpc.id(), service, policy, call.now, null);
    call.put(Kind.ENDPOINT, endpoint.id(), endpoint);
    for (String table : call.query.list("RouteTableId")) {
      join(call, endpoint, list, table);
    }
    Tags.specified(call, Kind.ENDPOINT, endpoint.id());
    return endpoint;
  }

  private static void join(Ec2Call call, Endpoint endpoint, PrefixList list, String tableId) {
    RouteTable table = call.require(Kind.TABLE, tableId);
    if (!table.vpcId().equals(endpoint.vpcId())) {
      throw AwsError.of(
          "InvalidParameter",
          "route table " + tableId + " and endpoint " + endpoint.id() + " are of different VPCs");
    }
    Destination to = new Destination.Listed(list.id());
    if (table.routes().containsKey(to)) {
      throw AwsError.of(
          "RouteAlreadyExists",
          "route table "
              + tableId
              + " already has a route with destination-prefix-list-id "
              + list.id());
    }
    call.put(Kind.TABLE, tableId, table.with(new Route(to, TARGET, endpoint.id())));
  }

  private static void leave(Ec2Call call, Endpoint endpoint, RouteTable table) {
    RouteTable left = table;
    for (Route route : table.routes().values()) {
      if (route.targetId().equals(endpoint.id())) {
        left = left.without(route.destination());
      }
    }
    call.put(Kind.TABLE, table.id(), left);
  }

  private static List<RouteTable> tables(Ec2Call call, Endpoint endpoint) {
    return call.all(Kind.TABLE).stream()
        .filter(
            table ->
                table.routes().values().stream()
                    .anyMatch(route -> route.targetId().equals(endpoint.id())))
        .toList();
  }

  private static Endpoint living(Ec2Call call, String id) {
    Endpoint endpoint = call.require(Kind.ENDPOINT, id);
    if (endpoint.goneAt() != null) {
      throw Kind.ENDPOINT.notFound(id);
    }
    return endpoint;
  }

  private static void modify(Ec2Call call) {
    Endpoint endpoint = living(call, call.query.require("VpcEndpointId"));
    boolean reset = call.query.flag("ResetPolicy", false);
    String policy = call.query.get("PolicyDocument");
    if (reset && policy != null) {
      throw AwsError.of(
          "InvalidParameterCombination", "Either ResetPolicy or PolicyDocument, not both");
    }
    if (reset || policy != null) {
      call.put(Kind.ENDPOINT, endpoint.id(), endpoint.withPolicy(policy == null ? OPEN : policy));
    }
    PrefixList list = PrefixLists.ofService(call, endpoint.serviceName());
    for (String id : call.query.list("RemoveRouteTableId")) {
      leave(call, endpoint, call.require(Kind.TABLE, id));
    }
    for (String id : call.query.list("AddRouteTableId")) {
      if (list != null) {
        join(call, endpoint, list, id);
      }
    }
    call.out.add("return", true);
  }

  /** Deletes each by itself: what cannot be deleted is told in the answer, which is a success. */
  private static void delete(Ec2Call call) {
    List<String> ids = call.query.list("VpcEndpointId");
    if (ids.isEmpty()) {
      throw AwsError.missing("VpcEndpointId");
    }
    record Refused(String id, AwsError error) {}
    List<Refused> refused = new ArrayList<>();
    for (String id : ids) {
      try {
        Endpoint endpoint = living(call, id);
        tables(call, endpoint).forEach(table -> leave(call, endpoint, table));
        call.put(
            Kind.ENDPOINT,
            id,
            endpoint.goneAt(call.now.plus(call.config.delays().gatewayChanging())));
      } catch (AwsError error) {
        refused.add(new Refused(id, error));
      }
    }
    call.out.items(
        "unsuccessful",
        refused,
        (item, one) ->
            item.add("resourceId", one.id())
                .nest(
                    "error",
                    error ->
                        error
                            .add("code", one.error().code())
                            .add("message", one.error().message())));
  }

  private static void write(Ec2Call call, XmlElement item, Endpoint endpoint) {
    item.add("vpcEndpointId", endpoint.id())
        .add("vpcEndpointType", "Gateway")
        .add("vpcId", endpoint.vpcId())
        .add("serviceName", endpoint.serviceName())
        .add("state", state(endpoint))
        .add("policyDocument", endpoint.policy())
        .nest(
            "routeTableIdSet",
            set -> tables(call, endpoint).forEach(table -> set.add("item", table.id())))
        .nest("subnetIdSet", set -> {})
        .nest("groupSet", set -> {})
        .add("ipAddressType", "ipv4")
        .add("privateDnsEnabled", false)
        .add("requesterManaged", false)
        .nest("networkInterfaceIdSet", set -> {})
        .nest("dnsEntrySet", set -> {})
        .add("creationTimestamp", Times.iso(endpoint.createdAt()))
        .add("ownerId", call.account)
        .add("serviceRegion", call.region);
    Tags.write(call, item, endpoint.id());
  }
}
