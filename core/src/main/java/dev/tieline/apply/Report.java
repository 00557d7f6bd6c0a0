package dev.tieline.apply;

import dev.tieline.reach.Trace;
import dev.tieline.text.Amount;
import dev.tieline.topology.Flow;
import java.time.Instant;
import java.util.List;

/**
 * The model's verdicts on flows between networks, from one look; no packet was sent. A line stands
 * for an imagined host in a subnet, in the security groups that the link speaks of (in the VPC's
 * default group where it speaks of none).
 *
 * @param topology the topology's name
 * @param at when the look was taken
 * @param lines one for each flow, pair of subnets, address family and port that was asked about; of
 *     a range of ports the first and the last are asked about
 * @param missing what could not be asked about, in words, such as a network that is not there yet
 */
public record Report(String topology, Instant at, List<Line> lines, List<String> missing) {
  /** Copies the lists. */
  public Report {
    lines = List.copyOf(lines);
    missing = List.copyOf(missing);
  }

  /**
   * One answer.
   *
   * @param link the address of the link that wishes for the flow; empty where none does
   * @param flow the flow
   * @param trace the question, the verdict, the hops and what blocks
   */
  public record Line(String link, Flow flow, Trace trace) {}

  /**
   * Returns whether every flow gets through.
   *
   * @return true if nothing is missing and every verdict is a success
   */
  public boolean isGood() {
    return missing.isEmpty() && lines.stream().allMatch(l -> l.trace().verdict().isSuccess());
  }

  /**
   * Returns whether no flow gets through, and that is certain.
   *
   * @return true if nothing is missing and every verdict is a definite block
   */
  public boolean isBlocked() {
    return missing.isEmpty()
        && lines.stream()
            .noneMatch(l -> l.trace().verdict().isSuccess() || l.trace().blocks().isEmpty());
  }

  /**
   * Returns the report for people.
   *
   * @return one line an answer, with the whole trace below those that fail
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Line line : lines) {
      boolean fine = line.trace().verdict().isSuccess();
      boolean blocked = !line.trace().blocks().isEmpty();
      out.append(fine ? "  ok       " : blocked ? "  NOT OK   " : "  UNKNOWN  ")
          .append(line.flow())
          .append("  ");
      out.append(fine ? line.trace().question() : line.trace()).append('\n');
    }
    missing.forEach(m -> out.append("  NOT OK   ").append(m).append('\n'));
    long good = lines.stream().filter(l -> l.trace().verdict().isSuccess()).count();
    return out.append("  ")
        .append(good)
        .append(" of ")
        .append(Amount.of(lines.size(), "flow"))
        .append(lines.size() == 1 ? " gets through" : " get through")
        .toString();
  }
}
