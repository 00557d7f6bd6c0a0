package dev.tieline.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code benchmarks/run NAME}: measures; exit code 1 when a goal is missed. */
public final class Main {
  private static final List<String> NAMES = List.of("calls", "cidr", "contract", "fakes", "plan");

  private Main() {}

  /**
   * Measures.
   *
   * @param args the name of the benchmark; with {@code --page} the contract writes its page
   *     instead; after {@code cidr} may come the file of its page, which it writes as well
   * @throws Exception if the measurement itself fails
   */
  public static void main(String[] args) throws Exception {
    String name = args.length == 0 ? "" : args[0];
    boolean page = name.equals("contract") && args.length == 3 && args[1].equals("--page");
    boolean file = name.equals("cidr") && args.length == 2;
    if (!NAMES.contains(name) || !file && args.length != (page ? 3 : 1)) {
      System.err.println(
          "benchmark: "
              + String.join(" ", args)
              + " (expected one of: calls, cidr, cidr FILE, contract, contract --page CLOUD, fakes, plan)");
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
      case "cidr" -> {
        CidrSpeed speed = new CidrSpeed(goals);
        speed.measure();
        if (file) {
          Files.writeString(Path.of(args[1]), new CidrPage(speed.times(), goals.lines()).text());
        }
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
