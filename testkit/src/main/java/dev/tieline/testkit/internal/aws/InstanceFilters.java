package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What instances can be looked for by. */
final class InstanceFilters {

  private InstanceFilters() {}

  static void add(Ec2Call call, Listing<Instance> listing) {
    listing
        .filter("instance-id", Instance::id)
        .filter("owner-id", instance -> call.account)
        .filter("image-id", Instance::image)
        .filter("instance-type", Instance::type)
        .filter("reservation-id", Instance::reservationId)
        .filter("instance-state-name", instance -> Instances.state(call, instance))
        .filter("instance-state-code", i -> Instances.code(Instances.state(call, i)))
        .filter("availability-zone", instance -> Instances.zone(call, instance))
        .filter("availability-zone-id", instance -> Instances.zoneId(call, instance))
        .filter("launch-index", instance -> 0)
        .filter("launch-time", instance -> Times.iso(instance.startedAt()))
        .filter("architecture", instance -> "x86_64")
        .filter("hypervisor", instance -> "xen")
        .filter("virtualization-type", instance -> "hvm")
        .filter("root-device-type", instance -> "ebs")
        .filter("root-device-name", instance -> "/dev/xvda")
        .filter("ena-support", instance -> true)
        .filter("operator.managed", instance -> false)
        .filter("ebs-optimized", instance -> instance.attribute("ebsOptimized", "false"))
        .filter("tenancy", instance -> instance.attribute("tenancy", "default"))
        .filter("monitoring-state", Instances::monitoringState)
        .filter("key-name", attribute("keyName"))
        .filter("client-token", attribute("clientToken"))
        .filter("metadata-options.http-tokens", i -> i.attribute("httpTokens", "optional"))
        .filter("metadata-options.http-endpoint", i -> i.attribute("httpEndpoint", "enabled"))
        .filter("vpc-id", ifAlive(Instance::vpcId))
        .filter("subnet-id", ifAlive(Instance::subnetId))
        .filter("private-ip-address", ifAlive(Instance::privateIp))
        .filter(
            "private-dns-name", ifAlive(instance -> Instances.dnsName(call, instance.privateIp())))
        .filters("instance.group-id", instance -> Instances.groups(call, instance))
        .filters("group-id", instance -> Instances.groups(call, instance))
        .filters(
            "instance.group-name", instance -> groupNames(call, Instances.groups(call, instance)))
        .filters("ip-address", elastic(call, Address::publicIp))
        .filters("dns-name", elastic(call, a -> Addresses.dnsName(call, a.publicIp())))
        .filters("ipv6-address", each(call, eni -> eni.ipv6().stream().map(Ip::toString).toList()))
        .absent(
            "iam-instance-profile.arn",
            "iam-instance-profile.id",
            "instance-lifecycle",
            "host-id",
            "kernel-id",
            "outpost-arn",
            "placement-group-name",
            "platform",
            "ramdisk-id",
            "requester-id",
            "spot-instance-request-id");
    addOfInterfaces(call, listing, "network-interface.");
  }

  private static void addOfInterfaces(Ec2Call call, Listing<Instance> listing, String prefix) {
    listing
        .filters(prefix + "network-interface-id", each(call, eni -> List.of(eni.id())))
        .filters(prefix + "vpc-id", each(call, eni -> List.of(eni.vpcId())))
        .filters(prefix + "subnet-id", each(call, eni -> List.of(eni.subnetId())))
        .filters(prefix + "group-id", each(call, NetworkInterface::groups))
        .filters(prefix + "group-name", each(call, eni -> groupNames(call, eni.groups())))
        .filters(prefix + "mac-address", each(call, eni -> List.of(eni.mac())))
        .filters(prefix + "description", each(call, eni -> List.of(eni.description())))
        .filters(prefix + "owner-id", each(call, eni -> List.of(call.account)))
        .filters(prefix + "status", each(call, eni -> List.of("in-use")))
        .filters(prefix + "attachment.instance-id", each(call, eni -> List.of(eni.instanceId())))
        .filters(
            prefix + "addresses.private-ip-address",
            each(call, eni -> eni.privateIps().stream().map(Ip::toString).toList()))
        .filters(
            prefix + "ipv6-addresses.ipv6-address",
            each(call, eni -> eni.ipv6().stream().map(Ip::toString).toList()))
        .filters(prefix + "association.public-ip", elastic(call, Address::publicIp))
        .filters(prefix + "association.allocation-id", elastic(call, Address::id))
        .filters(prefix + "addresses.association.public-ip", elastic(call, Address::publicIp));
  }

  private static Function<Instance, @Nullable Object> attribute(String name) {
    return instance -> instance.attributes().get(name);
  }

  /** A terminated instance has left its network. */
  private static Function<Instance, @Nullable Object> ifAlive(Function<Instance, Object> member) {
    return instance -> instance.terminatedAt() == null ? member.apply(instance) : null;
  }

  private static Function<Instance, Collection<String>> each(
      Ec2Call call, Function<NetworkInterface, List<String>> member) {
    return instance ->
        Instances.interfaces(call, instance).stream()
            .flatMap(eni -> member.apply(eni).stream())
            .toList();
  }

  private static Function<Instance, Collection<String>> elastic(
      Ec2Call call, Function<Address, Object> member) {
    return each(
        call,
        eni -> Addresses.of(call, eni.id()).stream().map(a -> member.apply(a).toString()).toList());
  }

  static List<String> groupNames(Ec2Call call, List<String> ids) {
    List<String> names = new ArrayList<>();
    for (String id : ids) {
      SecurityGroup group = call.find(Kind.GROUP, id);
      if (group != null) {
        names.add(group.name());
      }
    }
    return names;
  }
}
