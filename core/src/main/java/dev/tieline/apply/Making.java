package dev.tieline.apply;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.plan.Action;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one object, or brings it to what is wished, or waits for it.
 *
 * <p>A create is repeated only when that is safe: the cloud knows the natural key or the token, or
 * a look after the quiet time has shown that nothing happened.
 */
final class Making<W extends Wish, O> extends Task {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /**
   * How long a cloud may not know, in one part of it, what another part has just made: minutes have
   * been seen on AWS.
   */
  private static final Duration FRESH_PATIENCE = Duration.ofMinutes(3);

  private static final int MOST_TRIES = 8;

  private final Run run;
  private final RunContext context;
  private final Make<W, O> make;
  private final Node<W, O> node;
  private final ResourceKind<W, O> kind;
  private Token token;
  private int tries;
  private Duration pause = FIRST_PAUSE;
  private long firstConflict = -1;
  private long written = -1;
  private long watchedSince;
  private String lastState = "";

  Making(Run run, RunContext context, Make<W, O> make) {
    super(make.step());
    this.run = run;
    this.context = context;
    this.make = make;
    this.node = make.node();
    this.kind = node.kind();
    this.token = Token.first(context.owner(), node.address(), node.wish());
  }

  @Override
  void begin() {
    O there = make.object();
    switch (make.action()) {
      case CREATE, ACCEPT -> create();
      case UPDATE -> update(requireNonNull(there));
      case REPLACE -> replace(requireNonNull(there));
      case ADOPT, WAIT, MANUAL -> {
        if (there == null) {
          appear();
        } else {
          evaluate(there);
        }
      }
      case DELETE, NO_OP -> throw new IllegalStateException("no making step: " + step());
    }
  }

  // ---- create ----

  private void create() {
    if (++tries > MOST_TRIES) {
      run.refused(
          this, "gave up after " + MOST_TRIES + " tries whose outcome the cloud did not tell");
      return;
    }
    context
        .pipeline()
        .call(
            kind.create(context.owner(), node, context.observed(), token),
            this::created,
            this::createRefused);
  }

  private void created(O object) {
    wrote();
    Readiness state = kind.readiness(node, object);
    boolean dead = state instanceof Readiness.Gone || state instanceof Readiness.Failed;
    if (dead && kind.guard() == ResourceKind.Guard.TOKEN) {
      token = token.next(kind.id(object)); // the token stands for an object that has died since
      create();
    } else {
      evaluate(object);
    }
  }

  private void createRefused(TielineException why) {
    if (why instanceof OutcomeUnknownException) {
      wrote();
      seek(this::evaluate, () -> afterNothingFound(why), why);
    } else if (why instanceof CloudCallException refusal) {
      if (refusal.tokenSpent()) {
        token = token.next(refusal.code());
        create();
      } else if (refusal.category() == Category.ALREADY_EXISTS) {
        seek(this::evaluate, () -> again(why, this::create), why);
      } else if (mayPass(refusal.category())) {
        if (refusal.category() != Category.NOT_FOUND && run.dropsLeft()) {
          run.defer(this);
        } else {
          seekAfterConflict(why);
        }
      } else {
        refuse(why);
      }
    } else {
      refuse(why);
    }
  }

  private static boolean mayPass(Category category) {
    return category == Category.NOT_FOUND
        || category == Category.CONFLICT
        || category == Category.QUOTA;
  }

  /**
   * A conflict may mean that an earlier try has had its effect (an acceptance that was made
   * already, for example).
   */
  private void seekAfterConflict(TielineException why) {
    seek(this::evaluate, () -> again(why, this::create), why);
  }

  private void afterNothingFound(TielineException why) {
    if (kind.guard() != ResourceKind.Guard.NEITHER) {
      context
          .loop()
          .after(
              pause(),
              this::create); // safe at once: the key or the token tells a second one from the first
      return;
    }
    Duration quiet = context.settling().apply(node.scope()).quiet();
    context.events().progress(step(), "outcome unknown; looks again in " + quiet);
    context.loop().after(quiet, () -> seek(this::evaluate, this::create, why));
  }

  // ---- update and replace ----

  private void update(O object) {
    if (!kind.unguarded()) {
      change(object);
      return;
    }
    context
        .poller()
        .watch(
            kind,
            node.scope(),
            kind.id(object),
            true,
            new Poller.Watcher<O>() {
              @Override
              public boolean saw(@Nullable O now) {
                if (now == null || !kind.stillOurs(context.owner(), object, now)) {
                  run.refused(
                      Making.this,
                      kind.show(object) + " was changed by somebody else since it was looked at");
                } else {
                  change(now);
                }
                return true;
              }

              @Override
              public void blind(TielineException why) {
                refuse(why);
              }
            });
  }

  private void change(O object) {
    context
        .pipeline()
        .call(
            kind.update(context.owner(), node, object, context.observed()),
            changed -> {
              wrote();
              evaluate(changed);
            },
            why -> {
              boolean passes =
                  why instanceof CloudCallException refusal && mayPass(refusal.category());
              if (why instanceof OutcomeUnknownException || passes) {
                wrote();
                seek(
                    now -> {
                      if (kind.compare(context.owner(), node, now, context.observed())
                          instanceof Diff.Same) {
                        evaluate(now);
                      } else {
                        again(why, () -> change(now));
                      }
                    },
                    () -> again(why, () -> change(object)),
                    why);
              } else {
                refuse(why);
              }
            });
  }

  private void replace(O object) {
    Owned<O> old = new Owned<>(node.address(), node.scope(), object);
    kind.delete(context.owner(), old)
        .ifPresentOrElse(
            call -> context.pipeline().call(call, x -> left(object), this::leavingRefused),
            this::create);
  }

  private void leavingRefused(TielineException why) {
    if (why instanceof CloudCallException refusal && refusal.category() == Category.NOT_FOUND) {
      create();
    } else {
      refuse(why);
    }
  }

  private void left(O object) {
    wrote();
    context.observed().forget(node);
    context
        .poller()
        .watch(
            kind,
            node.scope(),
            kind.id(object),
            true,
            new Poller.Watcher<O>() {
              @Override
              public boolean saw(@Nullable O now) {
                Readiness state =
                    now == null ? new Readiness.Gone("gone") : kind.leaving(context.owner(), now);
                if (state instanceof Readiness.Gone) {
                  create();
                  return true;
                }
                return false;
              }

              @Override
              public void blind(TielineException why) {
                refuse(why);
              }
            });
  }

  // ---- look ----

  private void seek(Consumer<O> found, Runnable nothing, TielineException cause) {
    new PagedReads(context.pipeline())
        .all(
            kind.seek(context.owner(), node, context.observed()),
            list ->
                picked(kind.pick(context.owner(), node, context.observed(), list), found, nothing),
            why -> {
              boolean missing =
                  why instanceof CloudCallException c && c.category() == Category.NOT_FOUND;
              if (missing) {
                nothing.run();
              } else {
                run.refused(
                    this,
                    cause.getMessage() + "; and a look at what came of it: " + why.getMessage());
              }
            });
  }

  private void picked(Find<O> pick, Consumer<O> found, Runnable nothing) {
    if (pick instanceof Find.Ours<O> ours) {
      found.accept(ours.object());
    } else if (pick instanceof Find.Foreign<O> foreign) {
      found.accept(foreign.object());
    } else if (pick instanceof Find.InTheWay<O> inTheWay) {
      run.refused(this, inTheWay.what() + "; " + inTheWay.remedy());
    } else if (pick instanceof Find.Unreadable<O> unreadable) {
      run.refused(this, unreadable.why());
    } else {
      nothing.run();
    }
  }

  /** Waits for what comes into being with another object, or by somebody else's hand. */
  private void appear() {
    seek(
        this::evaluate,
        () -> {
          if (make.action() == Action.ADOPT) {
            again(
                new OutcomeUnknownException(
                    site(), "the " + kind.name() + " is not there yet", null),
                this::appear);
          } else {
            waits(new Readiness.Waiting("somebody else", "not there yet"));
          }
        },
        new OutcomeUnknownException(site(), "looking for the " + kind.name(), null));
  }

  private CallSite site() {
    return new CallSite(
        node.scope().cloud(), node.scope().account(), node.scope().region(), "look");
  }

  private void evaluate(O object) {
    context.observed().put(node, object);
    watchedSince = context.loop().time().nanos();
    if (!settled(object)) {
      context
          .poller()
          .watch(
              kind,
              node.scope(),
              kind.id(object),
              false,
              new Poller.Watcher<O>() {
                @Override
                public boolean saw(@Nullable O now) {
                  return now == null ? vanished() : settled(now);
                }

                @Override
                public void blind(TielineException why) {
                  refuse(why);
                }
              });
    }
  }

  /** Takes the object's state; returns whether the wait for it is over. */
  private boolean settled(O object) {
    context.observed().put(node, object);
    Readiness state = kind.readiness(node, object);
    if (state instanceof Readiness.Target) {
      run.done(this, kind.id(object));
    } else if (state instanceof Readiness.Waiting waiting) {
      waits(waiting);
    } else if (state instanceof Readiness.Failed failed) {
      run.refused(this, kind.show(object) + " is " + failed.state() + ": " + failed.why());
    } else if (state instanceof Readiness.Gone gone) {
      run.refused(this, kind.show(object) + " is " + gone.state() + ": somebody else removed it");
    } else if (state instanceof Readiness.Transitional on) {
      if (!on.state().equals(lastState)) {
        lastState = on.state();
        context.events().progress(step(), on.state());
      }
      if (elapsed(watchedSince).compareTo(context.waits().atMost()) < 0) {
        return false;
      }
      waits(new Readiness.Waiting(node.scope().cloud(), on.state()));
    }
    return true;
  }

  /**
   * An object that is not in an answer may only be not yet in it, as long as the write is fresh.
   */
  private boolean vanished() {
    Duration lag = context.settling().apply(node.scope()).lag();
    if (written >= 0 && elapsed(written).compareTo(lag.plus(FRESH_PATIENCE)) < 0) {
      return false;
    }
    run.refused(this, "the " + kind.name() + " is not there any more: somebody else removed it");
    return true;
  }

  // ---- ends ----

  private void waits(Readiness.Waiting waiting) {
    context.observed().forget(node);
    run.waits(this, WaitingFor.of(context, node, waiting));
  }

  private void refuse(TielineException why) {
    run.refused(this, String.valueOf(why.getMessage()));
  }

  private void wrote() {
    if (written < 0) {
      written = context.loop().time().nanos();
    }
  }

  /** Tries again after a pause, as long as what stands against it may pass by itself. */
  private void again(TielineException why, Runnable next) {
    if (firstConflict < 0) {
      firstConflict = context.loop().time().nanos();
    }
    if (elapsed(firstConflict).compareTo(FRESH_PATIENCE) >= 0) {
      refuse(why);
    } else {
      tries = Math.min(tries, MOST_TRIES - 1); // a refusal tells the outcome, so it does not count
      context.loop().after(pause(), next);
    }
  }

  private Duration pause() {
    Duration now = pause;
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    return now;
  }

  private Duration elapsed(long since) {
    return Duration.ofNanos(context.loop().time().nanos() - since);
  }
}
