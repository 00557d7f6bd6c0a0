package dev.tieline.aws;

import static dev.tieline.aws.BadWorld.ACCOUNT;
import static dev.tieline.aws.BadWorld.TOKYO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Report;
import dev.tieline.reach.Verdict;
import dev.tieline.testkit.Call;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two linked networks, 10.20.0.0/16 in Tokyo and 172.31.0.0/16 in Singapore. Tokyo's main table has
 * a route of a gateway endpoint of S3, to a prefix list of AWS's.
 */
class GatewayEndpointTest {
  private final BadWorld world = new BadWorld();
  private final Topology topology = world.bothThere().build();

  @BeforeEach
  void endpoint() {
    assertThat(world.tieline().apply(topology).isReady()).isTrue();
    String vpc = world.onlyVpc(world.tokyo);
    world.tokyo.call(
        "CreateVpcEndpoint",
        Map.of(
            "VpcId",
            vpc,
            "ServiceName",
            "com.amazonaws." + TOKYO + ".s3",
            "RouteTableId.1",
            world.tokyo.mainRouteTable(vpc)));
    world.time.advance(Duration.ofMinutes(10));
    world.aws.resetCalls();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<String> called() {
    return world.aws.calls().stream().map(Call::action).toList();
  }

  @Test
  void verify_flowsToThePeer_areProven() {
    Report report = world.tieline().verify(topology);
    assertThat(report.lines())
        .as("%s", report)
        .filteredOn(l -> l.flow().from().equals("tokyo"))
        .isNotEmpty()
        .allMatch(l -> l.trace().verdict() == Verdict.REACHABLE);
    assertThat(called())
        .containsOnlyOnce("DescribeManagedPrefixLists", "GetManagedPrefixListEntries");
  }

  @Test
  void verify_listsThatMayNotBeRead_areUnknownAndSayWhy() {
    world.aws.permissions().deny(ACCOUNT, "ec2:DescribeManagedPrefixLists");
    Report report = world.tieline().verify(topology);
    assertThat(report.lines())
        .filteredOn(l -> l.flow().from().equals("tokyo"))
        .isNotEmpty()
        .allMatch(l -> l.trace().verdict() == Verdict.UNKNOWN);
    assertThat(report.toString())
        .contains("the blocks of the list could not be read")
        .contains("DescribeManagedPrefixLists");
  }

  @Test
  void plan_again_isEmpty() {
    assertThat(world.plan(topology).steps()).allMatch(s -> !s.action().mutates());
  }
}
