package dev.tieline.apply;

import dev.tieline.plan.Step;
import dev.tieline.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what happens, with the time of the run. */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private final StepListener listener;
  private final Time time;

  Events(StepListener listener, Time time) {
    this.listener = listener;
    this.time = time;
  }

  void looked(int reads, int steps) {
    tell(new RunEvent.Looked(time.instant(), reads, steps));
  }

  void started(Step step) {
    tell(new RunEvent.Started(time.instant(), step));
  }

  void progress(Step step, String state) {
    tell(new RunEvent.Progress(time.instant(), step, state));
  }

  void done(Step step, String id) {
    tell(new RunEvent.Done(time.instant(), step, id));
  }

  void waits(Step step, String party) {
    tell(new RunEvent.Waits(time.instant(), step, party));
  }

  void refused(Step step, String why) {
    tell(new RunEvent.Refused(time.instant(), step, why));
  }

  private void tell(RunEvent event) {
    LOG.debug("event={}", event);
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.warn("a step listener threw; the run goes on without telling it this event", e);
    }
  }
}
