package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aws.AwsVpc;
import dev.tieline.topology.Consent;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Networks in a fake Tokyo: made, left alone by a second look, changed, and removed until the cloud
 * is as it was, through the real SDK.
 */
class NetworksOnFakeTest {
  private final NetworkBench bench = new NetworkBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static Topology.Builder topology() {
    return Topology.named("t");
  }

  private static AwsVpc.Managed tokyo() {
    return AwsVpc.managed("main", NetworkBench.REGION, "10.20.0.0/16");
  }

  private static Topology full() {
    return topology()
        .network(
            "tokyo",
            tokyo()
                .secondaryBlock("10.21.0.0/16")
                .ipv6()
                .dnsHostnames()
                .subnet("a", "10.20.1.0/24", "ap-northeast-1a")
                .subnet("b", "10.21.1.0/24", "ap-northeast-1c")
                .routeTable("private", "b"))
        .build();
  }

  @Test
  void apply_nothingThere_makesAllInOrder() {
    assertThat(bench.apply(full()))
        .containsExactly(
            "+ network.tokyo",
            "+ network.tokyo/block-claim.10.21.0.0-16",
            "+ network.tokyo/block.10.21.0.0-16",
            "+ network.tokyo/attribute.enableDnsHostnames",
            "+ network.tokyo/subnet.a",
            "+ network.tokyo/subnet.b",
            "+ network.tokyo/table.private",
            "+ network.tokyo/association.b");
  }

  @Test
  void apply_secondTime_doesNothing() {
    bench.apply(full());

    assertThat(bench.apply(full())).isEmpty();
  }

  @Test
  void apply_nullAfterAll_restoresTheCloud() {
    String before = bench.aws.dump();
    bench.apply(full());
    assertThat(bench.aws.dump()).isNotEqualTo(before);

    bench.destroy("t");

    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  @Test
  void apply_subnetLeavesWish_deletesItWithItsAssociationAndTable() {
    bench.apply(full());
    Topology less =
        topology()
            .network(
                "tokyo",
                tokyo()
                    .secondaryBlock("10.21.0.0/16")
                    .ipv6()
                    .dnsHostnames()
                    .subnet("a", "10.20.1.0/24", "ap-northeast-1a"))
            .build();

    assertThat(bench.apply(less))
        .containsExactly(
            "- network.tokyo/association.b",
            "- network.tokyo/table.private",
            "- network.tokyo/subnet.b");
    assertThat(bench.apply(less)).isEmpty();
  }

  @Test
  void apply_secondaryBlockLeavesWish_takesItOutAndThenTheClaim() {
    bench.apply(topology().network("tokyo", tokyo().secondaryBlock("10.21.0.0/16")).build());

    assertThat(bench.apply(topology().network("tokyo", tokyo()).build()))
        .containsExactly(
            "- network.tokyo/block.10.21.0.0-16", "- network.tokyo/block-claim.10.21.0.0-16");
  }

  @Test
  void apply_networkRenamed_marksAnew() {
    Topology before =
        topology().network("tokyo", tokyo().subnet("a", "10.20.1.0/24", "ap-northeast-1a")).build();
    bench.apply(before);
    Topology after =
        topology().network("edo", tokyo().subnet("a", "10.20.1.0/24", "ap-northeast-1a")).build();

    assertThat(bench.apply(after)).containsExactly("~ network.edo", "~ network.edo/subnet.a");
    assertThat(bench.apply(after)).isEmpty();
  }

  @Test
  void apply_freeBlocks_choosesOnceAndReadsThemThen() {
    bench.console.createVpc("10.0.0.0/16");
    Topology free =
        topology()
            .network(
                "tokyo",
                AwsVpc.managed("main", NetworkBench.REGION, FreeBlock.of(16).within("10.0.0.0/8"))
                    .subnet("a", FreeBlock.of(24), "ap-northeast-1a")
                    .subnet("b", "10.1.0.0/24", "ap-northeast-1a"))
            .build();
    bench.apply(free);
    bench.console.createVpc("10.4.0.0/16");

    assertThat(bench.list(Lists.subnets(NetworkBench.SCOPE, Lists.By.everything())))
        .extracting(s -> s.cidrs().get(0).toString())
        .containsExactlyInAnyOrder("10.1.1.0/24", "10.1.0.0/24");
    assertThat(bench.apply(free)).isEmpty();
  }

  @Test
  void apply_subnetInExistingVpc_goesAndLeavesTheVpc() {
    String vpc = bench.console.createVpc("172.31.0.0/16");
    String before = bench.aws.dump();
    Topology wish =
        topology()
            .network(
                "tokyo",
                AwsVpc.existing("main", NetworkBench.REGION, vpc)
                    .subnet("a", "172.31.1.0/24", "ap-northeast-1a"))
            .build();

    assertThat(bench.apply(wish)).containsExactly("+ network.tokyo/subnet.a");
    assertThat(bench.apply(wish)).isEmpty();
    assertThat(bench.destroy("t")).containsExactly("- network.tokyo/subnet.a");
    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  @Test
  void apply_equalForeignSubnet_isUsedAndLeftAlone() {
    String vpc = bench.console.createVpc("172.31.0.0/16");
    bench.console.createSubnet(vpc, "172.31.1.0/24", "ap-northeast-1a");
    String before = bench.aws.dump();
    Topology wish =
        topology()
            .network(
                "tokyo",
                AwsVpc.existing("main", NetworkBench.REGION, vpc)
                    .subnet("a", "172.31.1.0/24", "ap-northeast-1a"))
            .build();

    assertThat(bench.apply(wish)).isEmpty();
    assertThat(bench.destroy("t")).isEmpty();
    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  @Test
  void apply_subnetOfTwoTopologies_goesWithTheLast() {
    String vpc = bench.console.createVpc("172.31.0.0/16");
    String before = bench.aws.dump();
    AwsVpc network =
        AwsVpc.existing("main", NetworkBench.REGION, vpc)
            .subnet("a", "172.31.1.0/24", "ap-northeast-1a");
    bench.apply(topology().network("tokyo", network).build());

    assertThat(bench.apply(Topology.named("u").network("tokyo", network).build()))
        .containsExactly("~ network.tokyo/subnet.a");
    bench.destroy("t");
    assertThat(bench.list(Lists.subnets(NetworkBench.SCOPE, Lists.By.everything()))).hasSize(1);
    bench.destroy("u");
    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  @Test
  void apply_foreignSubnetBound_keepsTheOldTableAndRestoresIt() {
    String vpc = bench.console.createVpc("172.31.0.0/16");
    String subnet = bench.console.createSubnet(vpc, "172.31.1.0/24", "ap-northeast-1a");
    String old = bench.console.createRouteTable(vpc);
    String wished = bench.console.createRouteTable(vpc);
    bench.console.associate(old, subnet);
    String before = bench.aws.dump();
    Topology wish =
        topology()
            .network(
                "tokyo",
                AwsVpc.existing("main", NetworkBench.REGION, vpc).associate(subnet, wished))
            .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
            .build();

    assertThat(bench.apply(wish))
        .containsExactly(
            "+ network.tokyo/before-image." + subnet + ".route-table",
            "~ network.tokyo/association." + subnet);
    assertThat(bench.console.tags(subnet)).containsValue(old + "/" + wished);
    assertThat(bench.apply(wish)).isEmpty();
    assertThat(bench.destroy("t"))
        .containsExactly(
            "~ " + subnet + "/association", "- " + subnet + "/before-image.route-table");
    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  @Test
  void apply_foreignSubnetOfMainTableBound_servesItByTheMainTableAgain() {
    String vpc = bench.console.createVpc("172.31.0.0/16");
    String subnet = bench.console.createSubnet(vpc, "172.31.1.0/24", "ap-northeast-1a");
    String wished = bench.console.createRouteTable(vpc);
    String before = bench.aws.dump();
    Topology wish =
        topology()
            .network(
                "tokyo",
                AwsVpc.existing("main", NetworkBench.REGION, vpc).associate(subnet, wished))
            .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
            .build();

    bench.apply(wish);
    assertThat(bench.apply(wish)).isEmpty();
    bench.destroy("t");

    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  @Test
  void apply_tableChangedBySomebodyElseSince_isNotTakenBack() {
    String vpc = bench.console.createVpc("172.31.0.0/16");
    String subnet = bench.console.createSubnet(vpc, "172.31.1.0/24", "ap-northeast-1a");
    String wished = bench.console.createRouteTable(vpc);
    String theirs = bench.console.createRouteTable(vpc);
    Topology wish =
        topology()
            .network(
                "tokyo",
                AwsVpc.existing("main", NetworkBench.REGION, vpc).associate(subnet, wished))
            .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
            .build();
    bench.apply(wish);
    String association =
        bench.list(Lists.tables(NetworkBench.SCOPE, Lists.By.everything())).stream()
            .filter(t -> t.id().equals(wished))
            .findFirst()
            .orElseThrow()
            .associations()
            .get(0)
            .id();
    bench.console.call(
        "ReplaceRouteTableAssociation",
        Map.of("AssociationId", association, "RouteTableId", theirs));

    assertThat(bench.destroy("t")).containsExactly("- " + subnet + "/before-image.route-table");
    assertThat(
            bench
                .list(
                    Lists.tables(
                        NetworkBench.SCOPE, new Lists.By("route-table-id", List.of(theirs))))
                .get(0)
                .associations())
        .extracting(Association::subnet)
        .isEqualTo(List.of(subnet));
  }

  @Test
  void apply_namesOverPeeringWithConsent_switchesAttributeOnAndOffAgain() {
    String a = bench.console.createVpc("172.31.0.0/16");
    String before = bench.aws.dump();
    Topology wish =
        topology()
            .network("tokyo", AwsVpc.existing("main", NetworkBench.REGION, a))
            .network("osaka", AwsVpc.managed("main", NetworkBench.REGION, "10.8.0.0/16"))
            .peer("tokyo", "osaka", p -> p.with(dev.tieline.aws.AwsPeering.DNS_BOTH_WAYS))
            .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
            .build();

    assertThat(bench.apply(wish))
        .containsExactly(
            "+ network.tokyo/before-image." + a + ".enableDnsHostnames",
            "~ network.tokyo/attribute.enableDnsHostnames",
            "+ network.osaka",
            "+ network.osaka/attribute.enableDnsHostnames");
    assertThat(bench.apply(wish)).isEmpty();
    assertThat(bench.destroy("t"))
        .containsExactly(
            "~ " + a + "/attribute.enableDnsHostnames",
            "- " + a + "/before-image.enableDnsHostnames",
            "- network.osaka");
    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  @Test
  void apply_namesWantedByTwoTopologies_areSwitchedOffByTheLast() {
    String a = bench.console.createVpc("172.31.0.0/16");
    String before = bench.aws.dump();
    bench.apply(names("t", a, "10.8.0.0/16"));

    assertThat(bench.apply(names("u", a, "10.9.0.0/16")))
        .contains("+ network.tokyo/before-image." + a + ".enableDnsHostnames")
        .doesNotContain("~ network.tokyo/attribute.enableDnsHostnames");
    assertThat(bench.destroy("t"))
        .contains("- " + a + "/before-image.enableDnsHostnames")
        .doesNotContain("~ " + a + "/attribute.enableDnsHostnames");
    assertThat(bench.apply(names("u", a, "10.9.0.0/16"))).isEmpty();
    assertThat(bench.destroy("u")).contains("~ " + a + "/attribute.enableDnsHostnames");
    assertThat(bench.aws.dump()).isEqualTo(before);
  }

  private static Topology names(String topology, String vpc, String block) {
    return Topology.named(topology)
        .network("tokyo", AwsVpc.existing("main", NetworkBench.REGION, vpc))
        .network("osaka", AwsVpc.managed("main", NetworkBench.REGION, block))
        .peer("tokyo", "osaka", p -> p.with(dev.tieline.aws.AwsPeering.DNS_BOTH_WAYS))
        .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
        .build();
  }

  @Test
  void apply_linkLetsTrafficThrough_makesAGroupThatGoesAgain() {
    String before = bench.aws.dump();
    Topology wish =
        topology()
            .network("tokyo", tokyo())
            .network("osaka", AwsVpc.managed("main", NetworkBench.REGION, "10.8.0.0/16"))
            .peer("tokyo", "osaka", p -> p.allow(dev.tieline.net.Traffic.tcp(22)))
            .build();

    assertThat(bench.apply(wish)).contains("+ network.tokyo/group");
    assertThat(bench.list(Lists.groups(NetworkBench.SCOPE, Lists.By.everything())))
        .extracting(SecurityGroup::name)
        .contains("tieline-t-tokyo", "tieline-t-osaka");
    assertThat(bench.apply(wish)).isEmpty();
    bench.destroy("t");
    assertThat(bench.aws.dump()).isEqualTo(before);
  }
}
