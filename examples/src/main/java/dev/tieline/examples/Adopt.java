package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Console;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * A peering that somebody made by hand is used as it is: routes and rules are ours, the peering is
 * theirs and is left alone.
 */
final class Adopt implements Scenario {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-central-1";

  @Override
  public String name() {
    return "adopt";
  }

  @Override
  public String title() {
    return "a peering made by hand is used, and left alone at the end";
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage = AwsStage.open(performance, title(), Map.of("main", ACCOUNT), REGION)) {
      Console console = stage.console(ACCOUNT, REGION);
      String left = console.createVpc("10.50.0.0/16");
      console.createSubnet(left, "10.50.1.0/24", REGION + "a");
      String right = console.createVpc("10.60.0.0/16");
      console.createSubnet(right, "10.60.1.0/24", REGION + "a");
      String leftGroup = console.createSecurityGroup(left, "app");
      String rightGroup = console.createSecurityGroup(right, "app");
      String byHand = console.createPeering(right, ACCOUNT, REGION, left);
      stage.time().advance(java.time.Duration.ofMinutes(1));
      console.acceptPeering(byHand);
      stage.time().advance(java.time.Duration.ofMinutes(1));
      String before = stage.aws().dump();

      Topology topology =
          Topology.named("adopt")
              .network("left", AwsVpc.existing("main", REGION, left))
              .network("right", AwsVpc.existing("main", REGION, right))
              .peer(
                  "left",
                  "right",
                  p -> p.allow(tcp(8080)).groups("left", leftGroup).groups("right", rightGroup))
              .build();
      Plan plan = stage.plan(topology);
      stage.expect(
          plan.steps().stream()
              .anyMatch(
                  s -> s.action() == Action.ADOPT && s.address().equals("peering.left-right")),
          "the peering is adopted, not made");
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(
          outcome.id("peering.left-right").filter(byHand::equals).isPresent(),
          "over the peering made by hand");
      stage.expect(console.tags(byHand).isEmpty(), "which bears no mark of ours");
      stage.expect(stage.verify(topology).isGood(), "traffic passes");
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }
}
