package dev.tieline.benchmarks;

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
    Goals goals;
    switch (name) {
      case "calls" -> new CallCount(goals = new Goals()).measure();
      case "plan" -> new PlanSize(goals = new Goals()).measure();
      default -> {
        System.err.println("benchmark: " + name + " (expected one of: calls, plan)");
        System.exit(2);
        return;
      }
    }
    System.exit(goals.exitCode());
  }
}
