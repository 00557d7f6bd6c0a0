package dev.tieline.error;

import java.util.List;

/** What is needed now goes beyond what was approved; nothing was changed. Plan again. */
public final class StalePlanException extends TielineException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> extraSteps;

  /**
   * Creates the exception.
   *
   * @param message which plan, and what to do
   * @param extraSteps the steps that are needed now and were not approved, rendered
   */
  public StalePlanException(String message, List<String> extraSteps) {
    super(message, null);
    this.extraSteps = List.copyOf(extraSteps);
  }

  /**
   * Returns the steps that are needed now and that the plan does not hold, in the order of the new
   * plan.
   *
   * @return rendered steps, never empty
   */
  public List<String> extraSteps() {
    return extraSteps;
  }
}
