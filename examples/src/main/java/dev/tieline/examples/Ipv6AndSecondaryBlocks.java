package dev.tieline.examples;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * Two managed VPCs with IPv6, one with a secondary block, the other with a free block that the
 * library chooses.
 */
final class Ipv6AndSecondaryBlocks implements Scenario {
  private static final String ACCOUNT = "111122223333";

  @Override
  public String name() {
    return "ipv6-and-secondary-blocks";
  }

  @Override
  public String title() {
    return "IPv6, secondary blocks and a free block: every block of each side is routed and admitted";
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage =
        AwsStage.open(performance, title(), Map.of("main", ACCOUNT), "eu-west-1", "us-east-1")) {
      stage
          .console(ACCOUNT, "us-east-1")
          .createVpc("10.0.0.0/16"); // so that the first free block is another
      String before = stage.aws().dump();
      Topology topology =
          Topology.named("ipv6-and-secondary-blocks")
              .network(
                  "dublin",
                  AwsVpc.managed("main", "eu-west-1", "10.70.0.0/16")
                      .secondaryBlock("10.71.0.0/16")
                      .ipv6()
                      .subnet("a", "10.70.1.0/24", "eu-west-1a")
                      .subnet("b", "10.71.1.0/24", "eu-west-1b"))
              .network(
                  "virginia",
                  AwsVpc.managed("main", "us-east-1", FreeBlock.of(16).within("10.0.0.0/8"))
                      .ipv6()
                      .subnet("a", FreeBlock.of(24), "us-east-1a"))
              .peer("dublin", "virginia", p -> p.allow(icmp(), tcp(443)))
              .build();
      Plan plan = stage.plan(topology);
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(
          outcome.snapshot().vpcs().stream()
                  .flatMap(v -> v.cidrs().stream())
                  .filter(c -> c.toString().equals("10.1.0.0/16"))
                  .count()
              == 1,
          "the first free block was chosen");
      stage.expect(
          stage.verify(topology).isGood(), "all blocks of both families pass in both directions");
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }
}
