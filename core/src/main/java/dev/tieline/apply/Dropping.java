package dev.tieline.apply;

import dev.tieline.plan.Handover;

/** The step that removes one object of ours, or takes our mark off one that others use. */
final class Dropping<O> extends Task implements Removal.End {
  private final Run run;
  private final RunContext context;
  private final Drop<O> drop;
  private boolean byUs;

  Dropping(Run run, RunContext context, Drop<O> drop) {
    super(drop.step());
    this.run = run;
    this.context = context;
    this.drop = drop;
  }

  @Override
  void begin() {
    new Removal<>(context, drop.kind(), drop.owned(), step(), drop.breaks(), this).begin();
  }

  /** Whether it is gone because we have called for that. */
  boolean byUs() {
    return byUs;
  }

  @Override
  public void gone(boolean byUs) {
    this.byUs = byUs;
    run.done(this, drop.id());
  }

  @Override
  public void outdated() {
    run.outdated(this);
  }

  @Override
  public void refused(String why) {
    run.refused(this, why);
  }

  @Override
  public void waits(String why, Handover handover) {
    run.waits(this, WaitingFor.letGo(context, step(), why, handover));
  }
}
