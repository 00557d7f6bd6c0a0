package dev.tieline.benchmarks;

import dev.tieline.Tieline;
import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.stream.IntStream;

/** One VPC and a foreign one of many blocks: as many routes go into one table. */
final class RoutesOfATable {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "ap-northeast-1";
  private static final int ROUNDS = 40; // the machine is noisy, the compiler warms up
  private final Goals goals;

  RoutesOfATable(Goals goals) {
    this.goals = goals;
  }

  /** Four times the routes may take six times as long; what is quadratic takes sixteen. */
  void measure() {
    double few = millis(250);
    double many = millis(1000);
    System.out.printf("# plan of 250 routes in a table %.2f ms, of 1,000 %.2f ms%n", few, many);
    goals.atMost("1,000 routes in a table, compile and diff", "times 250", many / few, 6, "x");
  }

  private static double millis(int routes) {
    VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    try (FakeAws aws =
        FakeAws.builder().account(ACCOUNT).regions(REGION).time(time).seed(7).build()) {
      aws.quota(ACCOUNT, REGION, "L-93826ACB", 1000);
      String vpc = aws.console(ACCOUNT, REGION).createVpc("10.0.0.0/16");
      aws.console(ACCOUNT, REGION).createSubnet(vpc, "10.0.1.0/24", REGION + "a");
      String[] blocks =
          IntStream.range(0, routes)
              .mapToObj(i -> "172." + (16 + i / 256) + "." + i % 256 + ".0/24")
              .toArray(String[]::new);
      Topology topology =
          Topology.named("routes")
              .network("n", AwsVpc.existing("main", REGION, vpc))
              .network("many", AwsVpc.foreign("444455556666", REGION, "vpc-0f00", blocks))
              .peer("n", "many", p -> {})
              .build();
      Clock clock = new Clock();
      FakeAws.Keys keys = aws.keys(ACCOUNT);
      AwsProvider provider =
          AwsProvider.builder()
              .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
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
        for (int round = 0; round < ROUNDS; round++) {
          Plan plan = tieline.plan(topology);
          best = Math.min(best, clock.millisSinceLastAnswer());
          if (plan.steps().size() < routes) {
            throw new IllegalStateException("the plan has no " + routes + " routes: " + plan);
          }
        }
        return best;
      }
    }
  }
}
