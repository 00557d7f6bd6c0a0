package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.aws.NetworkInterface.Attachment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Network interfaces. */
final class NetworkInterfaces {

  private static final int MOST_GROUPS = 5;

  /** Whom the cloud names as the owner of what it does by itself. */
  static final String CLOUD = "amazon-aws";

  private NetworkInterfaces() {}

  static void register(Actions actions) {
    actions.reads("DescribeNetworkInterfaces", NetworkInterfaces::describe);
    actions.writes("CreateNetworkInterface", NetworkInterfaces::create);
    actions.writes("DeleteNetworkInterface", NetworkInterfaces::delete);
    actions.reads("DescribeNetworkInterfaceAttribute", NetworkInterfaces::describeAttribute);
    actions.writes("ModifyNetworkInterfaceAttribute", NetworkInterfaces::modify);
    actions.writes("ResetNetworkInterfaceAttribute", NetworkInterfaces::reset);
    Attachments.register(actions);
    InterfaceAddresses.register(actions);
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
        .filter("availability-zone-id", eni -> zoneId(call, eni))
        .filter("interface-type", NetworkInterface::type)
        .filter("requester-managed", NetworkInterface::isOfCloud)
        .filter("requester-id", eni -> eni.isOfCloud() ? CLOUD : null)
        .filter("mac-address", NetworkInterface::mac)
        .filter("source-dest-check", NetworkInterface::checksSource)
        .filter("private-dns-name", eni -> Instances.dnsName(call, eni.privateIp()))
        .filter("private-ip-address", NetworkInterface::privateIp)
        .filter("addresses.primary", eni -> true)
        .filters("addresses.private-ip-address", eni -> texts(eni.privateIps()))
        .filters("addresses.association.public-ip", elastic(call, Address::publicIp))
        .filters("addresses.association.owner-id", elastic(call, address -> call.account))
        .filters("association.public-ip", elastic(call, Address::publicIp))
        .filters("association.allocation-id", elastic(call, Address::id))
        .filters("association.ip-owner-id", elastic(call, address -> call.account))
        .filters(
            "association.association-id",
            elastic(call, address -> Addresses.associationId(call, address)))
        .filter("attachment.attachment-id", of(Attachment::id))
        .filter("attachment.instance-id", of(Attachment::instanceId))
        .filter("attachment.instance-owner-id", of(attachment -> call.account))
        .filter("attachment.device-index", of(Attachment::deviceIndex))
        .filter("attachment.delete-on-termination", of(Attachment::deletedWithInstance))
        .filter("attachment.attach-time", of(attachment -> Times.iso(attachment.at())))
        .filter("attachment.status", of(attachment -> "attached"))
        .filters(
            "association.public-dns-name",
            elastic(call, address -> Addresses.dnsName(call, address.publicIp())))
        .filter("operator.managed", eni -> false)
        .absent("attachment.nat-gateway-id", "operator.principal")
        .filters("group-id", NetworkInterface::groups)
        .filters("group-name", eni -> InstanceFilters.groupNames(call, eni.groups()))
        .filters("ipv6-addresses.ipv6-address", eni -> texts(eni.ipv6()))
        .write("networkInterfaceSet", 5, 1000, (item, eni) -> write(call, item, eni));
  }

  private static Function<NetworkInterface, @Nullable Object> of(
      Function<Attachment, Object> member) {
    return eni -> eni.attachment() == null ? null : member.apply(eni.attachment());
  }

  private static Function<NetworkInterface, Collection<String>> elastic(
      Ec2Call call, Function<Address, Object> member) {
    return eni ->
        Addresses.of(call, eni.id()).stream().map(a -> member.apply(a).toString()).toList();
  }

  private static List<String> texts(List<Ip> ips) {
    return ips.stream().map(Ip::toString).toList();
  }

  private static String status(NetworkInterface eni) {
    return eni.isFree() ? "available" : "in-use";
  }

  private static @Nullable String zoneId(Ec2Call call, NetworkInterface eni) {
    String zone = zone(call, eni);
    return zone == null ? null : Places.zone(call, zone).id();
  }

  static @Nullable String zone(Ec2Call call, NetworkInterface eni) {
    Subnet subnet = call.find(Kind.SUBNET, eni.subnetId());
    return subnet == null ? null : subnet.zone();
  }

  private static void create(Ec2Call call) {
    ClientToken token = ClientToken.of(call);
    NetworkInterface eni = token.made(Kind.INTERFACE);
    if (eni == null) {
      Subnet subnet = call.require(Kind.SUBNET, call.query.require("SubnetId"));
      call.query.ignores("InterfaceType");
      eni = create(call, subnet, Wish.of(call.query));
      token.makes(eni.id());
      Tags.specified(call, Kind.INTERFACE, eni.id());
    }
    NetworkInterface shown = eni;
    call.out.nest("networkInterface", item -> write(call, item, shown));
    call.out.add("clientToken", token.text());
  }

  /** What a call wants of a new interface, of its own or as part of a launch. */
  record Wish(
      List<String> groups,
      List<String> ips,
      int ipCount,
      List<String> ipv6,
      @Nullable Integer ipv6Count,
      String description) {

    static Wish of(Query query) {
      List<String> ips = new ArrayList<>(RuleReader.given(query, "PrivateIpAddress"));
      for (Query ip : query.structures("PrivateIpAddresses")) {
        ips.add(ip.flag("Primary", false) ? 0 : ips.size(), ip.require("PrivateIpAddress"));
      }
      List<String> ipv6 = new ArrayList<>();
      for (Query ip : query.structures("Ipv6Addresses")) {
        ip.ignores("IsPrimaryIpv6");
        ipv6.add(ip.require("Ipv6Address"));
      }
      return new Wish(
          query.list("SecurityGroupId"),
          ips,
          1 + InterfaceAddresses.atLeast(query.number("SecondaryPrivateIpAddressCount"), 0),
          ipv6,
          query.number("Ipv6AddressCount"),
          query.get("Description", ""));
    }

    Wish plus(List<String> groupIds) {
      List<String> all = new ArrayList<>(groups);
      all.addAll(groupIds);
      return new Wish(all, ips, ipCount, ipv6, ipv6Count, description);
    }
  }

  static NetworkInterface create(Ec2Call call, Subnet subnet, Wish wish) {
    List<String> checked = groups(call, subnet.vpcId(), wish.groups());
    Set<Ip> taken = InterfaceAddresses.taken(call, subnet.id());
    List<Ip> ips = InterfaceAddresses.take(subnet, taken, wish.ips(), wish.ipCount());
    int sixes =
        wish.ipv6Count() == null && wish.ipv6().isEmpty()
            ? (subnet.assignsIpv6() ? 1 : 0)
            : InterfaceAddresses.atLeast(wish.ipv6Count(), wish.ipv6().size());
    List<Ip> ipv6 =
        sixes == 0 ? List.of() : InterfaceAddresses.takeIpv6(subnet, taken, wish.ipv6(), sixes);
    return put(call, subnet, ips, ipv6, checked, wish.description(), NetworkInterface.PLAIN);
  }

  private static NetworkInterface put(
      Ec2Call call,
      Subnet subnet,
      List<Ip> ips,
      List<Ip> ipv6,
      List<String> groups,
      String description,
      String type) {
    NetworkInterface eni =
        new NetworkInterface(
            call.newId(Kind.INTERFACE),
            subnet.id(),
            subnet.vpcId(),
            List.copyOf(ips),
            List.copyOf(ipv6),
            groups,
            description,
            null,
            type.equals(NetworkInterface.PLAIN),
            call.now,
            type,
            null);
    call.put(Kind.INTERFACE, eni.id(), eni);
    return eni;
  }

  /** Makes an interface that the cloud keeps for something of its own. */
  static NetworkInterface ofCloud(
      Ec2Call call,
      Subnet subnet,
      String type,
      String description,
      @Nullable String primary,
      List<String> further,
      int more) {
    List<String> chosen = new ArrayList<>();
    Set<Ip> taken = InterfaceAddresses.taken(call, subnet.id());
    List<Ip> ips = new ArrayList<>();
    if (primary == null) {
      ips.addAll(InterfaceAddresses.take(subnet, taken, List.of(), 1));
    } else {
      chosen.add(primary);
    }
    chosen.addAll(further);
    ips.addAll(InterfaceAddresses.take(subnet, taken, chosen, 1 + more - ips.size()));
    return put(call, subnet, ips, List.of(), List.of(), description, type);
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

  private static void delete(Ec2Call call) {
    NetworkInterface eni = call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
    if (eni.isOfCloud()) {
      throw notYours();
    }
    if (!eni.isFree()) {
      throw AwsError.of(
          "InvalidParameterValue", "Network interface '" + eni.id() + "' is currently in use.");
    }
    remove(call, eni);
    call.out.add("return", true);
  }

  static void remove(Ec2Call call, NetworkInterface eni) {
    Addresses.leave(call, eni.id(), null);
    call.remove(Kind.INTERFACE, eni.id());
  }

  private static AwsError notYours() {
    return AwsError.of(
        "AuthFailure", "You do not have permission to access the specified resource.");
  }

  private static void modify(Ec2Call call) {
    NetworkInterface eni = call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
    List<String> groups = call.query.list("SecurityGroupId");
    if (eni.isOfCloud()) {
      throw notYours();
    }
    NetworkInterface changed =
        eni.with(
            groups.isEmpty() ? eni.groups() : groups(call, eni.vpcId(), groups),
            call.query.get("Description.Value", eni.description()),
            call.query.flag("SourceDestCheck.Value", eni.checksSource()));
    String attachmentId = call.query.get("Attachment.AttachmentId");
    if (attachmentId != null) {
      Attachment old = eni.attachment();
      if (old == null || !old.id().equals(attachmentId)) {
        throw Attachments.absent(attachmentId);
      }
      boolean dies = call.query.flag("Attachment.DeleteOnTermination", old.deletedWithInstance());
      changed =
          changed.attached(
              new Attachment(old.id(), old.instanceId(), old.deviceIndex(), old.at(), dies));
    }
    call.put(Kind.INTERFACE, eni.id(), changed);
    call.out.add("return", true);
  }

  private static void reset(Ec2Call call) {
    NetworkInterface eni = call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
    call.query.require("SourceDestCheck");
    call.put(Kind.INTERFACE, eni.id(), eni.with(eni.groups(), eni.description(), true));
    call.out.add("return", true);
  }

  private static void describeAttribute(Ec2Call call) {
    NetworkInterface eni = call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
    String attribute = call.query.require("Attribute");
    call.out.add("networkInterfaceId", eni.id());
    switch (attribute) {
      case "description" ->
          call.out.nest(attribute, value -> value.add("value", eni.description()));
      case "sourceDestCheck" ->
          call.out.nest(attribute, value -> value.add("value", eni.checksSource()));
      case "groupSet" -> writeGroups(call, call.out, eni.groups());
      case "attachment" -> Attachments.write(call, call.out, eni);
      default ->
          throw AwsError.invalid(
              "attribute",
              attribute,
              "Expecting description, groupSet, sourceDestCheck or attachment.");
    }
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
    item.add("availabilityZone", zone(call, eni))
        .add("availabilityZoneId", zoneId(call, eni))
        .add("requesterId", eni.isOfCloud() ? CLOUD : null)
        .add("requesterManaged", eni.isOfCloud());
    writeCommon(call, item, eni, true);
    Attachments.write(call, item, eni);
    Tags.write(call, item, eni.id());
  }

  /** Writes an interface as part of its instance, which tells less of it. */
  static void writeOfInstance(Ec2Call call, XmlElement item, NetworkInterface eni) {
    writeCommon(call, item, eni, false);
    Attachment attached = eni.attachment();
    if (attached != null) {
      item.nest("attachment", entry -> Attachments.write(entry, attached));
    }
  }

  private static void writeCommon(
      Ec2Call call, XmlElement item, NetworkInterface eni, boolean whole) {
    item.add("networkInterfaceId", eni.id())
        .add("subnetId", eni.subnetId())
        .add("vpcId", eni.vpcId())
        .add("description", eni.description())
        .add("ownerId", call.account)
        .add("status", status(eni))
        .add("macAddress", eni.mac())
        .add("privateIpAddress", eni.privateIp())
        .add("privateDnsName", Instances.dnsName(call, eni.privateIp()))
        .add("sourceDestCheck", eni.checksSource())
        .add("interfaceType", eni.type());
    writeGroups(call, item, eni.groups());
    Address primary = elastic(call, eni, eni.privateIp());
    if (primary != null) {
      Addresses.writeAssociation(call, item, primary, whole);
    }
    item.items(
        "privateIpAddressesSet",
        eni.privateIps(),
        (entry, ip) -> {
          entry
              .add("privateIpAddress", ip)
              .add("privateDnsName", Instances.dnsName(call, ip))
              .add("primary", ip.equals(eni.privateIp()));
          Address address = elastic(call, eni, ip);
          if (address != null) {
            Addresses.writeAssociation(call, entry, address, whole);
          }
        });
    item.items("ipv6AddressesSet", eni.ipv6(), (entry, ip) -> entry.add("ipv6Address", ip))
        .nest("operator", operator -> operator.add("managed", false));
  }

  private static @Nullable Address elastic(Ec2Call call, NetworkInterface eni, Ip privateIp) {
    return Addresses.of(call, eni.id()).stream()
        .filter(address -> Addresses.stands(call, address, privateIp))
        .findFirst()
        .orElse(null);
  }
}
