package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.aws.Vpc.Block;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** VPCs, their blocks and attributes, and what is born and dies with them. */
final class Vpcs {

  private Vpcs() {}

  static void register(Actions actions) {
    actions.reads("DescribeVpcs", Vpcs::describe);
    actions.writes("CreateVpc", Vpcs::create);
    actions.writes("CreateDefaultVpc", Vpcs::createDefault);
    actions.writes("DeleteVpc", Vpcs::delete);
    actions.reads("DescribeVpcAttribute", Vpcs::describeAttribute);
    actions.writes("ModifyVpcAttribute", Vpcs::modifyAttribute);
    actions.writes("ModifyVpcTenancy", Vpcs::modifyTenancy);
    actions.writes("AssociateVpcCidrBlock", Vpcs::associate);
    actions.writes("DisassociateVpcCidrBlock", Vpcs::disassociate);
  }

  private static void describe(Ec2Call call) {
    Duration delay = call.config.delays().blockAssociating();
    Listing.of(call, Kind.VPC, "VpcId", call.all(Kind.VPC), Vpc::id)
        .filter("vpc-id", Vpc::id)
        .filter("owner-id", vpc -> call.account)
        .filter("cidr", Vpc::primary)
        .filter("cidr-block", Vpc::primary)
        .filter("state", vpc -> state(call, vpc))
        .filter("is-default", Vpc::isDefault)
        .filter("isDefault", Vpc::isDefault)
        .filter("dhcp-options-id", vpc -> DhcpOptionSets.of(call, vpc))
        .filters("cidr-block-association.cidr-block", members(call, Vpc::blocks, Block::cidr))
        .filters(
            "cidr-block-association.association-id",
            members(call, Vpc::blocks, Block::associationId))
        .filters(
            "cidr-block-association.state",
            members(call, Vpc::blocks, b -> b.state(call.now, delay)))
        .filters(
            "ipv6-cidr-block-association.ipv6-pool", members(call, Vpc::ipv6Blocks, b -> "Amazon"))
        .filters(
            "ipv6-cidr-block-association.ipv6-cidr-block",
            members(call, Vpc::ipv6Blocks, Block::cidr))
        .filters(
            "ipv6-cidr-block-association.association-id",
            members(call, Vpc::ipv6Blocks, Block::associationId))
        .filters(
            "ipv6-cidr-block-association.state",
            members(call, Vpc::ipv6Blocks, b -> b.state(call.now, delay)))
        .write("vpcSet", 5, 1000, (item, vpc) -> write(call, item, vpc));
  }

  private static Function<Vpc, Collection<String>> members(
      Ec2Call call, Function<Vpc, List<Block>> blocks, Function<Block, Object> member) {
    return vpc ->
        shown(call, blocks.apply(vpc)).stream()
            .map(block -> member.apply(block).toString())
            .toList();
  }

  private static void create(Ec2Call call) {
    call.query.ignores("Ipv6CidrBlockNetworkBorderGroup");
    String tenancy = tenancy(call.query.get("InstanceTenancy", "default"));
    Cidr block = Blocks.ipv4(call, "CidrBlock");
    boolean ipv6 = call.query.flag("AmazonProvidedIpv6CidrBlock", false);
    Vpc vpc =
        create(call, block, ipv6, false)
            .with(Map.of(Vpc.TENANCY, tenancy.equals("default") ? "" : tenancy));
    call.put(Kind.VPC, vpc.id(), vpc);
    Tags.specified(call, Kind.VPC, vpc.id());
    call.out.nest("vpc", item -> write(call, item, vpc));
  }

  private static String tenancy(String given) {
    if (!given.equals("default") && !given.equals("dedicated") && !given.equals("host")) {
      throw AwsError.invalid("instanceTenancy", given, "Expecting default or dedicated.");
    }
    return given;
  }

  /** The way back to shared machines is the only one (Amazon EC2 API, ModifyVpcTenancy). */
  private static void modifyTenancy(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    String tenancy = call.query.require("InstanceTenancy");
    if (!tenancy.equals("default")) {
      throw AwsError.invalid("instanceTenancy", tenancy, "Expecting default.");
    }
    call.put(Kind.VPC, vpc.id(), vpc.with(Map.of(Vpc.TENANCY, "")));
    call.out.add("return", true);
  }

  private static Vpc create(Ec2Call call, Cidr block, boolean ipv6, boolean isDefault) {
    if (block.prefixLength() < 16 || block.prefixLength() > 28) {
      throw AwsError.of("InvalidVpc.Range", "The CIDR '" + block + "' is invalid.");
    }
    if (call.all(Kind.VPC).size() >= call.quota(ServiceQuotas.VPCS_PER_REGION)) {
      throw AwsError.of("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
    }
    String id = call.newId(Kind.VPC);
    Vpc vpc =
        new Vpc(
            id,
            call.now,
            List.of(new Block(call.newId("vpc-cidr-assoc"), block, Instant.EPOCH, null)),
            ipv6 ? List.of(amazonBlock(call, Instant.EPOCH)) : List.of(),
            true,
            isDefault,
            isDefault,
            PersistentMap.empty());
    call.put(Kind.VPC, id, vpc);
    RouteTables.createMain(call, id);
    SecurityGroups.createDefault(call, id);
    NetworkAcls.createDefault(call, id);
    return vpc;
  }

  /** The default VPC: a /16 with a /20 for each zone and a way to the internet. */
  private static void createDefault(Ec2Call call) {
    if (call.all(Kind.VPC).stream().anyMatch(Vpc::isDefault)) {
      throw AwsError.of(
          "DefaultVpcAlreadyExists",
          "A Default VPC already exists for this account in this region.");
    }
    Vpc vpc = create(call, Cidr.parse("172.31.0.0/16"), false, true);
    Cidr next = Cidr.parse("172.31.0.0/20");
    for (Places.Zone zone : Places.zones(call)) {
      Subnets.createDefault(call, vpc.id(), next, zone);
      next = Cidr.of(next.last().next(), 20);
    }
    String gateway = InternetGateways.createAttached(call, vpc.id());
    RouteTables.addToMain(call, vpc.id(), Cidr.ofAny4(), "gatewayId", gateway);
    call.out.nest("vpc", item -> write(call, item, vpc));
  }

  /** The blocks come from a range of documentation-like addresses, one for each counter value. */
  private static Block amazonBlock(Ec2Call call, Instant since) {
    String association = call.newId("vpc-cidr-assoc");
    long index = call.world().counter() & 0xffffffL;
    Ip first = Ip.of(0x26001f1400000000L | index << 8, 0);
    return new Block(association, Cidr.of(first, 56), since, null);
  }

  private static void delete(Ec2Call call) {
    String id = call.query.require("VpcId");
    call.require(Kind.VPC, id);
    boolean used =
        call.all(Kind.SUBNET).stream().anyMatch(subnet -> subnet.vpcId().equals(id))
            || call.all(Kind.GROUP).stream()
                .anyMatch(group -> group.vpcId().equals(id) && !group.isDefault())
            || call.all(Kind.GATEWAY).stream().anyMatch(gateway -> id.equals(gateway.vpcId()))
            || call.all(Kind.EGRESS_GATEWAY).stream().anyMatch(g -> g.vpcId().equals(id))
            || call.all(Kind.ENDPOINT).stream().anyMatch(e -> e.vpcId().equals(id))
            || RouteTables.hasOthersThanMain(call, id)
            || call.all(Kind.ACL).stream()
                .anyMatch(acl -> acl.vpcId().equals(id) && !acl.isDefault());
    List<Peering> peerings = Peerings.living(call, id);
    if (used || (!peerings.isEmpty() && call.config.switches().peeringBlocksVpcDelete())) {
      throw AwsError.dependency("vpc", id);
    }
    peerings.forEach(peering -> Peerings.delete(call, peering));
    RouteTables.removeMain(call, id);
    call.all(Kind.GROUP).stream()
        .filter(group -> group.vpcId().equals(id))
        .forEach(group -> SecurityGroups.remove(call, group));
    call.all(Kind.ACL).stream()
        .filter(acl -> acl.vpcId().equals(id))
        .forEach(acl -> call.remove(Kind.ACL, acl.id()));
    call.remove(Kind.VPC, id);
    call.out.add("return", true);
  }

  private static void describeAttribute(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    String attribute = call.query.require("Attribute");
    call.out.add("vpcId", vpc.id());
    switch (attribute) {
      case "enableDnsSupport" ->
          call.out.nest(attribute, value -> value.add("value", vpc.dnsSupport()));
      case "enableDnsHostnames" ->
          call.out.nest(attribute, value -> value.add("value", vpc.dnsHostnames()));
      case "enableNetworkAddressUsageMetrics" ->
          call.out.nest(attribute, value -> value.add("value", vpc.usageMetrics()));
      default ->
          throw AwsError.of(
              "InvalidParameterValue",
              "Value (" + attribute + ") for parameter attribute is invalid.");
    }
  }

  private static void modifyAttribute(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    String metrics = "EnableNetworkAddressUsageMetrics.Value";
    long given =
        Stream.of("EnableDnsSupport.Value", "EnableDnsHostnames.Value", metrics)
            .filter(call.query::has)
            .count();
    if (given > 1) {
      throw AwsError.of(
          "InvalidParameterCombination", "Only one attribute can be modified at a time");
    }
    call.put(
        Kind.VPC,
        vpc.id(),
        vpc.withDns(
                call.query.flag("EnableDnsSupport.Value", vpc.dnsSupport()),
                call.query.flag("EnableDnsHostnames.Value", vpc.dnsHostnames()))
            .with(
                Map.of(
                    Vpc.USAGE_METRICS,
                    call.query.flag(metrics, vpc.usageMetrics()) ? "true" : "")));
    call.out.add("return", true);
  }

  private static void associate(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    call.query.ignores("Ipv6CidrBlockNetworkBorderGroup");
    boolean ipv6 = call.query.flag("AmazonProvidedIpv6CidrBlock", false);
    if (ipv6 == call.query.has("CidrBlock")) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "Either CidrBlock or AmazonProvidedIpv6CidrBlock must be specified, not both");
    }
    List<Block> blocks = new ArrayList<>(ipv6 ? vpc.ipv6Blocks() : vpc.blocks());
    Duration delay = call.config.delays().blockAssociating();
    long counted = blocks.stream().filter(block -> block.isShown(call.now, delay)).count();
    if (counted >= call.quota(ServiceQuotas.BLOCKS_PER_VPC)) {
      throw AwsError.of(
          "VpcCidrLimitExceeded",
          "This network '" + vpc.id() + "' has met its maximum number of CIDRs");
    }
    Block block;
    if (ipv6) {
      block = amazonBlock(call, call.now);
    } else {
      Cidr cidr = Blocks.ipv4(call, "CidrBlock");
      checkSecondary(call, vpc, cidr);
      block = new Block(call.newId("vpc-cidr-assoc"), cidr, call.now, null);
    }
    blocks.add(block);
    call.put(Kind.VPC, vpc.id(), ipv6 ? vpc.withIpv6Blocks(blocks) : vpc.withBlocks(blocks));
    call.out.add("vpcId", vpc.id());
    writeAssociation(call, block);
  }

  private static void checkSecondary(Ec2Call call, Vpc vpc, Cidr cidr) {
    if (cidr.prefixLength() < 16 || cidr.prefixLength() > 28) {
      throw AwsError.of("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid.");
    }
    if (Blocks.isRestricted(vpc.primary(), cidr)) {
      throw AwsError.of(
          "InvalidVpc.Range",
          "The CIDR '"
              + cidr
              + "' is restricted. Use a CIDR from the same private address range as the current VPC"
              + " CIDR, or use a publicly-routable CIDR.");
    }
    boolean taken =
        shown(call, vpc.blocks()).stream().anyMatch(block -> block.cidr().overlaps(cidr))
            || RouteTables.destinations(call, vpc.id()).stream().anyMatch(cidr::contains)
            || Peerings.peerBlocks(call, vpc.id()).stream().anyMatch(cidr::overlaps);
    if (taken) {
      throw AwsError.of(
          "CidrConflict",
          "The CIDR '"
              + cidr
              + "' conflicts with a block, a route or a peer of VPC '"
              + vpc.id()
              + "'");
    }
  }

  private static void disassociate(Ec2Call call) {
    String association = call.query.require("AssociationId");
    for (Vpc vpc : call.all(Kind.VPC)) {
      Block ipv4 = find(vpc.blocks(), association);
      Block ipv6 = find(vpc.ipv6Blocks(), association);
      if (ipv4 != null && ipv4.cidr().equals(vpc.primary())) {
        throw AwsError.of(
            "OperationNotPermitted",
            "The vpc CIDR block with association ID "
                + association
                + " may not be disassociated. "
                + "It is the primary IPv4 CIDR block of the VPC");
      }
      Block block = ipv4 != null ? ipv4 : ipv6;
      if (block != null) {
        boolean used =
            call.all(Kind.SUBNET).stream()
                .filter(subnet -> subnet.vpcId().equals(vpc.id()))
                .flatMap(subnet -> subnet.cidrs().stream())
                .anyMatch(block.cidr()::contains);
        if (used) {
          throw AwsError.of(
              "InvalidCidrBlock.InUse",
              "The vpc currently has a subnet within CIDR block " + block.cidr());
        }
        Block leaving = new Block(association, block.cidr(), block.since(), call.now);
        call.put(
            Kind.VPC,
            vpc.id(),
            ipv4 != null
                ? vpc.withBlocks(replaced(vpc.blocks(), block, leaving))
                : vpc.withIpv6Blocks(replaced(vpc.ipv6Blocks(), block, leaving)));
        call.out.add("vpcId", vpc.id());
        writeAssociation(call, leaving);
        return;
      }
    }
    throw AwsError.of(
        "InvalidVpcCidrBlockAssociationID.NotFound",
        "The vpc CIDR block association ID '" + association + "' does not exist");
  }

  private static List<Block> replaced(List<Block> blocks, Block old, Block changed) {
    return blocks.stream().map(block -> block.equals(old) ? changed : block).toList();
  }

  private static @Nullable Block find(List<Block> blocks, String association) {
    for (Block block : blocks) {
      if (block.associationId().equals(association) && block.leaving() == null) {
        return block;
      }
    }
    return null;
  }

  private static String state(Ec2Call call, Vpc vpc) {
    return call.now.isBefore(vpc.createdAt().plus(call.config.delays().vpcPending()))
        ? "pending"
        : "available";
  }

  private static void write(Ec2Call call, XmlElement item, Vpc vpc) {
    Duration delay = call.config.delays().blockAssociating();
    item.add("vpcId", vpc.id())
        .add("ownerId", call.account)
        .add("state", state(call, vpc))
        .add("cidrBlock", vpc.primary());
    item.items(
        "cidrBlockAssociationSet",
        shown(call, vpc.blocks()),
        (entry, block) ->
            entry
                .add("cidrBlock", block.cidr())
                .add("associationId", block.associationId())
                .nest("cidrBlockState", state -> state.add("state", block.state(call.now, delay))));
    item.items(
        "ipv6CidrBlockAssociationSet",
        shown(call, vpc.ipv6Blocks()),
        (entry, block) -> writeIpv6(call, entry, block));
    item.add("dhcpOptionsId", DhcpOptionSets.of(call, vpc))
        .add("instanceTenancy", vpc.tenancy())
        .add("isDefault", vpc.isDefault())
        .nest("blockPublicAccessStates", states -> states.add("internetGatewayBlockMode", "off"));
    Tags.write(call, item, vpc.id());
  }

  private static List<Block> shown(Ec2Call call, List<Block> blocks) {
    Duration delay = call.config.delays().blockAssociating();
    return blocks.stream().filter(block -> block.isShown(call.now, delay)).toList();
  }

  private static void writeIpv6(Ec2Call call, XmlElement entry, Block block) {
    entry
        .add("ipv6CidrBlock", block.cidr())
        .add("associationId", block.associationId())
        .add("networkBorderGroup", call.region)
        .add("ipv6Pool", "Amazon")
        .add("ipSource", "amazon")
        .add("ipv6AddressAttribute", "public")
        .nest(
            "ipv6CidrBlockState",
            state ->
                state.add("state", block.state(call.now, call.config.delays().blockAssociating())));
  }

  private static void writeAssociation(Ec2Call call, Block block) {
    if (block.cidr().isV6()) {
      call.out.nest("ipv6CidrBlockAssociation", entry -> writeIpv6(call, entry, block));
    } else {
      call.out.nest(
          "cidrBlockAssociation",
          entry ->
              entry
                  .add("associationId", block.associationId())
                  .add("cidrBlock", block.cidr())
                  .nest(
                      "cidrBlockState",
                      state ->
                          state.add(
                              "state",
                              block.state(call.now, call.config.delays().blockAssociating()))));
    }
  }
}
