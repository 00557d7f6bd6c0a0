package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.spi.Readiness;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an object is, in the cloud's words.
 *
 * @param status its state; empty for what has none
 * @param transition what is on the way with it; empty if nothing is
 * @param job the job that changes it; null if none is known that has not ended well
 */
record Progress(String status, String transition, @Nullable Job job) {
  // "deleted" can be taken back for two hours, and is gone all the same
  private static final Set<String> GONE = Set.of("deleted", "ceased", "terminated", "released");

  /** Of what no list has shown. */
  static Progress unseen() {
    return new Progress("", "", null);
  }

  static Progress from(Answer row) {
    return new Progress(row.text("status"), row.text("transition_status"), null);
  }

  Progress with(Job job) {
    return new Progress(status, transition, job);
  }

  /** Whether the object is no more, though the cloud still shows it. */
  boolean gone() {
    return GONE.contains(status);
  }

  /** Whether something is on the way, by itself. */
  boolean moving() {
    return (job != null && job.moving()) || !transition.isEmpty() || status.equals("pending");
  }

  /**
   * What it means for somebody who wants the object in some states: the job comes first, then what
   * is on the way, then the state.
   */
  Readiness readiness(Set<String> targets) {
    if (job != null && !job.moving()) {
      return new Readiness.Failed(job.toString(), job.why());
    }
    if (gone()) {
      return new Readiness.Gone(status);
    }
    if (job != null) {
      return new Readiness.Transitional(job.toString());
    }
    if (moving()) {
      return new Readiness.Transitional(transition.isEmpty() ? status : transition);
    }
    return targets.contains(status)
        ? new Readiness.Target()
        : new Readiness.Failed(
            status, "expected: " + String.join(" or ", targets.stream().sorted().toList()));
  }

  @Override
  public String toString() {
    return (status + " " + transition).strip() + (job == null ? "" : ", " + job);
  }
}
