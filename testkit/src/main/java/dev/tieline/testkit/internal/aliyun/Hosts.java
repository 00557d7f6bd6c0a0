package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Ip;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Instances and their interfaces: enough to have somebody who sends and receives packets. */
final class Hosts {

  private static final String TAGS = " Tag.N.Key Tag.N.Value";

  private Hosts() {}

  static void register(Actions actions) {
    actions.writes(
        "RunInstances",
        "RegionId* VSwitchId* SecurityGroupId SecurityGroupIds.N InstanceName InstanceType ImageId"
            + " PrivateIpAddress Amount:int ClientToken DryRun:bool"
            + TAGS,
        Hosts::run);
    actions.writes(
        "DeleteInstance", "InstanceId* Force:bool ClientToken DryRun:bool", Hosts::delete);
    actions.reads(
        "DescribeInstances",
        "RegionId* InstanceIds InstanceName VpcId VSwitchId ZoneId SecurityGroupId Status"
            + " PrivateIpAddresses InstanceNetworkType ResourceGroupId MaxResults:int NextToken"
            + " PageNumber:int PageSize:int DryRun:bool"
            + TAGS
            + " Tag.N.key Tag.N.value",
        Hosts::describe);
    actions.reads(
        "DescribeNetworkInterfaces",
        "RegionId* NetworkInterfaceId.N NetworkInterfaceName InstanceId VpcId VSwitchId"
            + " SecurityGroupId PrimaryIpAddress PrivateIpAddress.N Ipv6Address.N Status Type"
            + " ServiceManaged:bool ResourceGroupId MaxResults:int NextToken PageNumber:int"
            + " PageSize:int"
            + TAGS,
        Hosts::interfaces);
  }

  /** Returns the interfaces that take an address of a vSwitch. */
  static Stream<Eni> enis(Rpc call, String vswitchId) {
    return call.all(Kind.ENI).stream().filter(eni -> eni.vswitchId().equals(vswitchId));
  }

  /** Returns the interfaces that are in a group. */
  static Stream<Eni> members(Rpc call, SecurityGroup group) {
    return call.all(Kind.ENI, group.account(), group.region()).stream()
        .filter(eni -> eni.groups().contains(group.id()));
  }

  private static void run(Rpc call) {
    VSwitch vswitch = VSwitches.require(call, call.text("VSwitchId"));
    if (!vswitch.isAvailable(call.config, call.now)) {
      throw AliyunError.of("IncorrectVSwitchStatus", "The status of the vSwitch is not Available.");
    }
    if (!call.query.get("Amount", "1").equals("1")) {
      throw AliyunError.invalid("Amount"); // the fake starts them one by one
    }
    List<String> groups = call.query.list("SecurityGroupIds");
    if (groups.isEmpty()) {
      groups = List.of(call.query.require("SecurityGroupId"));
    }
    for (String id : groups) {
      if (!SecurityGroups.require(call, id).vpcId().equals(vswitch.vpcId())) {
        throw AliyunError.of(
            "InvalidSecurityGroupId.VPCMismatch",
            "The security group and the vSwitch are of different VPCs.");
      }
    }
    Ip ip =
        VSwitches.address(
            call, vswitch, call.text("PrivateIpAddress"), "InvalidPrivateIpAddress.Unusable");
    String id = call.newId("i");
    String eni = call.newId("eni");
    call.put(
        Kind.ENI,
        new Eni(
            eni,
            call.account,
            call.region,
            vswitch.vpcId(),
            vswitch.id(),
            vswitch.zone(),
            ip,
            Eni.beside(vswitch.ipv6(), vswitch.cidr(), ip),
            groups,
            id,
            "Primary",
            call.now,
            null));
    call.put(
        Kind.INSTANCE,
        new Instance(
            id,
            call.account,
            call.region,
            vswitch.vpcId(),
            vswitch.id(),
            vswitch.zone(),
            call.text("InstanceName"),
            eni,
            call.now));
    Tags.create(call, id);
    call.out.nest("InstanceIdSets", sets -> sets.texts("InstanceIdSet", List.of(id)));
  }

  private static void delete(Rpc call) {
    Instance instance = call.find(Kind.INSTANCE, call.text("InstanceId"));
    if (instance == null) {
      throw AliyunError.notFound(
          "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.");
    }
    if (!call.query.flag("Force", false)) {
      throw new AliyunError(403, "IncorrectInstanceStatus", "The instance is running.", null);
    }
    Eni eni = call.find(Kind.ENI, instance.eniId());
    if (eni != null) {
      call.remove(Kind.ENI, eni);
    }
    call.remove(Kind.INSTANCE, instance);
  }

  private static @Nullable Eni eni(Rpc call, Instance instance) {
    return call.find(Kind.ENI, instance.eniId());
  }

  private static void describe(Rpc call) {
    List<String> ids = SecurityGroups.jsonList(call, "InstanceIds");
    List<String> ips = SecurityGroups.jsonList(call, "PrivateIpAddresses");
    String name = call.text("InstanceName");
    String vpc = call.text("VpcId");
    String vswitch = call.text("VSwitchId");
    String zone = call.text("ZoneId");
    String group = call.text("SecurityGroupId");
    List<Instance> found =
        call.all(Kind.INSTANCE).stream()
            .filter(one -> ids.isEmpty() || ids.contains(one.id()))
            .filter(one -> name.isEmpty() || one.name().equals(name))
            .filter(one -> vpc.isEmpty() || one.vpcId().equals(vpc))
            .filter(one -> vswitch.isEmpty() || one.vswitchId().equals(vswitch))
            .filter(one -> zone.isEmpty() || one.zone().equals(zone))
            .filter(one -> group.isEmpty() || isIn(call, one, group))
            .filter(one -> ips.isEmpty() || hasOne(call, one, ips))
            .filter(one -> call.query.get("Status", "Running").equals("Running"))
            .filter(one -> call.query.get("InstanceNetworkType", "vpc").equals("vpc"))
            .filter(one -> Tags.match(call, one.id(), "Tag"))
            .toList();
    call.out.wrapped(
        "Instances",
        "Instance",
        page(call, found),
        (json, instance) -> write(call, json, instance));
  }

  private static <T extends Thing> List<T> page(Rpc call, List<T> found) {
    if (call.query.has("MaxResults") || call.query.has("NextToken")) {
      call.out.put("TotalCount", found.size());
      return Pages.byToken(call, found, "MaxResults", 10, 500, Thing::id);
    }
    return Pages.numbered(call, found, 500);
  }

  private static boolean isIn(Rpc call, Instance instance, String group) {
    Eni eni = eni(call, instance);
    return eni != null && eni.groups().contains(group);
  }

  private static boolean hasOne(Rpc call, Instance instance, List<String> ips) {
    Eni eni = eni(call, instance);
    return eni != null && ips.contains(eni.ip().toString());
  }

  private static void write(Rpc call, Json json, Instance instance) {
    Eni eni = eni(call, instance);
    List<Eni> enis = eni == null ? List.of() : List.of(eni);
    json.put("InstanceId", instance.id())
        .put("InstanceName", instance.name())
        .put("HostName", instance.id())
        .put("RegionId", instance.region())
        .put("ZoneId", instance.zone())
        .put("Status", "Running")
        .put("InstanceNetworkType", "vpc")
        .put("CreationTime", Times.iso(instance.createdAt()))
        .put("ResourceGroupId", "")
        .wrappedTexts("SecurityGroupIds", "SecurityGroupId", eni == null ? List.of() : eni.groups())
        .nest(
            "VpcAttributes",
            vpc ->
                vpc.put("VpcId", instance.vpcId())
                    .put("VSwitchId", instance.vswitchId())
                    .put("NatIpAddress", "")
                    .wrappedTexts(
                        "PrivateIpAddress",
                        "IpAddress",
                        enis.stream().map(one -> one.ip().toString()).toList()))
        .wrapped(
            "NetworkInterfaces",
            "NetworkInterface",
            enis,
            (item, one) -> {
              item.put("NetworkInterfaceId", one.id())
                  .put("PrimaryIpAddress", one.ip().toString())
                  .put("Type", one.type());
              addresses(item, one);
            });
    Tags.writeEcs(call, json, instance.id());
  }

  private static void addresses(Json json, Eni eni) {
    json.wrapped(
            "PrivateIpSets",
            "PrivateIpSet",
            List.of(eni.ip()),
            (item, ip) -> item.put("PrivateIpAddress", ip.toString()).put("Primary", true))
        .wrapped(
            "Ipv6Sets",
            "Ipv6Set",
            eni.ipv6(),
            (item, ip) -> item.put("Ipv6Address", ip.toString()));
  }

  private static void interfaces(Rpc call) {
    List<String> ids = call.query.list("NetworkInterfaceId");
    List<String> ips = call.query.list("PrivateIpAddress");
    List<String> ipv6 = call.query.list("Ipv6Address");
    String primary = call.text("PrimaryIpAddress");
    String instance = call.text("InstanceId");
    String vpc = call.text("VpcId");
    String vswitch = call.text("VSwitchId");
    String group = call.text("SecurityGroupId");
    String type = call.text("Type");
    String status = call.query.get("Status", "InUse");
    List<Eni> found =
        call.all(Kind.ENI).stream()
            .filter(eni -> !call.now.isBefore(eni.createdAt()))
            .filter(eni -> ids.isEmpty() || ids.contains(eni.id()))
            .filter(eni -> ips.isEmpty() || ips.contains(eni.ip().toString()))
            .filter(eni -> primary.isEmpty() || primary.equals(eni.ip().toString()))
            .filter(
                eni ->
                    ipv6.isEmpty()
                        || eni.ipv6().stream().anyMatch(i -> ipv6.contains(i.toString())))
            .filter(eni -> instance.isEmpty() || eni.instanceId().equals(instance))
            .filter(eni -> vpc.isEmpty() || eni.vpcId().equals(vpc))
            .filter(eni -> vswitch.isEmpty() || eni.vswitchId().equals(vswitch))
            .filter(eni -> group.isEmpty() || eni.groups().contains(group))
            .filter(eni -> type.isEmpty() || eni.type().equals(type))
            .filter(
                eni ->
                    !call.query.has("ServiceManaged")
                        || call.query.flag("ServiceManaged", false) == eni.isOfService())
            .filter(eni -> status.equals(eni.releasedAt() == null ? "InUse" : "Deleting"))
            .filter(eni -> call.text("NetworkInterfaceName").isEmpty())
            .filter(eni -> Tags.match(call, eni.id(), "Tag"))
            .toList();
    call.out.wrapped(
        "NetworkInterfaceSets",
        "NetworkInterfaceSet",
        page(call, found),
        (json, eni) -> write(call, json, eni));
  }

  private static void write(Rpc call, Json json, Eni eni) {
    json.put("NetworkInterfaceId", eni.id())
        .put("NetworkInterfaceName", "")
        .put("Description", "")
        .put("InstanceId", eni.isOfService() ? "" : eni.instanceId())
        .put("VpcId", eni.vpcId())
        .put("VSwitchId", eni.vswitchId())
        .put("ZoneId", eni.zone())
        .put("PrivateIpAddress", eni.ip().toString())
        .put("Type", eni.type())
        .put("Status", eni.releasedAt() == null ? "InUse" : "Deleting")
        .put("OwnerId", eni.account())
        .put("ServiceManaged", eni.isOfService())
        .put("CreationTime", Times.iso(eni.createdAt()))
        .put("ResourceGroupId", "")
        .wrappedTexts("SecurityGroupIds", "SecurityGroupId", eni.groups());
    addresses(json, eni);
    Tags.writeEcs(call, json, eni.id());
  }
}
