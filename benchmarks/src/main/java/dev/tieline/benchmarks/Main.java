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
    if (!name.equals("calls") && !name.equals("plan")) {
      System.err.println("benchmark: " + name + " (expected one of: calls, plan)");
      System.exit(2);
    }
    Goals goals = new Goals();
    if (name.equals("calls")) {
      new CallCount(goals).measure();
    } else {
      new PlanSize(goals).measure();
      new RoutesOfATable(goals).measure();
    }
    System.exit(goals.exitCode());
  }
}
