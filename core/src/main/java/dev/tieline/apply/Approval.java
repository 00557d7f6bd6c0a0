package dev.tieline.apply;

import dev.tieline.error.StalePlanException;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which steps the caller has approved: those of a plan, or without one whatever is needed. */
final class Approval {
  private final @Nullable Plan approved;
  private final Map<String, Step> byKey = new LinkedHashMap<>();

  Approval(@Nullable Plan approved) {
    this.approved = approved;
    if (approved != null) {
      approved.steps().forEach(s -> byKey.put(RunLog.key(s), s));
    }
  }

  void refuseStale(Draft draft) {
    List<String> extra =
        draft.plan().steps().stream().filter(s -> !isAllowed(s)).map(Step::toString).toList();
    if (approved != null && !extra.isEmpty()) {
      throw new StalePlanException(
          "plan of topology "
              + draft.owner().topology()
              + " made at "
              + approved.madeAt()
              + " does not hold what is needed now: "
              + String.join("; ", extra)
              + " (expected: only steps of the plan; plan again and approve)",
          extra);
    }
  }

  /**
   * What changes nothing is always allowed, and so is the removal of our own unused double, which a
   * crash may have left. A replacement that has lost its old object goes on as a create, a create
   * that was interrupted as an update, and what is waited for is accepted when it is there.
   */
  boolean isAllowed(Step step) {
    if (approved == null || !step.action().mutates() || step.traits().contains(Trait.SURPLUS)) {
      return true;
    }
    Step same = byKey.get(RunLog.key(step));
    return same != null
        && (same.sameAs(step)
            || same.wish().equals(step.wish()) && isRestOf(same.action(), step.action()));
  }

  /** Whether a step of an interrupted plan goes on as another one to the same end. */
  private static boolean isRestOf(Action approved, Action now) {
    return approved == Action.REPLACE && now == Action.CREATE
        || approved == Action.CREATE && now == Action.UPDATE
        || approved == Action.WAIT && now == Action.ACCEPT;
  }
}
