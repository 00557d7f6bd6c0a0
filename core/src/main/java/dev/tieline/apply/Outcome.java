package dev.tieline.apply;

import dev.tieline.check.Finding;
import dev.tieline.error.ApplyException;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of an apply or a destroy. Immutable.
 *
 * @param name the topology's name
 * @param purpose what was run
 * @param parts what came of each part, in order of the wish
 * @param done the steps that were done, in order
 * @param ids the cloud's ids of the objects that are there, by address
 * @param findings what the last look found
 * @param snapshot what the last look saw
 * @param reads how many read calls were made, each attempt counted
 * @param writes how many calls were made that may change something, each attempt counted
 * @param took how long it took, by the run's time
 */
public record Outcome(
    String name,
    Plan.Purpose purpose,
    List<PartOutcome> parts,
    List<Step> done,
    Map<String, String> ids,
    List<Finding> findings,
    Snapshot snapshot,
    int reads,
    int writes,
    Duration took) {
  /** Copies the collections. */
  public Outcome {
    parts = List.copyOf(parts);
    done = List.copyOf(done);
    findings = List.copyOf(findings);
    ids = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(ids));
  }

  /**
   * Returns whether everything is as wished, or for a destroy gone for good.
   *
   * @return true if every part is ready
   */
  public boolean isReady() {
    return parts.stream().allMatch(p -> p instanceof Ready);
  }

  /**
   * Returns what is waited for.
   *
   * @return in order of the wish; empty if nothing is
   */
  public List<Waiting> waiting() {
    return only(Waiting.class);
  }

  /**
   * Returns what failed.
   *
   * @return in order of the wish; empty if nothing did
   */
  public List<Failed> failed() {
    return only(Failed.class);
  }

  /**
   * Returns what was left alone.
   *
   * @return in order of the wish; empty if nothing was
   */
  public List<NotStarted> notStarted() {
    return only(NotStarted.class);
  }

  /**
   * Returns the cloud's id of an object.
   *
   * @param address its address, such as {@code network.tokyo}
   * @return the id; empty if the object is not there
   */
  public Optional<String> id(String address) {
    return Optional.ofNullable(ids.get(address));
  }

  /**
   * Returns this outcome if nothing failed and nothing was left alone; what waits is no failure.
   *
   * @return this
   * @throws ApplyException naming each part and the reason
   */
  public Outcome orThrow() {
    String bad =
        Stream.concat(
                failed().stream().map(f -> f.part() + ": " + f.why()),
                notStarted().stream()
                    .map(n -> n.part() + ": not started, because of " + n.because()))
            .collect(Collectors.joining("; "));
    if (!bad.isEmpty()) {
      throw new ApplyException("topology " + name + ": " + bad);
    }
    return this;
  }

  private <T extends PartOutcome> List<T> only(Class<T> type) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * Returns the outcome for people.
   *
   * @return one line a part
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (PartOutcome part : parts) {
      if (part instanceof Ready) {
        out.append("ready        ").append(part.part());
      } else if (part instanceof Waiting w) {
        out.append("waiting      ")
            .append(w.part())
            .append(": for ")
            .append(w.party())
            .append(", ")
            .append(w.what());
        out.append("; next look ").append(w.nextLook());
        w.until().ifPresent(until -> out.append("; expires ").append(until));
      } else if (part instanceof Failed f) {
        out.append("FAILED       ").append(f.address()).append(": ").append(f.why());
      } else if (part instanceof NotStarted n) {
        out.append("not started  ").append(n.part()).append(": because of ").append(n.because());
      }
      out.append('\n');
    }
    if (parts.isEmpty()) {
      out.append("nothing of ").append(name).append(" is there\n");
    }
    return out.append(done.size())
        .append(" steps done, ")
        .append(reads)
        .append(" reads, ")
        .append(writes)
        .append(" writes, ")
        .append(took)
        .toString();
  }
}
