package dev.tieline.apply;

import dev.tieline.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** One step of a run and where it has come to. Lives on the loop's thread. */
abstract class Task {
  private final Step step;
  private final List<Task> dependents = new ArrayList<>();
  private int unmet;
  private Result result = new Result.Pending();
  private long ended;

  Task(Step step) {
    this.step = step;
  }

  final Step step() {
    return step;
  }

  final Result result() {
    return result;
  }

  final void end(Result with, long now) {
    result = with;
    ended = now;
  }

  /**
   * When it ended, in nanoseconds of the loop's time: others of its run may have gone on longer.
   */
  final long ended() {
    return ended;
  }

  final List<Task> dependents() {
    return dependents;
  }

  final void needs(Task other) {
    other.dependents.add(this);
    unmet++;
  }

  /** Notes that one more need is met; returns whether it was the last. */
  final boolean met() {
    return --unmet == 0;
  }

  final boolean free() {
    return unmet == 0;
  }

  /** Does the work; ends by telling the run how it ended, perhaps much later. */
  abstract void begin();
}
