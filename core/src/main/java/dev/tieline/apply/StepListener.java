package dev.tieline.apply;

/**
 * Hears of a run as it goes, on the run's thread: it must not block. What it throws is logged and
 * swallowed.
 */
@FunctionalInterface
public interface StepListener {
  /**
   * Hears of an event.
   *
   * @param event what happened
   */
  void on(RunEvent event);
}
