package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;

/** Ten VPCs in three regions, each peered with each: 45 peerings. */
final class Mesh implements Scenario {
  private static final String ACCOUNT = "111122223333";
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "ap-southeast-1");
  private static final int VPCS = 10;

  @Override
  public String name() {
    return "mesh";
  }

  @Override
  public String title() {
    return "ten VPCs in three regions, each peered with each";
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage =
        AwsStage.open(
            performance, title(), Map.of("main", ACCOUNT), REGIONS.toArray(String[]::new))) {
      String before = stage.aws().dump();
      Topology.Builder builder = Topology.named("mesh");
      for (int i = 0; i < VPCS; i++) {
        String region = REGIONS.get(i % REGIONS.size());
        builder.network(
            "n" + i,
            AwsVpc.managed("main", region, "10." + i + ".0.0/16")
                .subnet("a", "10." + i + ".1.0/24", region + "a"));
      }
      for (int i = 0; i < VPCS; i++) {
        for (int j = i + 1; j < VPCS; j++) {
          builder.peer("n" + i, "n" + j, p -> p.allow(tcp(443)));
        }
      }
      Topology topology = builder.build();
      Plan plan = stage.plan(topology);
      stage.expect(
          plan.findings().stream().anyMatch(f -> f.code().equals("MESH_TOO_LARGE")),
          "a finding says that a hub suits better");
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(stage.verify(topology).isGood(), "everybody reaches everybody");
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }
}
