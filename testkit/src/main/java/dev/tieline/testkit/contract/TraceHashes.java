package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hashes of a scenario's traces, for who compares them between processes: unordered maps and
 * identities differ from one to the next.
 */
public final class TraceHashes {
  private static final int RACES = 2;

  private TraceHashes() {}

  /**
   * Runs some cases of each check, and keeps their traces.
   *
   * @param scenario the scenario
   * @return a line for each case: its check, its script, what went wrong and its trace's hash
   */
  public static String of(Scenario scenario) {
    Contract contract = new Contract(requireNonNull(scenario, "scenario"), false);
    return Contract.checks().stream()
        .flatMap(
            check -> some(contract.scripts(check)).map(script -> line(contract, check, script)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Races have threads, so that more of them are tried than of the others. */
  private static Stream<String> some(List<String> scripts) {
    Stream<String> races = scripts.stream().filter(s -> s.contains("beside another")).limit(RACES);
    return Stream.of(Stream.of(scripts.get(0), scripts.get(scripts.size() / 2)), races)
        .flatMap(its -> its)
        .distinct();
  }

  private static String line(Contract contract, String check, String script) {
    Contract.Replay replay = contract.replay(check, script);
    return check + ": " + script + ": " + replay.wrong() + " " + replay.hash();
  }
}
