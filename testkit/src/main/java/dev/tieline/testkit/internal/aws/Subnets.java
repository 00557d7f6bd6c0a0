package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.aws.Vpc.Block;
import java.time.Instant;
import java.util.LinkedHashMap;
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
    actions.writes("CreateDefaultSubnet", Subnets::createDefault);
    actions.writes("DeleteSubnet", Subnets::delete);
    actions.writes("ModifySubnetAttribute", Subnets::modify);
    actions.writes("AssociateSubnetCidrBlock", Subnets::associate);
    actions.writes("DisassociateSubnetCidrBlock", Subnets::disassociate);
  }

  private static void describe(Ec2Call call) {
    Map<String, Integer> used = addressesUsed(call);
    Map<String, String> zoneIds = new LinkedHashMap<>();
    Places.zones(call).forEach(zone -> zoneIds.put(zone.name(), zone.id()));
    Listing<Subnet> listing =
        Listing.of(call, Kind.SUBNET, "SubnetId", call.all(Kind.SUBNET), Subnet::id)
            .filter("subnet-id", Subnet::id)
            .filter("vpc-id", Subnet::vpcId)
            .filter("owner-id", subnet -> call.account)
            .filter("state", subnet -> state(call, subnet))
            .filter("subnet-arn", subnet -> arn(call, subnet))
            .filter("map-public-ip-on-launch", Subnet::mapsPublicIp)
            .filter("enable-dns64", subnet -> subnet.is("EnableDns64"))
            .filter("ipv6-native", subnet -> false)
            .filter("map-customer-owned-ip-on-launch", subnet -> false)
            .filter("private-dns-name-options-on-launch.hostname-type", Subnets::hostnameType)
            .filter(
                "private-dns-name-options-on-launch.enable-resource-name-dns-a-record",
                subnet -> subnet.is("EnableResourceNameDnsARecordOnLaunch"))
            .filter(
                "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
                subnet -> subnet.is("EnableResourceNameDnsAAAARecordOnLaunch"))
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
    listing.absent("customer-owned-ipv4-pool", "enable-lni-at-device-index", "outpost-arn");
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
    Map<String, Integer> used = new LinkedHashMap<>();
    call.all(Kind.INTERFACE)
        .forEach(eni -> used.merge(eni.subnetId(), eni.privateIps().size(), Integer::sum));
    return used;
  }

  private static long available(Map<String, Integer> used, Subnet subnet) {
    return subnet.cidr().size().longValueExact() - RESERVED - used.getOrDefault(subnet.id(), 0);
  }

  private static void create(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    refuseIpv6Alone(call);
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
            PersistentMap.empty(),
            false);
    add(call, subnet);
    Tags.specified(call, Kind.SUBNET, subnet.id());
    call.out.nest("subnet", item -> write(call, item, subnet));
  }

  private static void refuseIpv6Alone(Ec2Call call) {
    if (call.query.flag("Ipv6Native", false)) {
      throw AwsError.of("UnsupportedOperation", "The fake has no subnets of IPv6 alone.");
    }
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

  static Subnet createDefault(Ec2Call call, String vpcId, Cidr cidr, Places.Zone zone) {
    Subnet subnet =
        new Subnet(
            call.newId(Kind.SUBNET),
            vpcId,
            cidr,
            null,
            zone.name(),
            call.now,
            PersistentMap.<String, String>empty().put(Subnet.PUBLIC_IP, "true"),
            true);
    add(call, subnet);
    return subnet;
  }

  /** Makes a zone's default subnet anew: the first free /20 of the default VPC. */
  private static void createDefault(Ec2Call call) {
    Vpc vpc =
        call.all(Kind.VPC).stream()
            .filter(Vpc::isDefault)
            .findFirst()
            .orElseThrow(
                () ->
                    AwsError.of(
                        "DefaultVpcDoesNotExist", "No default VPC exists for this account."));
    refuseIpv6Alone(call);
    String zone = zone(call);
    List<Subnet> others =
        call.all(Kind.SUBNET).stream().filter(s -> s.vpcId().equals(vpc.id())).toList();
    for (Subnet other : others) {
      if (other.isZoneDefault() && other.zone().equals(zone)) {
        throw AwsError.of(
            "DefaultSubnetAlreadyExistsInAvailabilityZone",
            "'" + other.id() + "' is already the default subnet in " + zone + ".");
      }
    }
    Cidr block = Cidr.of(vpc.primary().first(), 20);
    while (vpc.primary().contains(block)) {
      Cidr candidate = block;
      if (others.stream().noneMatch(other -> other.cidr().overlaps(candidate))) {
        Subnet made = createDefault(call, vpc.id(), candidate, Places.zone(call, zone));
        call.out.nest("subnet", item -> write(call, item, made));
        return;
      }
      block = Cidr.of(block.last().next(), 20);
    }
    throw AwsError.of("InsufficientCidrBlocks", "There is no free /20 left in " + vpc.id());
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

  /** Attributes with a truth value, each with the parameter's name; one may be set in a call. */
  private static final List<String> FLAGS =
      List.of(
          Subnet.PUBLIC_IP,
          Subnet.IPV6_ADDRESS,
          "EnableDns64",
          "EnableResourceNameDnsARecordOnLaunch",
          "EnableResourceNameDnsAAAARecordOnLaunch");

  private static final String HOSTNAME_TYPE = "PrivateDnsHostnameTypeOnLaunch";

  private static void modify(Ec2Call call) {
    Subnet subnet = call.require(Kind.SUBNET, call.query.require("SubnetId"));
    Subnet changed = subnet;
    int given = 0;
    for (String name : FLAGS) {
      if (call.query.has(name + ".Value")) {
        given++;
        boolean on = call.query.flag(name + ".Value", false);
        if (on && subnet.ipv6() == null && name.equals(Subnet.IPV6_ADDRESS)) {
          throw AwsError.of(
              "InvalidParameterValue",
              "Invalid value 'true' for assignIpv6AddressOnCreation. The subnet has no IPv6 CIDR"
                  + " block");
        }
        changed = changed.with(name, String.valueOf(on));
      }
    }
    String hostname = call.query.get(HOSTNAME_TYPE);
    if (hostname != null) {
      given++;
      if (!hostname.equals("ip-name") && !hostname.equals("resource-name")) {
        throw AwsError.invalid(
            "privateDnsHostnameTypeOnLaunch", hostname, "Expecting ip-name or resource-name.");
      }
      changed = changed.with(HOSTNAME_TYPE, hostname);
    }
    if (given != 1) {
      throw AwsError.of(
          "InvalidParameterCombination", "Exactly one attribute can be modified at a time");
    }
    call.put(Kind.SUBNET, subnet.id(), changed);
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
    call.out.nest("ipv6CidrBlockAssociation", item -> writeIpv6(item, block, "associating"));
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
            Kind.SUBNET, subnet.id(), subnet.withIpv6(null).with(Subnet.IPV6_ADDRESS, "false"));
        call.out.add("subnetId", subnet.id());
        call.out.nest("ipv6CidrBlockAssociation", item -> writeIpv6(item, block, "disassociating"));
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
            (entry, block) -> writeIpv6(entry, block, "associated"))
        .add("availableIpAddressCount", available)
        .add("availabilityZone", subnet.zone())
        .add("availabilityZoneId", zoneId)
        .add("defaultForAz", subnet.isZoneDefault())
        .add("mapPublicIpOnLaunch", subnet.mapsPublicIp())
        .add("assignIpv6AddressOnCreation", subnet.assignsIpv6())
        .add("ipv6Native", false)
        .add("enableDns64", subnet.is("EnableDns64"))
        .add("mapCustomerOwnedIpOnLaunch", false)
        .nest("blockPublicAccessStates", states -> states.add("internetGatewayBlockMode", "off"))
        .nest(
            "privateDnsNameOptionsOnLaunch",
            options ->
                options
                    .add("hostnameType", hostnameType(subnet))
                    .add(
                        "enableResourceNameDnsARecord",
                        subnet.is("EnableResourceNameDnsARecordOnLaunch"))
                    .add(
                        "enableResourceNameDnsAAAARecord",
                        subnet.is("EnableResourceNameDnsAAAARecordOnLaunch")));
    Tags.write(call, item, subnet.id());
  }

  private static String hostnameType(Subnet subnet) {
    String type = subnet.attributes().get(HOSTNAME_TYPE);
    return type == null ? "ip-name" : type;
  }

  /** The answer of a change speaks of the change; a description right after it, of its result. */
  private static void writeIpv6(XmlElement entry, Block block, String status) {
    entry
        .add("associationId", block.associationId())
        .add("ipv6CidrBlock", block.cidr())
        .add("ipv6AddressAttribute", "public")
        .add("ipSource", "amazon")
        .nest("ipv6CidrBlockState", state -> state.add("state", status));
  }
}
