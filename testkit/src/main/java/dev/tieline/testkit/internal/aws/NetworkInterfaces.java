package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.XmlElement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Network interfaces. */
final class NetworkInterfaces {

  private static final int MOST_GROUPS = 5;

  private NetworkInterfaces() {}

  static void register(Actions actions) {
    actions.reads("DescribeNetworkInterfaces", NetworkInterfaces::describe);
    actions.writes("CreateNetworkInterface", NetworkInterfaces::create);
    actions.writes("DeleteNetworkInterface", NetworkInterfaces::delete);
    actions.writes("ModifyNetworkInterfaceAttribute", NetworkInterfaces::modify);
  }

  private static void describe(Ec2Call call) {
    Listing.of(
            call,
            Kind.INTERFACE,
            "NetworkInterfaceId",
            call.all(Kind.INTERFACE),
            NetworkInterface::id)
        .filter("network-interface-id", NetworkInterface::id)
        .filter("vpc-id", NetworkInterface::vpcId)
        .filter("subnet-id", NetworkInterface::subnetId)
        .filter("owner-id", eni -> call.account)
        .filter("description", NetworkInterface::description)
        .filter("status", NetworkInterfaces::status)
        .filter("availability-zone", eni -> zone(call, eni))
        .filter("interface-type", eni -> "interface")
        .filter("requester-managed", eni -> false)
        .filter("mac-address", NetworkInterface::mac)
        .filter("private-ip-address", NetworkInterface::privateIp)
        .filter("addresses.private-ip-address", NetworkInterface::privateIp)
        .filter(
            "attachment.instance-id", eni -> eni.instanceId().isEmpty() ? null : eni.instanceId())
        .filter("attachment.status", eni -> eni.instanceId().isEmpty() ? null : "attached")
        .filters("group-id", NetworkInterface::groups)
        .filters(
            "ipv6-addresses.ipv6-address", eni -> eni.ipv6().stream().map(Ip::toString).toList())
        .write("networkInterfaceSet", 5, 1000, (item, eni) -> write(call, item, eni));
  }

  private static String status(NetworkInterface eni) {
    return eni.instanceId().isEmpty() ? "available" : "in-use";
  }

  private static @Nullable String zone(Ec2Call call, NetworkInterface eni) {
    Subnet subnet = call.find(Kind.SUBNET, eni.subnetId());
    return subnet == null ? null : subnet.zone();
  }

  private static void create(Ec2Call call) {
    Subnet subnet = call.require(Kind.SUBNET, call.query.require("SubnetId"));
    call.query.ignores("InterfaceType");
    String token = call.query.get("ClientToken");
    String made = call.tokenMade(token);
    NetworkInterface eni = made == null ? null : call.find(Kind.INTERFACE, made);
    if (eni == null) {
      eni =
          create(
              call,
              subnet,
              call.query.list("SecurityGroupId"),
              call.query.get("PrivateIpAddress"),
              call.query.number("Ipv6AddressCount"),
              call.query.get("Description", ""));
      call.tokenMakes(token, eni.id());
      Tags.specified(call, Kind.INTERFACE, eni.id());
    } else {
      call.query.ignores(
          "TagSpecification",
          "SecurityGroupId",
          "PrivateIpAddress",
          "Ipv6AddressCount",
          "Description");
    }
    NetworkInterface shown = eni;
    call.out.nest("networkInterface", item -> write(call, item, shown));
    call.out.add("clientToken", token);
  }

  static NetworkInterface create(
      Ec2Call call,
      Subnet subnet,
      List<String> groups,
      @Nullable String address,
      @Nullable Integer ipv6Count,
      String description) {
    List<String> checked = groups(call, subnet.vpcId(), groups);
    Set<Ip> taken = new HashSet<>();
    for (NetworkInterface other : call.all(Kind.INTERFACE)) {
      if (other.subnetId().equals(subnet.id())) {
        taken.add(other.privateIp());
        taken.addAll(other.ipv6());
      }
    }
    Ip ip = address == null ? firstFree(subnet, taken) : chosen(subnet, taken, address);
    List<Ip> ipv6 = List.of();
    boolean wantsIpv6 = ipv6Count == null ? subnet.assignsIpv6() : ipv6Count > 0;
    if (wantsIpv6) {
      if (subnet.ipv6() == null) {
        throw AwsError.of(
            "InvalidParameterValue", "The subnet '" + subnet.id() + "' has no IPv6 CIDR block");
      }
      Ip next = subnet.ipv6().cidr().host(4);
      while (taken.contains(next)) {
        next = next.next();
      }
      ipv6 = List.of(next);
    }
    NetworkInterface eni =
        new NetworkInterface(
            call.newId(Kind.INTERFACE),
            subnet.id(),
            subnet.vpcId(),
            ip,
            ipv6,
            checked,
            description,
            "",
            true,
            call.now);
    call.put(Kind.INTERFACE, eni.id(), eni);
    return eni;
  }

  /** Checks the groups of an interface; none means the network's default group. */
  static List<String> groups(Ec2Call call, String vpcId, List<String> ids) {
    if (ids.isEmpty()) {
      return call.all(Kind.GROUP).stream()
          .filter(group -> group.vpcId().equals(vpcId) && group.isDefault())
          .map(SecurityGroup::id)
          .toList();
    }
    if (ids.size() > MOST_GROUPS) {
      throw AwsError.of(
          "SecurityGroupsPerInterfaceLimitExceeded",
          "The maximum number of security groups per interface has been reached.");
    }
    for (String id : ids) {
      if (!call.require(Kind.GROUP, id).vpcId().equals(vpcId)) {
        throw AwsError.of(
            "InvalidGroup.NotFound",
            "You have specified two resources that belong to different networks.");
      }
    }
    return List.copyOf(ids);
  }

  private static Ip firstFree(Subnet subnet, Set<Ip> taken) {
    Ip last = subnet.cidr().last();
    for (Ip ip = subnet.cidr().host(4); !ip.equals(last); ip = ip.next()) {
      if (!taken.contains(ip)) {
        return ip;
      }
    }
    throw AwsError.of(
        "InsufficientFreeAddressesInSubnet",
        "The specified subnet does not have enough free addresses to satisfy the request.");
  }

  private static Ip chosen(Subnet subnet, Set<Ip> taken, String address) {
    Cidr cidr = subnet.cidr();
    Ip ip = Ip.tryParse(address).orElse(null);
    if (ip == null
        || !cidr.contains(ip)
        || ip.compareTo(cidr.host(4)) < 0
        || ip.equals(cidr.last())) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Address " + address + " is not a free one of subnet " + subnet.id());
    }
    if (taken.contains(ip)) {
      throw AwsError.of("InvalidIPAddress.InUse", "Address " + address + " is in use.");
    }
    return ip;
  }

  private static void delete(Ec2Call call) {
    NetworkInterface eni = call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
    if (!eni.instanceId().isEmpty()) {
      throw AwsError.of(
          "InvalidParameterValue", "Network interface '" + eni.id() + "' is currently in use.");
    }
    call.remove(Kind.INTERFACE, eni.id());
    call.out.add("return", true);
  }

  private static void modify(Ec2Call call) {
    NetworkInterface eni = call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
    List<String> groups = call.query.list("SecurityGroupId");
    call.put(
        Kind.INTERFACE,
        eni.id(),
        eni.with(
            groups.isEmpty() ? eni.groups() : groups(call, eni.vpcId(), groups),
            call.query.get("Description.Value", eni.description()),
            call.query.flag("SourceDestCheck.Value", eni.checksSource())));
    call.out.add("return", true);
  }

  static void writeGroups(Ec2Call call, XmlElement item, List<String> groups) {
    item.items(
        "groupSet",
        groups,
        (entry, id) -> {
          SecurityGroup group = call.find(Kind.GROUP, id);
          entry.add("groupId", id).add("groupName", group == null ? null : group.name());
        });
  }

  static void write(Ec2Call call, XmlElement item, NetworkInterface eni) {
    item.add("networkInterfaceId", eni.id())
        .add("subnetId", eni.subnetId())
        .add("vpcId", eni.vpcId())
        .add("availabilityZone", zone(call, eni))
        .add("description", eni.description())
        .add("ownerId", call.account)
        .add("requesterManaged", false)
        .add("status", status(eni))
        .add("macAddress", eni.mac())
        .add("privateIpAddress", eni.privateIp())
        .add("sourceDestCheck", eni.checksSource())
        .add("interfaceType", "interface");
    writeGroups(call, item, eni.groups());
    if (!eni.instanceId().isEmpty()) {
      Instance instance = call.find(Kind.INSTANCE, eni.instanceId());
      item.nest(
          "attachment",
          attachment ->
              attachment
                  .add("attachmentId", "eni-attach-" + eni.id().substring(4))
                  .add("instanceId", eni.instanceId())
                  .add("instanceOwnerId", call.account)
                  .add("deviceIndex", 0)
                  .add("status", "attached")
                  .add("attachTime", Times.iso(eni.createdAt()))
                  .add("deleteOnTermination", instance != null && instance.ownsInterface()));
    }
    item.items(
        "privateIpAddressesSet",
        List.of(eni.privateIp()),
        (entry, ip) -> entry.add("privateIpAddress", ip).add("primary", true));
    item.items("ipv6AddressesSet", eni.ipv6(), (entry, ip) -> entry.add("ipv6Address", ip));
    Tags.write(call, item, eni.id());
  }
}
