package dev.tieline.apply;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run has seen and done so far: of each step the last result. Belongs to one run. */
final class RunLog {
  private record Did(Action action, long at) {}

  private final long began;
  private final Set<String> parts = new LinkedHashSet<>();
  private final Map<String, Result> results = new LinkedHashMap<>();
  private final Map<String, Did> did = new LinkedHashMap<>();
  private final List<Step> done = new ArrayList<>();
  private final Set<Finding> contested = new LinkedHashSet<>();
  private Map<String, Duration> tooEarly = Map.of();

  RunLog(@Nullable Topology topology, long began) {
    this.began = began;
    if (topology != null) {
      topology.networks().keySet().forEach(n -> parts.add("network." + n));
      topology.links().values().forEach(l -> parts.add(l.address()));
    }
  }

  /** An address may have a step that makes and, for a double, one that removes. */
  static String key(Step step) {
    return step.action() == Action.DELETE ? step.address() + " - " + step.wish() : step.address();
  }

  long began() {
    return began;
  }

  /** Takes in a look, and how long steps of it must still wait. */
  void saw(Draft draft, Map<String, Duration> waits) {
    tooEarly = waits;
    draft.plan().steps().forEach(s -> parts.add(s.part()));
    draft.plan().findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .forEach(f -> parts.add(f.part()));
  }

  void result(Step step, Result result) {
    results.put(key(step), result);
  }

  void did(Step step, long now) {
    did.put(key(step), new Did(step.action(), now));
    if (step.action().mutates()) {
      done.add(step);
    }
  }

  /**
   * Leaves a step alone for a while, until all readers show why it is not to be done as planned.
   */
  void outdated(Step step, long now) {
    did.put(key(step), new Did(step.action(), now));
  }

  void contested(Finding finding) {
    contested.add(finding);
  }

  @Nullable Result result(Step step) {
    return results.get(key(step));
  }

  boolean hasDone(Step step) {
    return did.containsKey(key(step));
  }

  @Nullable Duration tooEarly(Step step) {
    return tooEarly.get(key(step));
  }

  /**
   * Whether the step was done just now, or put off, and the look may only not have seen why. What
   * is there and is to be changed was seen.
   */
  boolean isHidden(Step step, long now, Duration lag) {
    Did before = did.get(key(step));
    return before != null
        && (step.action() != Action.UPDATE || before.action() == Action.UPDATE)
        && now - before.at() <= lag.toNanos();
  }

  /** Every part of the wish, and each that a look spoke of. */
  Set<String> parts() {
    return Collections.unmodifiableSet(parts);
  }

  /** What was changed, in the order in which it was done. */
  List<Step> done() {
    return List.copyOf(done);
  }

  Set<Finding> contested() {
    return Collections.unmodifiableSet(contested);
  }
}
