package dev.tieline.benchmarks;

import java.util.List;

/** {@code benchmarks/run NAME}: measures; exit code 1 when a goal is missed. */
public final class Main {
  private static final List<String> NAMES = List.of("calls", "plan", "contract");

  private Main() {}

  /**
   * Measures.
   *
   * @param args the name of the benchmark; with {@code --page} the contract writes its page instead
   * @throws Exception if the measurement itself fails
   */
  public static void main(String[] args) throws Exception {
    String name = args.length == 0 ? "" : args[0];
    boolean page = name.equals("contract") && args.length == 2 && args[1].equals("--page");
    if (!NAMES.contains(name) || args.length != (page ? 2 : 1)) {
      System.err.println(
          "benchmark: "
              + String.join(" ", args)
              + " (expected one of: calls, plan, contract, contract --page)");
      System.exit(2);
    }
    if (page) {
      System.out.print(new ContractFigures().page());
      return;
    }
    Goals goals = new Goals();
    if (name.equals("calls")) {
      new CallCount(goals).measure();
    } else if (name.equals("contract")) {
      new ContractFigures().measure(goals);
    } else {
      new PlanSize(goals).measure();
      new RoutesOfATable(goals).measure();
    }
    System.exit(goals.exitCode());
  }
}
