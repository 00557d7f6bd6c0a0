package dev.tieline.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** {@code examples/run}: plays scenarios; exit code 0 only if every expectation held. */
public final class Main {
  private static final List<Scenario> SCENARIOS =
      List.of(
          new TokyoSingapore(),
          new EmqxAws(),
          new EmqxAliyun(),
          new EmqxAliyunTwoAccounts(),
          new MatrixOnePrivateLink(),
          new MatrixOneHosts(),
          new AliyunServiceOffer(),
          new QingCloudBorder(),
          new QingCloudSdwan(),
          new QingCloudGuide(),
          new TwoAccounts(),
          new CustomerAccepts(),
          new Adopt(),
          new Ipv6AndSecondaryBlocks(),
          new Mesh(),
          new CrashAnywhere());

  private Main() {}

  /**
   * Plays.
   *
   * @param args {@code --list}, the name of a scenario, or {@code all}; nothing plays the first one
   */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  static List<Scenario> scenarios() {
    return SCENARIOS;
  }

  /**
   * Returns the exit code: 0 if all went well, 1 if an expectation broke, 2 if the arguments are
   * wrong.
   */
  static int run(PrintStream out, PrintStream err, String... args) {
    String what = args.length == 0 ? SCENARIOS.get(0).name() : args[0];
    if (args.length > 1) {
      return refuse(err, "arguments: " + String.join(" ", args), "at most one: ");
    }
    if (what.equals("--list")) {
      SCENARIOS.forEach(s -> out.printf("%-28s %s%n", s.name(), s.title()));
      return 0;
    }
    List<Scenario> chosen =
        SCENARIOS.stream().filter(s -> what.equals("all") || s.name().equals(what)).toList();
    if (chosen.isEmpty()) {
      return refuse(err, "scenario: " + what, "");
    }
    Performance performance = new Performance(out);
    chosen.forEach(scenario -> scenario.play(performance));
    return performance.verdict();
  }

  private static int refuse(PrintStream err, String what, String how) {
    String names = SCENARIOS.stream().map(Scenario::name).collect(Collectors.joining(", "));
    err.println(what + " (expected: " + how + "--list, all, or one of " + names + ")");
    return 2;
  }
}
