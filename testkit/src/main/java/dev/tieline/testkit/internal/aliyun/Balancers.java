package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Ip;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aliyun.Balancer.Backend;
import dev.tieline.testkit.internal.aliyun.Balancer.Listener;
import dev.tieline.testkit.internal.aliyun.Balancer.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Load balancers, as far as a provider of PrivateLink needs them: that they are there, where, and
 * where they send what comes in. Classic ones (Slb) are in one zone, network ones (Nlb) in several.
 */
final class Balancers {

  private Balancers() {}

  static void registerSlb(Actions actions) {
    actions.writes(
        "CreateLoadBalancer",
        "RegionId* VSwitchId VpcId LoadBalancerName AddressType MasterZoneId LoadBalancerSpec"
            + " PayType InstanceChargeType ClientToken",
        Balancers::createClassic);
    actions.writes("DeleteLoadBalancer", "RegionId* LoadBalancerId*", Balancers::delete);
    actions.writes(
        "CreateLoadBalancerTCPListener",
        "RegionId* LoadBalancerId* ListenerPort*:int BackendServerPort:int Bandwidth:int"
            + " ClientToken",
        call ->
            listen(
                call,
                require(call),
                port(call, "ListenerPort"),
                call.query.has("BackendServerPort") ? port(call, "BackendServerPort") : 0));
    actions.writes(
        "AddBackendServers", "RegionId* LoadBalancerId* BackendServers*", Balancers::addServers);
    actions.reads(
        "DescribeLoadBalancers",
        "RegionId* LoadBalancerId LoadBalancerName VpcId VSwitchId AddressType PageNumber:int"
            + " PageSize:int",
        Balancers::describe);
    actions.reads(
        "DescribeLoadBalancerAttribute",
        "RegionId* LoadBalancerId*",
        call -> writeClassic(call, call.out, require(call)));
  }

  static void registerNlb(Actions actions) {
    actions.writes(
        "CreateLoadBalancer",
        "RegionId VpcId* LoadBalancerName LoadBalancerType AddressType AddressIpVersion"
            + " ZoneMappings.N.ZoneId** ZoneMappings.N.VSwitchId* ZoneMappings.N.PrivateIPv4Address"
            + " ClientToken DryRun:bool",
        Balancers::createNetwork);
    actions.writes(
        "DeleteLoadBalancer",
        "RegionId LoadBalancerId* ClientToken DryRun:bool",
        Balancers::delete);
    actions.reads(
        "ListLoadBalancers",
        "RegionId LoadBalancerIds.N LoadBalancerNames.N VpcIds.N ZoneId MaxResults:int NextToken",
        Balancers::list);
    actions.reads(
        "GetLoadBalancerAttribute",
        "RegionId LoadBalancerId* ClientToken DryRun:bool",
        call -> writeNetwork(call.out, require(call)));
  }

  private static String type(Rpc call) {
    return call.caller.product() == Product.SLB ? "slb" : "nlb";
  }

  private static Balancer require(Rpc call) {
    Balancer balancer = call.find(Kind.BALANCER, call.text("LoadBalancerId"));
    if (balancer == null || !balancer.type().equals(type(call))) {
      throw type(call).equals("slb")
          ? AliyunError.notFound(
              "InvalidLoadBalancerId.NotFound", "The specified LoadBalancerId does not exist.")
          : AliyunError.notFound(
              "ResourceNotFound.loadBalancer", "The specified load balancer does not exist.");
    }
    return balancer;
  }

  private static Place place(Rpc call, String vswitchId, @Nullable String vpcId, String wishedIp) {
    VSwitch vswitch = VSwitches.require(call, vswitchId);
    if (vpcId != null && !vswitch.vpcId().equals(vpcId)) {
      throw AliyunError.notFound("InvalidVSwitchId.NotFound", "The vSwitch is of another VPC.");
    }
    Ip ip = VSwitches.address(call, vswitch, wishedIp, "ResourceNotEnough.VSwitchIp");
    return new Place(vswitch.zone(), vswitch.id(), ip.toString());
  }

  private static void createClassic(Rpc call) {
    String vswitch = call.query.require("VSwitchId");
    if (!call.query.get("AddressType", "intranet").equals("intranet")) {
      throw AliyunError.invalid("AddressType"); // the fake has no internet
    }
    Place place = place(call, vswitch, null, "");
    Balancer made = store(call, "lb", List.of(place), VSwitches.require(call, vswitch).vpcId());
    call.out
        .put("LoadBalancerId", made.id())
        .put("LoadBalancerName", made.name())
        .put("Address", place.ip())
        .put("AddressIPVersion", "ipv4")
        .put("NetworkType", "vpc")
        .put("VpcId", made.vpcId())
        .put("VSwitchId", vswitch)
        .put("ResourceGroupId", "");
  }

  private static void createNetwork(Rpc call) {
    if (!call.query.get("AddressType", "Intranet").equals("Intranet")) {
      throw AliyunError.invalid("AddressType"); // the fake has no internet
    }
    String vpc = Vpcs.require(call, call.text("VpcId")).id();
    List<Place> places = new ArrayList<>();
    for (Query mapping : call.query.structures("ZoneMappings")) {
      Place place =
          place(call, mapping.require("VSwitchId"), vpc, mapping.get("PrivateIPv4Address", ""));
      if (!place.zone().equals(mapping.require("ZoneId"))) {
        throw AliyunError.of("Mismatch.ZoneIdAndVSwitchId", "The vSwitch is in another zone.");
      }
      places.add(place);
    }
    Balancer made = store(call, "nlb", places, vpc);
    call.out.put("LoadbalancerId", made.id()).put("OrderId", 0).put("JobId", call.letters(18));
  }

  private static Balancer store(Rpc call, String prefix, List<Place> places, String vpc) {
    String id = call.newId(prefix);
    Balancer balancer =
        new Balancer(
            id,
            call.account,
            call.region,
            type(call),
            call.text("LoadBalancerName"),
            vpc,
            places,
            PersistentMap.empty(),
            call.now);
    call.put(Kind.BALANCER, balancer);
    for (Place place : places) {
      VSwitch vswitch = VSwitches.require(call, place.vswitchId());
      call.put(
          Kind.ENI,
          new Eni(
              call.newId("eni"),
              call.account,
              call.region,
              vpc,
              vswitch.id(),
              vswitch.zone(),
              Ip.parse(place.ip()),
              List.of(),
              List.of(),
              id,
              "Secondary",
              call.now,
              null));
    }
    return balancer;
  }

  private static void delete(Rpc call) {
    Balancer balancer = require(call);
    boolean offered =
        call.all(Kind.SERVICE).stream()
            .flatMap(service -> service.resources().stream())
            .anyMatch(resource -> resource.id().equals(balancer.id()));
    if (offered) {
      throw AliyunError.of(
          "OperationDenied.PrivateLinkExist", "An endpoint service uses the load balancer.");
    }
    for (Eni eni : call.all(Kind.ENI)) {
      if (eni.instanceId().equals(balancer.id())) {
        call.remove(Kind.ENI, eni);
      }
    }
    call.remove(Kind.BALANCER, balancer);
  }

  private static int port(Rpc call, String name) {
    Integer port = call.query.number(name);
    if (port == null || port < 1 || port > 65535) {
      throw AliyunError.invalid(name);
    }
    return port;
  }

  /** A classic balancer's servers stand beside its listeners: port 0 keeps them until then. */
  private static void listen(Rpc call, Balancer balancer, int port, int backendPort) {
    Listener pool = balancer.listeners().get(0);
    List<Backend> backends = new ArrayList<>();
    for (Backend server : pool == null ? List.<Backend>of() : pool.backends()) {
      backends.add(new Backend(server.instanceId(), backendPort == 0 ? port : backendPort));
    }
    call.put(Kind.BALANCER, balancer.with(balancer.listeners().put(port, new Listener(backends))));
  }

  /** The servers are given as JSON, such as {@code [{"ServerId":"i-1"}]}. */
  private static void addServers(Rpc call) {
    Balancer balancer = require(call);
    List<Backend> pool = new ArrayList<>();
    Listener present = balancer.listeners().get(0);
    pool.addAll(present == null ? List.of() : present.backends());
    for (String id : SecurityGroups.jsonTexts(call, "BackendServers", "ServerId")) {
      if (call.find(Kind.INSTANCE, id) == null) {
        throw AliyunError.notFound(
            "InvalidBackendServer.NotFound", "The server " + id + " does not exist.");
      }
      pool.add(new Backend(id, 0));
    }
    PersistentMap<Integer, Listener> listeners = balancer.listeners().put(0, new Listener(pool));
    call.put(Kind.BALANCER, balancer.with(listeners));
    call.out.put("LoadBalancerId", balancer.id());
  }

  /** Lets a balancer of any kind send a port to an instance, as a console does in many steps. */
  static World forward(Rpc call, String id, int port, String instanceId, int instancePort) {
    Balancer balancer = call.find(Kind.BALANCER, id);
    if (balancer == null || call.find(Kind.INSTANCE, instanceId) == null) {
      throw new IllegalArgumentException(
          "balancer, instance: " + id + ", " + instanceId + " (expected: ids of the account's)");
    }
    Listener present = balancer.listeners().get(port);
    List<Backend> backends = new ArrayList<>(present == null ? List.of() : present.backends());
    backends.add(new Backend(instanceId, instancePort));
    call.put(Kind.BALANCER, balancer.with(balancer.listeners().put(port, new Listener(backends))));
    return call.world();
  }

  private static void describe(Rpc call) {
    List<Balancer> found =
        call.all(Kind.BALANCER).stream()
            .filter(one -> one.type().equals("slb"))
            .filter(one -> PrivateLink.fits(call.text("LoadBalancerId"), one.id()))
            .filter(one -> PrivateLink.fits(call.text("LoadBalancerName"), one.name()))
            .filter(one -> PrivateLink.fits(call.text("VpcId"), one.vpcId()))
            .filter(
                one -> PrivateLink.fits(call.text("VSwitchId"), one.places().get(0).vswitchId()))
            .filter(one -> call.query.get("AddressType", "intranet").equals("intranet"))
            .toList();
    call.out.wrapped(
        "LoadBalancers",
        "LoadBalancer",
        Pages.numbered(call, found, 100),
        (json, balancer) -> writeClassic(call, json, balancer));
  }

  private static void writeClassic(Rpc call, Json json, Balancer balancer) {
    Place place = balancer.places().get(0);
    json.put("LoadBalancerId", balancer.id())
        .put("LoadBalancerName", balancer.name())
        .put("LoadBalancerStatus", "active")
        .put("Address", place.ip())
        .put("AddressType", "intranet")
        .put("AddressIPVersion", "ipv4")
        .put("NetworkType", "vpc")
        .put("VpcId", balancer.vpcId())
        .put("VSwitchId", place.vswitchId())
        .put("MasterZoneId", place.zone())
        .put("RegionId", call.region)
        .put("CreateTime", Times.iso(balancer.createdAt()))
        .put("ResourceGroupId", "");
    if (json == call.out) {
      json.wrapped(
          "ListenerPortsAndProtocol",
          "ListenerPortAndProtocol",
          balancer.listeners().keys().stream().filter(port -> port != 0).toList(),
          (item, port) -> item.put("ListenerPort", port).put("ListenerProtocol", "tcp"));
      Listener pool = balancer.listeners().get(0);
      json.wrapped(
          "BackendServers",
          "BackendServer",
          pool == null ? List.<Backend>of() : pool.backends(),
          (item, server) ->
              item.put("ServerId", server.instanceId()).put("Type", "ecs").put("Weight", 100));
    }
  }

  private static void list(Rpc call) {
    List<String> ids = call.query.list("LoadBalancerIds");
    List<String> names = call.query.list("LoadBalancerNames");
    List<String> vpcs = call.query.list("VpcIds");
    String zone = call.text("ZoneId");
    List<Balancer> found =
        call.all(Kind.BALANCER).stream()
            .filter(one -> one.type().equals("nlb"))
            .filter(one -> ids.isEmpty() || ids.contains(one.id()))
            .filter(one -> names.isEmpty() || names.contains(one.name()))
            .filter(one -> vpcs.isEmpty() || vpcs.contains(one.vpcId()))
            .filter(one -> zone.isEmpty() || one.isIn(zone))
            .toList();
    call.out
        .put("TotalCount", found.size())
        .list(
            "LoadBalancers",
            PrivateLink.page(call, found, 100, Balancer::id),
            Balancers::writeNetwork);
  }

  private static void writeNetwork(Json json, Balancer balancer) {
    json.put("LoadBalancerId", balancer.id())
        .put("LoadBalancerName", balancer.name())
        .put("LoadBalancerStatus", "Active")
        .put("LoadBalancerBusinessStatus", "Normal")
        .put("LoadBalancerType", "Network")
        .put("AddressType", "Intranet")
        .put("AddressIpVersion", "Ipv4")
        .put("RegionId", balancer.region())
        .put("VpcId", balancer.vpcId())
        .put("DNSName", balancer.id() + "." + balancer.region() + ".nlb.aliyuncs.com")
        .put("CreateTime", Times.iso(balancer.createdAt()))
        .put("ResourceGroupId", "")
        .list(
            "ZoneMappings",
            balancer.places(),
            (item, place) ->
                item.put("ZoneId", place.zone())
                    .put("VSwitchId", place.vswitchId())
                    .put("Status", "Active")
                    .list(
                        "LoadBalancerAddresses",
                        List.of(place),
                        (address, one) -> address.put("PrivateIPv4Address", one.ip())));
  }
}
