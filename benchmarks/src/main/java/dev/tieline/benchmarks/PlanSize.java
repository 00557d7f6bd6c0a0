package dev.tieline.benchmarks;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.Tieline;
import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A full mesh of 50 VPCs: 1,225 peerings, each with an acceptance, four routes and two rules. */
final class PlanSize {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "ap-northeast-1";
  private static final int VPCS = 50;
  private final Goals goals;

  PlanSize(Goals goals) {
    this.goals = goals;
  }

  void measure() {
    VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    try (FakeAws aws =
        FakeAws.builder().account(ACCOUNT).regions(REGION).time(time).seed(7).build()) {
      aws.quota(ACCOUNT, REGION, "L-F678F1CE", VPCS);
      aws.quota(ACCOUNT, REGION, "L-93826ACB", 500);
      Topology topology = mesh(aws.console(ACCOUNT, REGION));
      Clock clock = new Clock();
      FakeAws.Keys keys = aws.keys(ACCOUNT);
      AwsProvider provider =
          AwsProvider.builder()
              .account(
                  "main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()), ACCOUNT)
              .regions(REGION)
              .endpoint(aws.serve())
              .build();
      try (Tieline tieline =
          Tieline.builder()
              .namespace("bench")
              .provider(provider)
              .time(time)
              .callObserver(clock)
              .build()) {
        double best = Double.MAX_VALUE;
        for (int round = 0;
            round < 5;
            round++) { // the machine is noisy and the compiler needs to warm up: the best counts
          tieline.plan(topology);
          best = Math.min(best, clock.millisSinceLastAnswer());
        }
        long without = used();
        Plan plan = tieline.plan(topology);
        double perStep = (used() - without) / (double) plan.steps().size();
        System.out.println(
            "# " + plan.steps().size() + " steps, " + topology.links().size() + " peerings");
        goals.atMost("mesh of 50 VPCs, compile and diff", "time", best, 1000, "ms");
        goals.atMost("mesh of 50 VPCs, retained", "bytes per step", perStep, 1024, "B");
      }
    }
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Topology mesh(Console console) {
    List<String> groups = new ArrayList<>();
    Topology.Builder topology = Topology.named("mesh");
    for (int i = 0; i < VPCS; i++) {
      String vpc = console.createVpc("10." + i + ".0.0/16");
      String subnet = console.createSubnet(vpc, "10." + i + ".1.0/24", REGION + "a");
      console.createSubnet(vpc, "10." + i + ".2.0/24", REGION + "c");
      console.associate(console.createRouteTable(vpc), subnet);
      groups.add(console.createSecurityGroup(vpc, "app"));
      topology.network("n" + i, AwsVpc.existing("main", REGION, vpc));
    }
    for (int i = 0; i < VPCS; i++) {
      for (int j = i + 1; j < VPCS; j++) {
        String a = groups.get(i);
        String b = groups.get(j);
        String from = "n" + i;
        String to = "n" + j;
        topology.peer(from, to, p -> p.allow(tcp(443)).groups(from, a).groups(to, b));
      }
    }
    return topology.build();
  }
}
