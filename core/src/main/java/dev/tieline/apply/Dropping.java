package dev.tieline.apply;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Removes one object of ours, or takes our mark off one that others use, and waits until a read
 * shows it.
 */
final class Dropping<O> extends Task implements Poller.Watcher<O> {
  private static final Duration PATIENCE =
      Duration.ofMinutes(5); // while what depends on it lets go
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Run run;
  private final RunContext context;
  private final Drop<O> drop;
  private final Scope scope;
  private Duration pause = FIRST_PAUSE;
  private long firstConflict = -1;
  private long called = -1;
  private boolean unsure;

  Dropping(Run run, RunContext context, Drop<O> drop) {
    super(drop.step());
    this.run = run;
    this.context = context;
    this.drop = drop;
    this.scope = drop.owned().scope();
  }

  @Override
  void begin() {
    if (drop.kind().unguarded()) {
      watch();
    } else {
      delete();
    }
  }

  private void watch() {
    context.poller().watch(drop.kind(), scope, drop.id(), true, this);
  }

  private void delete() {
    drop.kind()
        .delete(context.owner(), drop.owned())
        .ifPresentOrElse(
            call ->
                context
                    .pipeline()
                    .call(
                        call,
                        ok -> {
                          called();
                          watch();
                        },
                        this::deleteRefused),
            () -> run.done(this, drop.id()));
  }

  private void called() {
    if (called < 0) {
      called = context.loop().time().nanos();
    }
  }

  private void deleteRefused(TielineException why) {
    if (why instanceof OutcomeUnknownException) {
      called();
      unsure = true;
      watch();
    } else if (why instanceof CloudCallException refusal
        && refusal.category() == Category.NOT_FOUND) {
      run.done(this, drop.id()); // it was seen, so it is gone
    } else if (why instanceof CloudCallException refusal
        && refusal.category() == Category.CONFLICT) {
      again(why);
    } else {
      run.refused(this, String.valueOf(why.getMessage()));
    }
  }

  private void again(TielineException why) {
    long now = context.loop().time().nanos();
    if (firstConflict < 0) {
      firstConflict = now;
    }
    if (Duration.ofNanos(now - firstConflict).compareTo(PATIENCE) >= 0) {
      run.refused(this, String.valueOf(why.getMessage()));
      return;
    }
    context.events().progress(step(), String.valueOf(why.getMessage()));
    context.loop().after(pause, this::delete);
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
  }

  @Override
  public boolean saw(@Nullable O now) {
    if (now == null) {
      run.done(this, drop.id());
      return true;
    }
    if (called < 0) { // the look just before the delete, for kinds without a conditional one
      if (drop.kind().stillOurs(context.owner(), drop.owned().object(), now)) {
        delete();
      } else {
        run.refused(
            this,
            drop.kind().show(now)
                + " was changed by somebody else since it was looked at; it is left alone");
      }
      return true;
    }
    Readiness state = drop.kind().leaving(context.owner(), now);
    if (state instanceof Readiness.Gone || state instanceof Readiness.Target) {
      run.done(this, drop.id());
      return true;
    }
    Duration since = Duration.ofNanos(context.loop().time().nanos() - called);
    if (unsure && !(state instanceof Readiness.Transitional) && since.compareTo(pause) >= 0) {
      unsure = false; // the lost call seems to have had no effect; deleting again is safe
      delete();
      return true;
    }
    if (since.compareTo(context.waits().atMost()) >= 0) {
      run.refused(this, drop.kind().show(now) + " is still there after " + since);
      return true;
    }
    return false;
  }

  @Override
  public void blind(TielineException why) {
    run.refused(this, String.valueOf(why.getMessage()));
  }
}
