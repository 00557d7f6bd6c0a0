package dev.tieline.aws;

import static dev.tieline.aws.BadWorld.ACCOUNT;
import static dev.tieline.aws.BadWorld.OTHER;
import static dev.tieline.aws.BadWorld.SINGAPORE;
import static dev.tieline.aws.BadWorld.TOKYO;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Plan;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Findings about peerings of what the fake AWS holds, through the whole library: a VPC in Tokyo, of
 * 10.20.0.0/16, is to be linked with the one in Singapore, of 172.31.0.0/16.
 */
class FindingsTest {
  private static final Duration ANSWERED = Duration.ofMinutes(1);
  private final BadWorld world = new BadWorld();
  private final String tokyo = world.vpc(world.tokyo, "10.20.0.0/16", "10.20.1.0/24", TOKYO + "a");
  private final String table = world.tokyo.mainRouteTable(tokyo);

  @AfterEach
  void close() {
    world.close();
  }

  private Topology.Builder networks() {
    return Topology.named("two")
        .network("tokyo", AwsVpc.existing("main", TOKYO, tokyo))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc));
  }

  private Topology linked() {
    return networks()
        .peer("tokyo", "singapore", p -> p.allow(tcp(22)).groups("singapore", world.group))
        .build();
  }

  /**
   * Plans, and expects one finding of a code about a link, of which nothing is made if an error.
   */
  private Finding found(Topology topology, String code, Severity severity, String part) {
    Plan plan = world.plan(topology);
    List<Finding> found = plan.findings().stream().filter(f -> f.code().equals(code)).toList();
    assertThat(found).as("%s", plan).hasSize(1);
    assertThat(found.get(0).severity()).isEqualTo(severity);
    assertThat(found.get(0).part()).isEqualTo(part);
    if (severity == Severity.ERROR) {
      assertThat(plan.steps()).noneMatch(s -> s.part().equals(part) && s.action().mutates());
    }
    world.said(); // no secret is in it
    return found.get(0);
  }

  private String internetGateway() {
    String gateway =
        world
            .tokyo
            .call("CreateInternetGateway", Map.of())
            .text("internetGateway/internetGatewayId")
            .orElseThrow();
    world.tokyo.call("AttachInternetGateway", Map.of("InternetGatewayId", gateway, "VpcId", tokyo));
    return gateway;
  }

  @Test
  void plan_destinationTaken_namesTableAndTargetOnce() {
    String gateway = internetGateway();
    world.tokyo.createRoute(table, "172.31.0.0/16", gateway);
    Finding finding =
        found(linked(), "ROUTE_DESTINATION_TAKEN", Severity.ERROR, "peering.tokyo-singapore");
    assertThat(finding.what()).contains(table, "172.31.0.0/16", gateway);
  }

  @Test
  void plan_destinationThatIsABlockOfOurs_doesNotAdviseToDeleteTheLocalRoute() {
    String same = world.vpc(world.tokyo, "172.31.0.0/16", "172.31.1.0/24", TOKYO + "a");
    Topology topology =
        Topology.named("two")
            .network("tokyo", AwsVpc.existing("main", TOKYO, same))
            .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
            .peer("tokyo", "singapore", p -> {})
            .build();
    Plan plan = world.plan(topology);
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.findings())
        .filteredOn(f -> f.severity() == Severity.ERROR)
        .isNotEmpty()
        .allMatch(f -> f.what().contains("172.31.0.0/16"))
        .allMatch(f -> f.remedy().startsWith("Give one "));
  }

  @Test
  void plan_overlapWithAVpcThatIsNotMadeYet_namesItWithoutAnId() {
    Topology topology =
        Topology.named("two")
            .network("made", AwsVpc.managed("main", TOKYO, "172.31.0.0/16"))
            .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
            .peer("made", "singapore", p -> {})
            .build();
    Finding finding = found(topology, "CIDR_OVERLAP", Severity.ERROR, "peering.made-singapore");
    assertThat(finding.what())
        .isEqualTo(
            "block 172.31.0.0/16 of made overlaps block 172.31.0.0/16 of singapore ("
                + world.vpc
                + ")");
  }

  @Test
  void plan_requestsThatOthersDoNotAccept_countForTheirQuota() {
    world.aws.quota(ACCOUNT, TOKYO, "L-DC9F7029", 1);
    String first =
        world.vpc(
            world.aws.console(OTHER, SINGAPORE), "172.29.0.0/16", "172.29.0.0/20", SINGAPORE + "a");
    world.tokyo.createPeering(tokyo, OTHER, SINGAPORE, first);
    world.time.advance(ANSWERED);
    Topology topology =
        Topology.named("customer")
            .network("tokyo", AwsVpc.existing("main", TOKYO, tokyo))
            .network("theirs", AwsVpc.foreign(OTHER, SINGAPORE, "vpc-0f00", "172.30.0.0/16"))
            .peer("tokyo", "theirs", p -> {})
            .build();
    Finding finding = found(topology, "REQUEST_QUOTA", Severity.ERROR, "peering.tokyo-theirs");
    assertThat(finding.what())
        .contains("has 1 peering requests that nobody accepted yet", "adds 1", "1 are allowed");
  }

  @Test
  void plan_moreSpecificRoute_isShadowing() {
    String gateway = internetGateway();
    world.tokyo.createRoute(table, "172.31.5.0/24", gateway);
    Finding finding =
        found(linked(), "ROUTE_SHADOWED", Severity.WARNING, "peering.tokyo-singapore");
    assertThat(finding.what()).contains("172.31.5.0/24");
  }

  @Test
  void plan_subnetBoundToATableThatIsNotRouted_isFound() {
    String other = world.tokyo.createRouteTable(tokyo);
    String subnet = world.tokyo.createSubnet(tokyo, "10.20.2.0/24", TOKYO + "a");
    world.tokyo.associate(other, subnet);
    world.time.advance(ANSWERED);
    Topology topology =
        networks()
            .peer(
                "tokyo",
                "singapore",
                p -> p.allow(tcp(22)).groups("singapore", world.group).routeTables("tokyo", table))
            .build();
    Finding finding =
        found(topology, "SUBNET_NOT_ROUTED", Severity.WARNING, "peering.tokyo-singapore");
    assertThat(finding.what()).contains(other);
  }

  @Test
  void plan_namesAcrossTheLinkWithAttributesOff_saysWhichNetwork() {
    Topology topology =
        networks().peer("tokyo", "singapore", p -> p.with(AwsPeering.dnsOf("tokyo"))).build();
    Plan plan = world.plan(topology);
    assertThat(plan.findings())
        .filteredOn(f -> f.code().equals("DNS_ATTRIBUTES_OFF"))
        .extracting(Finding::what)
        .hasSize(2)
        .anyMatch(what -> what.contains("tokyo"))
        .anyMatch(what -> what.contains("singapore"));
  }

  @Test
  void plan_twoLinksOfOnePair_holdsTheLater() {
    Topology topology =
        networks()
            .peer("tokyo", "singapore", p -> {})
            .peer("singapore", "tokyo", p -> p.named("again"))
            .build();
    found(topology, "PAIR_TWICE", Severity.ERROR, "peering.again");
  }

  @Test
  void plan_twoRequestsOfOthers_acceptsNone() {
    String one = world.tokyo.createPeering(tokyo, ACCOUNT, SINGAPORE, world.vpc);
    String two = world.singapore.createPeering(world.vpc, ACCOUNT, TOKYO, tokyo);
    world.time.advance(ANSWERED);
    Finding finding =
        found(linked(), "SEVERAL_REQUESTS", Severity.ERROR, "peering.tokyo-singapore");
    assertThat(finding.what()).contains(one, two);
  }

  @Test
  void plan_foreignBlocksThatAwsStatesOtherwise_areNamed() {
    String theirs =
        world.vpc(
            world.aws.console(OTHER, SINGAPORE), "172.30.0.0/16", "172.30.0.0/20", SINGAPORE + "a");
    Topology topology =
        Topology.named("customer")
            .network("tokyo", AwsVpc.existing("main", TOKYO, tokyo))
            .network("theirs", AwsVpc.foreign(OTHER, SINGAPORE, theirs, "172.30.0.0/20"))
            .peer("tokyo", "theirs", p -> {})
            .build();
    String pcx = world.apply(topology).waiting().get(0).handover().markdown(java.util.Locale.ROOT);
    java.util.regex.Matcher id = java.util.regex.Pattern.compile("pcx-[0-9a-f]{17}").matcher(pcx);
    assertThat(id.find()).isTrue();
    world.aws.console(OTHER, SINGAPORE).acceptPeering(id.group());
    world.time.advance(ANSWERED);
    Finding finding =
        found(topology, "FOREIGN_BLOCKS_DIFFER", Severity.WARNING, "peering.tokyo-theirs");
    assertThat(finding.what()).contains("theirs", "172.30.0.0/16");
  }

  @Test
  void plan_peeringThatWasRejected_isMadeAnew() {
    String theirs =
        world.vpc(
            world.aws.console(OTHER, SINGAPORE), "172.30.0.0/16", "172.30.0.0/20", SINGAPORE + "a");
    Topology topology =
        Topology.named("customer")
            .network("tokyo", AwsVpc.existing("main", TOKYO, tokyo))
            .network("theirs", AwsVpc.foreign(OTHER, SINGAPORE, theirs, "172.30.0.0/16"))
            .peer("tokyo", "theirs", p -> {})
            .build();
    String text = world.apply(topology).waiting().get(0).handover().markdown(java.util.Locale.ROOT);
    java.util.regex.Matcher id = java.util.regex.Pattern.compile("pcx-[0-9a-f]{17}").matcher(text);
    assertThat(id.find()).isTrue();
    world.aws.console(OTHER, SINGAPORE).rejectPeering(id.group());
    world.time.advance(ANSWERED);
    Finding finding = found(topology, "DEAD_PEERING", Severity.INFO, "peering.tokyo-theirs");
    assertThat(finding.what()).contains(id.group(), "rejected");
    assertThat(world.plan(topology).steps())
        .anyMatch(s -> s.address().equals("peering.tokyo-theirs") && s.action().mutates());
  }

  @Test
  void plan_meshBeyondTheQuota_saysTheNumbers() {
    world.aws.quota(ACCOUNT, TOKYO, "L-7E9ECCDB", 2);
    Topology.Builder star =
        Topology.named("star").network("hub", AwsVpc.existing("main", TOKYO, tokyo));
    IntStream.rangeClosed(1, 3)
        .forEach(
            i ->
                star.network("n" + i, AwsVpc.managed("main", SINGAPORE, "10." + i + ".0.0/16"))
                    .peer("hub", "n" + i, p -> {}));
    Finding finding = found(star.build(), "MESH_TOO_LARGE", Severity.WARNING, "topology.star");
    assertThat(finding.what()).contains("hub", "3", "2");
  }

  @Test
  void plan_aclThatDropsTheTraffic_namesTheEntry() {
    String acl =
        world
            .tokyo
            .call(
                "DescribeNetworkAcls", Map.of("Filter.1.Name", "vpc-id", "Filter.1.Value.1", tokyo))
            .text("networkAclSet/item/networkAclId")
            .orElseThrow();
    world.tokyo.call(
        "CreateNetworkAclEntry",
        Map.of(
            "NetworkAclId", acl,
            "RuleNumber", "10",
            "Protocol", "6",
            "PortRange.From", "22",
            "PortRange.To", "22",
            "RuleAction", "deny",
            "Egress", "true",
            "CidrBlock", "172.31.0.0/16"));
    world.time.advance(ANSWERED);
    Plan plan = world.plan(linked());
    assertThat(plan.findings())
        .filteredOn(f -> f.code().equals("ACL_BLOCKS"))
        .isNotEmpty()
        .allMatch(f -> f.severity() == Severity.WARNING)
        .anyMatch(f -> f.what().contains("10"));
  }
}
