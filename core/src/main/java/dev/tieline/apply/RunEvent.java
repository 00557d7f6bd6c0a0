package dev.tieline.apply;

import dev.tieline.plan.Step;
import java.time.Instant;

/** What happens in a run, as it happens; a closed family. */
public sealed interface RunEvent {
  /**
   * Returns when it happened.
   *
   * @return by the run's time
   */
  Instant at();

  /**
   * The facts have been read.
   *
   * @param at when
   * @param reads how many read calls the run has made so far
   * @param steps how many steps are to be done now
   */
  record Looked(Instant at, int reads, int steps) implements RunEvent {}

  /**
   * A step has begun.
   *
   * @param at when
   * @param step which
   */
  record Started(Instant at, Step step) implements RunEvent {}

  /**
   * An object is on its way.
   *
   * @param at when
   * @param step which
   * @param state the cloud's word for its state
   */
  record Progress(Instant at, Step step, String state) implements RunEvent {}

  /**
   * A step is done.
   *
   * @param at when
   * @param step which
   * @param id the object's id in the cloud
   */
  record Done(Instant at, Step step, String id) implements RunEvent {}

  /**
   * A step waits for somebody else.
   *
   * @param at when
   * @param step which
   * @param party who must move
   */
  record Waits(Instant at, Step step, String party) implements RunEvent {}

  /**
   * A step has failed.
   *
   * @param at when
   * @param step which
   * @param why the cloud's own words
   */
  record Refused(Instant at, Step step, String why) implements RunEvent {}
}
