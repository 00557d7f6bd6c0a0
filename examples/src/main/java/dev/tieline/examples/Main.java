package dev.tieline.examples;

import java.util.List;
import java.util.stream.Collectors;

/** {@code examples/run}: plays scenarios; exit code 0 only if every expectation held. */
public final class Main {
  private static final List<Scenario> SCENARIOS =
      List.of(
          new TokyoSingapore(),
          new EmqxAws(),
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
    String what = args.length == 0 ? SCENARIOS.get(0).name() : args[0];
    if (what.equals("--list")) {
      SCENARIOS.forEach(s -> System.out.printf("%-28s %s%n", s.name(), s.title()));
      return;
    }
    List<Scenario> chosen =
        SCENARIOS.stream().filter(s -> what.equals("all") || s.name().equals(what)).toList();
    if (chosen.isEmpty()) {
      System.err.println(
          "scenario: "
              + what
              + " (expected: --list, all, or one of "
              + SCENARIOS.stream().map(Scenario::name).collect(Collectors.joining(", "))
              + ")");
      System.exit(2);
    }
    chosen.forEach(Scenario::play);
    System.exit(Stage.verdict());
  }
}
