package dev.tieline.testkit.contract;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a scenario as JUnit tests: one class for each scenario, which says no more than
 * which it is. With the system property {@code tieline.contract.all} every case is run instead of a
 * sample; with {@code tieline.contract} the one case that a failure named, and its trace is shown.
 */
public abstract class ContractSuite {
  private static final String ALL = "tieline.contract.all";
  private static final String ONE = "tieline.contract";

  /** Called by the classes of scenarios. */
  protected ContractSuite() {}

  /**
   * Returns the scenario.
   *
   * @return a scenario without state
   */
  protected abstract Scenario scenario();

  /**
   * Returns the scenarios, where there are several in one class.
   *
   * @return by default the scenario alone
   */
  protected List<Scenario> scenarios() {
    return List.of(scenario());
  }

  /**
   * Returns the tests, one for each check.
   *
   * @return the tests
   */
  @TestFactory
  final Stream<DynamicTest> contract() {
    return scenarios().stream().flatMap(this::contract);
  }

  private Stream<DynamicTest> contract(Scenario scenario) {
    String one = System.getProperty(ONE, "");
    if (!one.isEmpty()) {
      String[] parts = one.split(": ", 3);
      for (Scenario its : with(scenario)) {
        if (parts.length == 3 && parts[0].equals(its.name())) {
          return Stream.of(DynamicTest.dynamicTest(one, () -> replay(its, parts[1], parts[2])));
        }
      }
      SortedSet<String> names = new TreeSet<>(names());
      scenarios().forEach(its -> with(its).forEach(each -> names.add(each.name())));
      return parts.length == 3 && names.contains(Served.of(parts[0]))
          ? Stream.empty() // another class runs it
          : Stream.of(DynamicTest.dynamicTest(one, () -> refuse(one, names)));
    }
    Contract contract = new Contract(scenario, Boolean.getBoolean(ALL));
    return Stream.concat(
        checks().stream()
            .map(
                check ->
                    DynamicTest.dynamicTest(
                        scenario.name() + ": " + check, () -> run(contract, check))),
        scenario.served().stream()
            .map(served -> DynamicTest.dynamicTest("over a socket", () -> once(served))));
  }

  /** A scenario, and the same one over a socket where it has such a form. */
  private static List<Scenario> with(Scenario scenario) {
    return Stream.concat(Stream.of(scenario), scenario.served().stream()).toList();
  }

  /**
   * Returns the checks that are run.
   *
   * @return by default all of {@link Contract#checks()}
   */
  protected List<String> checks() {
    return Contract.checks();
  }

  /**
   * Returns the names of the scenarios that other classes run, so that a script of one of them is
   * left to it and one of none fails. By default there is no other.
   *
   * @return simple names of the scenarios' classes
   */
  protected Collection<String> names() {
    return List.of();
  }

  private static void refuse(String script, SortedSet<String> names) {
    throw new AssertionError(
        ONE
            + ": "
            + script
            + " (expected: SCENARIO: CHECK: CASE, the scenario one of "
            + names
            + ", the check one of "
            + Contract.checks()
            + ")");
  }

  /** From nothing to the wish and back. */
  private static void once(Scenario scenario) {
    Contract.Replay replay = new Contract(scenario, false).replay("from-nothing", "apply");
    if (!replay.wrong().isEmpty()) {
      throw new AssertionError(
          "-D"
              + ONE
              + "='"
              + scenario.name()
              + ": from-nothing: apply'\n  "
              + replay.wrong()
              + "\n"
              + replay.trace());
    }
  }

  private static void run(Contract contract, String check) {
    List<String> failures = contract.run(check).failures();
    if (!failures.isEmpty()) {
      throw new AssertionError(
          "to see one again with its trace, run with the line before it:\n"
              + String.join("\n", failures));
    }
  }

  private static void replay(Scenario scenario, String check, String script) {
    Contract.Replay replay = new Contract(scenario, true).replay(check, script);
    throw new AssertionError(
        (replay.wrong().isEmpty() ? "nothing went wrong" : replay.wrong())
            + "\ntrace "
            + replay.hash()
            + "\n"
            + replay.trace());
  }
}
