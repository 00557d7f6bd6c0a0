package dev.tieline.benchmarks;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.Delays;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scenario tokyo-singapore: how many calls it makes, how near its makespan is to the critical
 * path, how long the program takes.
 */
final class CallCount {
  private static final String ACCOUNT = "111122223333";
  private static final Duration LATENCY = Duration.ofMillis(200); // of each simulated call
  private static final int WARM_UP = 20; // plans until the compiler has seen the code
  private static final int PROCESSES = 3; // the machine is noisy
  private final Goals goals;
  private final Path examples;

  /** Measures for some goals, with the script that a user would start. */
  CallCount(Goals goals, Path examples) {
    this.goals = goals;
    this.examples = examples;
  }

  void measure() throws IOException, InterruptedException {
    VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    time.callLatency(LATENCY);
    try (FakeAws aws =
        FakeAws.builder()
            .account(ACCOUNT)
            .regions("ap-northeast-1", "ap-southeast-1")
            .time(time)
            .seed(7)
            .build()) {
      Topology topology = wish(aws.console(ACCOUNT, "ap-southeast-1"));
      Clock clock = new Clock();
      FakeAws.Keys keys = aws.keys(ACCOUNT);
      AwsProvider provider =
          AwsProvider.builder()
              .account(
                  "main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()), ACCOUNT)
              .regions("ap-northeast-1", "ap-southeast-1")
              .endpoint(aws.serve())
              .build();
      try (Tieline tieline =
          Tieline.builder()
              .namespace("bench")
              .provider(provider)
              .time(time)
              .callObserver(clock)
              .build()) {
        calls(tieline, topology, clock, time);
      }
    }
    program();
  }

  private static Topology wish(Console console) {
    String vpc = console.createVpc("172.31.0.0/16");
    console.createSubnet(vpc, "172.31.0.0/20", "ap-southeast-1a");
    console.createSubnet(vpc, "172.31.16.0/20", "ap-southeast-1b");
    String last = console.createSubnet(vpc, "172.31.32.0/20", "ap-southeast-1c");
    console.associate(console.createRouteTable(vpc), last);
    String group = console.createSecurityGroup(vpc, "app");
    return Topology.named("tokyo-singapore")
        .network(
            "tokyo",
            AwsVpc.managed("main", "ap-northeast-1", "10.20.0.0/16")
                .subnet("a", "10.20.1.0/24", "ap-northeast-1a"))
        .network("singapore", AwsVpc.existing("main", "ap-southeast-1", vpc))
        .peer("tokyo", "singapore", p -> p.allow(icmp(), tcp(22)).groups("singapore", group))
        .build();
  }

  private void calls(Tieline tieline, Topology topology, Clock clock, VirtualTime time) {
    Plan plan = tieline.plan(topology);
    goals.atMost("tokyo-singapore, cold plan", "read calls", clock.reads(), 20, "calls");
    clock.reset();
    Instant before = time.instant();
    tieline.plan(topology);
    Duration look = Duration.between(before, time.instant());
    goals.atMost("tokyo-singapore, warm plan", "read calls", clock.reads(), 14, "calls");
    warm(tieline, topology, clock);
    Outcome outcome = tieline.apply(plan).orThrow();
    Duration critical = look.multipliedBy(2).plus(longestChain(plan));
    double factor = outcome.took().toMillis() / (double) critical.toMillis();
    System.out.println(
        "# makespan "
            + outcome.took()
            + ", critical path "
            + critical
            + " of it two looks of "
            + look);
    goals.atMost("tokyo-singapore, makespan", "times the critical path", factor, 1.15, "x");
    clock.reset();
    tieline.apply(topology).orThrow();
    goals.atMost("tokyo-singapore, second apply", "mutating calls", clock.writes(), 0, "calls");
  }

  /**
   * The longest chain of steps: a call each, and for what the cloud brings about by itself its
   * delay and one call to see it.
   */
  private static Duration longestChain(Plan plan) {
    Map<String, Duration> ends = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (Step step : plan.steps()) {
      Duration start = Duration.ZERO;
      for (String need : step.after()) {
        Duration end = ends.getOrDefault(need, Duration.ZERO);
        start = end.compareTo(start) > 0 ? end : start;
      }
      Duration end = start.plus(LATENCY).plus(settling(step.kind()));
      ends.put(step.address(), end);
      longest = end.compareTo(longest) > 0 ? end : longest;
    }
    return longest;
  }

  /**
   * What the fake cloud takes until an object is as wished by its delays, and the call that sees
   * it.
   */
  private static Duration settling(String kind) {
    Delays delays = Delays.ofDefaults();
    return switch (kind) {
      case "vpc" -> delays.vpcPending().plus(LATENCY);
      case "peering connection" -> delays.peeringRequest().plus(LATENCY);
      case "peering acceptance" -> delays.peeringProvisioning().plus(LATENCY);
      default -> Duration.ZERO;
    };
  }

  /** What planning takes beside the calls, in a process that has planned before. */
  private void warm(Tieline tieline, Topology topology, Clock clock) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 2 * WARM_UP; round++) {
      tieline.plan(topology);
      if (round >= WARM_UP) {
        best = Math.min(best, clock.millisSinceLastAnswer());
      }
    }
    goals.atMost(
        "tokyo-singapore, planning after the last answer",
        "time, best of %d after %d plans to warm up".formatted(WARM_UP, WARM_UP),
        best,
        100,
        "ms");
  }

  /**
   * The whole program as a user starts it, the Java machine's start included. Its plan is the first
   * one of its process: much of that time goes into linking classes, so this is no measure of the
   * planning of a service that runs for long.
   */
  private void program() throws IOException, InterruptedException {
    double seconds = Double.MAX_VALUE;
    double planning = Double.MAX_VALUE;
    for (int round = 0; round < PROCESSES; round++) {
      long start = System.nanoTime();
      String out = output();
      seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
      planning = Math.min(planning, firstPlan(out));
    }
    String best = ", best of " + PROCESSES + " processes, without warm-up";
    goals.atMost("examples/run after a build", "wall time" + best, seconds, 10, "s");
    goals.atMost("examples/run, planning of it", "wall time" + best, planning, 100, "ms");
  }

  private static double firstPlan(String out) {
    Matcher told = Pattern.compile("\\(first plan of this process, .*: (\\d+) ms").matcher(out);
    if (!told.find()) {
      throw new IllegalStateException("examples do not tell how long their plan took:\n" + out);
    }
    return Double.parseDouble(told.group(1));
  }

  private String output() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(examples.toString(), "tokyo-singapore")
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException("examples ended with " + exit + ":\n" + out);
    }
    return out;
  }
}
