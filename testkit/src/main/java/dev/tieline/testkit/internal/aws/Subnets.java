package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.aws.Vpc.Block;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subnets. */
final class Subnets {

  /** The first four addresses and the last one belong to the cloud. */
  private static final int RESERVED = 5;

  private Subnets() {}

  static void register(Actions actions) {
    actions.reads("DescribeSubnets", Subnets::describe);
    actions.writes("CreateSubnet", Subnets::create);
    actions.writes("DeleteSubnet", Subnets::delete);
    actions.writes("ModifySubnetAttribute", Subnets::modify);
    actions.writes("AssociateSubnetCidrBlock", Subnets::associate);
    actions.writes("DisassociateSubnetCidrBlock", Subnets::disassociate);
  }

  private static void describe(Ec2Call call) {
    Map<String, Integer> used = addressesUsed(call);
    Map<String, String> zoneIds = new HashMap<>();
    Places.zones(call).forEach(zone -> zoneIds.put(zone.name(), zone.id()));
    Listing<Subnet> listing =
        Listing.of(call, Kind.SUBNET, "SubnetId", call.all(Kind.SUBNET), Subnet::id)
            .filter("subnet-id", Subnet::id)
            .filter("vpc-id", Subnet::vpcId)
            .filter("owner-id", subnet -> call.account)
            .filter("state", subnet -> state(call, subnet))
            .filter("subnet-arn", subnet -> arn(call, subnet))
            .filter("map-public-ip-on-launch", Subnet::mapsPublicIp)
            .filter("available-ip-address-count", subnet -> available(used, subnet))
            .filter("availability-zone-id", subnet -> zoneIds.get(subnet.zone()))
            .filter(
                "ipv6-cidr-block-association.ipv6-cidr-block",
                subnet -> subnet.ipv6() == null ? null : subnet.ipv6().cidr())
            .filter(
                "ipv6-cidr-block-association.association-id",
                subnet -> subnet.ipv6() == null ? null : subnet.ipv6().associationId())
            .filter(
                "ipv6-cidr-block-association.state",
                subnet -> subnet.ipv6() == null ? null : "associated");
    for (String name : List.of("cidr-block", "cidr", "cidrBlock")) {
      listing.filter(name, Subnet::cidr);
    }
    for (String name : List.of("availability-zone", "availabilityZone")) {
      listing.filter(name, Subnet::zone);
    }
    for (String name : List.of("default-for-az", "defaultForAz")) {
      listing.filter(name, Subnet::isZoneDefault);
    }
    listing.write(
        "subnetSet",
        5,
        1000,
        (item, subnet) ->
            write(call, item, subnet, available(used, subnet), zoneIds.get(subnet.zone())));
  }

  private static Map<String, Integer> addressesUsed(Ec2Call call) {
    Map<String, Integer> used = new HashMap<>();
    call.all(Kind.INTERFACE).forEach(eni -> used.merge(eni.subnetId(), 1, Integer::sum));
    return used;
  }

  private static long available(Map<String, Integer> used, Subnet subnet) {
    return subnet.cidr().size().longValueExact() - RESERVED - used.getOrDefault(subnet.id(), 0);
  }

  private static void create(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    Cidr cidr = Blocks.ipv4(call, "CidrBlock");
    if (cidr.prefixLength() < 16
        || cidr.prefixLength() > 28
        || vpc.cidrs().stream().noneMatch(block -> block.contains(cidr))) {
      throw AwsError.of("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
    }
    refuseOverlap(call, vpc.id(), cidr);
    Block ipv6 = null;
    if (call.query.has("Ipv6CidrBlock")) {
      ipv6 = ipv6Block(call, vpc);
    }
    Subnet subnet =
        new Subnet(
            call.newId(Kind.SUBNET),
            vpc.id(),
            cidr,
            ipv6,
            zone(call),
            call.now,
            false,
            false,
            false);
    add(call, subnet);
    Tags.specified(call, Kind.SUBNET, subnet.id());
    call.out.nest("subnet", item -> write(call, item, subnet));
  }

  private static String zone(Ec2Call call) {
    String name = call.query.get("AvailabilityZone");
    String id = call.query.get("AvailabilityZoneId");
    if (id != null) {
      for (Places.Zone zone : Places.zones(call)) {
        if (zone.id().equals(id) && (name == null || name.equals(zone.name()))) {
          return zone.name();
        }
      }
      throw AwsError.invalid("availabilityZoneId", id, "The zone does not exist here.");
    }
    return name == null ? Places.zones(call).get(0).name() : Places.zone(call, name).name();
  }

  private static void refuseOverlap(Ec2Call call, String vpcId, Cidr cidr) {
    for (Subnet other : call.all(Kind.SUBNET)) {
      if (other.vpcId().equals(vpcId) && other.cidrs().stream().anyMatch(cidr::overlaps)) {
        throw AwsError.of(
            "InvalidSubnet.Conflict", "The CIDR '" + cidr + "' conflicts with another subnet");
      }
    }
  }

  private static Block ipv6Block(Ec2Call call, Vpc vpc) {
    Cidr cidr = Blocks.ipv6(call, "Ipv6CidrBlock");
    boolean inside =
        vpc.ipv6Blocks().stream()
            .anyMatch(block -> block.leaving() == null && block.cidr().contains(cidr));
    if (!inside || cidr.prefixLength() != 64) {
      throw AwsError.of("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
    }
    refuseOverlap(call, vpc.id(), cidr);
    return new Block(call.newId("subnet-cidr-assoc"), cidr, call.now, null);
  }

  static void createDefault(Ec2Call call, String vpcId, Cidr cidr, Places.Zone zone) {
    add(
        call,
        new Subnet(
            call.newId(Kind.SUBNET), vpcId, cidr, null, zone.name(), call.now, true, false, true));
  }

  private static void add(Ec2Call call, Subnet subnet) {
    call.put(Kind.SUBNET, subnet.id(), subnet);
    NetworkAcls.associateDefault(call, subnet);
  }

  private static void delete(Ec2Call call) {
    Subnet subnet = call.require(Kind.SUBNET, call.query.require("SubnetId"));
    if (call.all(Kind.INTERFACE).stream().anyMatch(eni -> eni.subnetId().equals(subnet.id()))) {
      throw AwsError.dependency("subnet", subnet.id());
    }
    for (TableAssociation association : call.all(Kind.TABLE_ASSOCIATION)) {
      if (association.subnetId().equals(subnet.id())) {
        call.remove(Kind.TABLE_ASSOCIATION, association.id());
      }
    }
    for (AclAssociation association : call.all(Kind.ACL_ASSOCIATION)) {
      if (association.subnetId().equals(subnet.id())) {
        call.remove(Kind.ACL_ASSOCIATION, association.id());
      }
    }
    call.remove(Kind.SUBNET, subnet.id());
    call.out.add("return", true);
  }

  private static void modify(Ec2Call call) {
    Subnet subnet = call.require(Kind.SUBNET, call.query.require("SubnetId"));
    call.query.ignores(
        "EnableDns64",
        "EnableResourceNameDnsARecordOnLaunch",
        "EnableResourceNameDnsAAAARecordOnLaunch",
        "PrivateDnsHostnameTypeOnLaunch",
        "MapCustomerOwnedIpOnLaunch");
    boolean publicIp = call.query.has("MapPublicIpOnLaunch.Value");
    boolean ipv6 = call.query.has("AssignIpv6AddressOnCreation.Value");
    if (publicIp && ipv6) {
      throw AwsError.of(
          "InvalidParameterCombination", "Only one attribute can be modified at a time");
    }
    boolean assigns = call.query.flag("AssignIpv6AddressOnCreation.Value", subnet.assignsIpv6());
    if (ipv6 && assigns && subnet.ipv6() == null) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Invalid value 'true' for assignIpv6AddressOnCreation. The subnet has no IPv6 CIDR block");
    }
    call.put(
        Kind.SUBNET,
        subnet.id(),
        subnet.with(call.query.flag("MapPublicIpOnLaunch.Value", subnet.mapsPublicIp()), assigns));
    call.out.add("return", true);
  }

  private static void associate(Ec2Call call) {
    Subnet subnet = call.require(Kind.SUBNET, call.query.require("SubnetId"));
    if (subnet.ipv6() != null) {
      throw AwsError.of(
          "InvalidParameterValue",
          "The subnet '" + subnet.id() + "' has an IPv6 CIDR block already");
    }
    Vpc vpc = call.require(Kind.VPC, subnet.vpcId());
    Block block = ipv6Block(call, vpc);
    call.put(Kind.SUBNET, subnet.id(), subnet.withIpv6(block));
    call.out.add("subnetId", subnet.id());
    call.out.nest("ipv6CidrBlockAssociation", item -> writeIpv6(item, block));
  }

  private static void disassociate(Ec2Call call) {
    String id = call.query.require("AssociationId");
    for (Subnet subnet : call.all(Kind.SUBNET)) {
      Block block = subnet.ipv6();
      if (block != null && block.associationId().equals(id)) {
        boolean used =
            call.all(Kind.INTERFACE).stream()
                .anyMatch(eni -> eni.subnetId().equals(subnet.id()) && !eni.ipv6().isEmpty());
        if (used) {
          throw AwsError.of(
              "InvalidCidrBlock.InUse", "The CIDR block '" + block.cidr() + "' is in use");
        }
        call.put(
            Kind.SUBNET, subnet.id(), subnet.withIpv6(null).with(subnet.mapsPublicIp(), false));
        call.out.add("subnetId", subnet.id());
        call.out.nest("ipv6CidrBlockAssociation", item -> writeIpv6(item, block));
        return;
      }
    }
    throw AwsError.of(
        "InvalidSubnetCidrBlockAssociationID.NotFound",
        "The subnet CIDR block association ID '" + id + "' does not exist");
  }

  private static String state(Ec2Call call, Subnet subnet) {
    Instant ready = subnet.createdAt().plus(call.config.delays().vpcPending());
    return call.now.isBefore(ready) ? "pending" : "available";
  }

  private static String arn(Ec2Call call, Subnet subnet) {
    return Arns.of(call, "subnet", subnet.id());
  }

  private static void write(Ec2Call call, XmlElement item, Subnet subnet) {
    String zoneId = Places.zone(call, subnet.zone()).id();
    write(call, item, subnet, available(addressesUsed(call), subnet), zoneId);
  }

  private static void write(
      Ec2Call call, XmlElement item, Subnet subnet, long available, @Nullable String zoneId) {
    item.add("subnetId", subnet.id())
        .add("subnetArn", arn(call, subnet))
        .add("state", state(call, subnet))
        .add("ownerId", call.account)
        .add("vpcId", subnet.vpcId())
        .add("cidrBlock", subnet.cidr())
        .items(
            "ipv6CidrBlockAssociationSet",
            subnet.ipv6() == null ? List.<Block>of() : List.of(subnet.ipv6()),
            (entry, block) -> writeIpv6(entry, block))
        .add("availableIpAddressCount", available)
        .add("availabilityZone", subnet.zone())
        .add("availabilityZoneId", zoneId)
        .add("defaultForAz", subnet.isZoneDefault())
        .add("mapPublicIpOnLaunch", subnet.mapsPublicIp())
        .add("assignIpv6AddressOnCreation", subnet.assignsIpv6())
        .add("ipv6Native", false)
        .add("enableDns64", false)
        .nest(
            "privateDnsNameOptionsOnLaunch",
            options ->
                options
                    .add("hostnameType", "ip-name")
                    .add("enableResourceNameDnsARecord", false)
                    .add("enableResourceNameDnsAAAARecord", false));
    Tags.write(call, item, subnet.id());
  }

  private static void writeIpv6(XmlElement entry, Block block) {
    entry
        .add("associationId", block.associationId())
        .add("ipv6CidrBlock", block.cidr())
        .nest("ipv6CidrBlockState", state -> state.add("state", "associated"));
  }
}
