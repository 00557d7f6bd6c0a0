package dev.tieline.benchmarks;

import dev.tieline.aws.internal.AwsContract;
import dev.tieline.testkit.contract.Contract;
import dev.tieline.testkit.contract.Contract.Tally;
import dev.tieline.testkit.contract.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much the contract suite covers, how fast it is, and the page that says so. */
final class ContractFigures {
  private static final double WANTED = 4_000;
  private static final int WARM = 2;

  /** One check of one scenario: what {@code mvn verify} runs of it, and how many cases are all. */
  private record Line(String scenario, String check, Tally tally, int all) {}

  ContractFigures() {}

  /** Runs the sample of every scenario until it is warm, and then measures. */
  void measure(Goals goals) {
    for (int i = 0; i < WARM; i++) {
      lines();
    }
    List<Line> lines = lines();
    long calls = lines.stream().mapToLong(l -> l.tally().calls()).sum();
    long nanos = lines.stream().mapToLong(l -> l.tally().nanos()).sum();
    int runs = lines.stream().mapToInt(l -> l.tally().runs()).sum();
    int all = lines.stream().mapToInt(Line::all).sum();
    System.out.printf(
        Locale.ROOT,
        "%d of %d points covered, %.1f s, %.1f runs a second%n",
        runs,
        all,
        nanos / 1_000_000_000.0,
        runs * 1e9 / nanos);
    goals.atLeast("contract", "fake calls", calls * 1e9 / nanos, WANTED, "a second");
    goals.atMost("contract", "broken promises", broken(lines).size(), 0, "runs");
  }

  private static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Scenario scenario : AwsContract.scenarios()) {
      Contract sample = new Contract(scenario, false);
      Contract all = new Contract(scenario, true);
      for (String check : Contract.checks()) {
        lines.add(
            new Line(
                scenario.getClass().getSimpleName(),
                check,
                sample.run(check),
                all.scripts(check).size()));
      }
    }
    return lines;
  }

  private static List<String> broken(List<Line> lines) {
    return lines.stream()
        .flatMap(l -> l.tally().failures().stream())
        .map(f -> f.lines().findFirst().orElse(f))
        .toList();
  }

  /** The page {@code docs/reliability-aws.md}. */
  String page() {
    List<Line> lines = lines();
    StringBuilder page =
        new StringBuilder(
            """
            # Reliability on AWS

            Written by `benchmarks/run contract --page`; a test compares the table of kinds with the code.

            Every promise of the library is tried on the [fake AWS](testkit.md) of the testkit, which was written from AWS's
            documentation. **Nothing here has met a real cloud**: what the fake does otherwise than AWS, these runs do not show.
            Time is simulated, so that hours pass in milliseconds; processes die, answers get lost, calls take effect late, reads
            are behind, permissions are denied, regions are down and strangers interfere, all by script. Requests are signed,
            written and read by AWS's SDK and travel within one process; one run of each scenario goes over a socket. A monitor
            in the fake judges each call that changes something: nothing of others is changed, nothing is made without a mark,
            key or token, and no rule or route comes that the wish does not have.

            ## What is run

            `mvn verify` runs a sample that is the same each time: every call of an apply that changes something, before and
            after, with an apply as the next step, a third of those of a destroy, and some of the rest.
            `mvn verify -Pcrash-all` runs all. A failure prints a line that replays it, and the end of its trace. Calls and
            seconds are those of the sample, with one process that was not warmed up. TokyoSingapore and TwoAccounts are
            run once more, from nothing, on a fake in which every fact that is not known for sure about AWS is otherwise.

            | scenario | check | runs in the sample | runs in all | calls | seconds |
            |---|---|---:|---:|---:|---:|
            """);
    for (Line line : lines) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %d | %d | %.1f |%n",
              line.scenario(),
              line.check(),
              line.tally().runs(),
              line.all(),
              line.tally().calls(),
              line.tally().nanos() / 1_000_000_000.0));
    }
    List<String> broken = broken(lines);
    page.append(
        broken.isEmpty()
            ? "\nEvery run of the sample kept every promise.\n"
            : "\nThese runs of the sample broke a promise:\n\n");
    broken.forEach(script -> page.append("- `").append(script).append("`\n"));
    return page.append(
            """

            ## What makes a create safe to repeat

            After a crash, or an answer that got lost, a create is made again. A **natural key** means that the cloud refuses
            a second object of the same content, or answers with the first; a **token** that the cloud knows the call again.
            With **neither**, the library looks for its mark first, and a crash within the time that reads are behind
            writes can double the object: one that nothing uses goes in the first apply that sees both. **Unguarded** means
            that the cloud has no conditional write: the object is read again just before, and a gap of one call
            remains. So is whatever is deleted by its id: what bears our mark no more is left alone, and what another topology
            uses by then is only released; what names in the call what it deletes needs no such read. **Permanent** means that
            destroy does not take it back.

            """)
        .append(AwsContract.kinds())
        .toString();
  }
}
