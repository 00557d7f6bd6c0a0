package dev.tieline.benchmarks;

import java.util.Set;

/** {@code benchmarks/run NAME}: measures; exit code 1 when a goal is missed. */
public final class Main {
  private Main() {}

  /**
   * Measures.
   *
   * @param args the name of the benchmark
   * @throws Exception if the measurement itself fails
   */
  public static void main(String[] args) throws Exception {
    String name = args.length == 1 ? args[0] : "";
    if (!Set.of("calls", "fakes", "plan").contains(name)) {
      System.err.println("benchmark: " + name + " (expected one of: calls, fakes, plan)");
      System.exit(2);
    }
    Goals goals = new Goals();
    switch (name) {
      case "calls" -> new CallCount(goals).measure();
      case "fakes" -> new FakeSpeed(goals).measure();
      default -> {
        new PlanSize(goals).measure();
        new RoutesOfATable(goals).measure();
      }
    }
    System.exit(goals.exitCode());
  }
}
