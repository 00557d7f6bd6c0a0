package dev.tieline.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** {@code benchmarks/run NAME}: measures; exit code 1 when a goal is missed. */
public final class Main {
  private static final List<String> NAMES = List.of("calls", "contract", "fakes", "plan");

  private Main() {}

  /**
   * Measures.
   *
   * @param args the name of the benchmark; with {@code --page} the contract writes its page instead
   * @throws Exception if the measurement itself fails
   */
  public static void main(String[] args) throws Exception {
    String name = args.length == 0 ? "" : args[0];
    boolean page = name.equals("contract") && args.length == 3 && args[1].equals("--page");
    if (!NAMES.contains(name) || args.length != (page ? 3 : 1)) {
      System.err.println(
          "benchmark: "
              + String.join(" ", args)
              + " (expected one of: calls, contract, contract --page CLOUD, fakes, plan)");
      System.exit(2);
    }
    if (page) {
      System.out.print(new ContractFigures().write(args[2]));
      return;
    }
    Goals goals = new Goals();
    switch (name) {
      case "calls" -> {
        new AliyunCalls(goals).measure();
        new PrivateLinkCalls(goals).measure();
        new CallCount(goals, Path.of(System.getProperty("examples", "examples"), "run")).measure();
      }
      case "contract" -> new ContractFigures().measure(goals);
      case "fakes" -> new FakeSpeed(goals).measure();
      default -> {
        new PlanSize(goals).measure();
        new RoutesOfATable(goals).measure();
      }
    }
    System.exit(goals.exitCode());
  }
}
