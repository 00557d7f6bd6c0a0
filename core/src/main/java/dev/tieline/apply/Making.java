package dev.tieline.apply;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Settling;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The step that makes one object, or brings it to what is wished, or waits for it.
 *
 * <p>A create whose outcome is unknown is repeated only when that is safe: the cloud knows the
 * natural key or the token, or a look after the quiet time has shown that nothing happened.
 */
final class Making<W extends Wish, O> extends Task {
  /**
   * How long, beyond its lag, a cloud may not know in one part of it what another part has just
   * made: minutes have been seen on AWS.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int MOST_UNKNOWN = 8;

  /** A cloud that keeps tokens for a day gives one for each time that an object was made anew. */
  private static final int LONGEST_CHAIN = 100;

  private final Run run;
  private final RunContext context;
  private final Make<W, O> make;
  private final Node<W, O> node;
  private final ResourceKind<W, O> kind;
  private final Settling settling;
  private final Pauses pauses;
  private Token token;
  private int spent;
  private int unknown;
  private long watchedSince;
  private long missingSince = -1;
  private String lastState = "";

  /** Whether neither key nor token kept the cloud from making it although it was there. */
  private boolean unchecked;

  /** What a token was answered with, until a read shows it: it may be an object that has died. */
  private @Nullable O promised;

  /** The id of what no list shows, although the cloud knows it. */
  private @Nullable String hidden;

  Making(Run run, RunContext context, Make<W, O> make) {
    super(make.step());
    this.run = run;
    this.context = context;
    this.make = make;
    this.node = make.node();
    this.kind = node.kind();
    this.settling = context.settling().apply(node.scope());
    this.pauses = new Pauses(context.loop(), settling.lag().plus(PATIENCE));
    this.token = Token.first(context.owner(), node.address(), node.wish());
  }

  @Override
  void begin() {
    O there = make.object();
    if (make.action().mutates() && kind.comesAfterRemovals(node.wish()) && run.dropsLeft()) {
      run.defer(this);
      return;
    }
    switch (make.action()) {
      case CREATE, ACCEPT -> create();
      case UPDATE -> update(requireNonNull(there));
      case REPLACE -> replace(requireNonNull(there));
      case ADOPT, COME, WAIT, MANUAL -> {
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
    context
        .pipeline()
        .call(
            kind.create(context.owner(), node, context.observed(), token),
            this::created,
            this::createRefused);
  }

  private void created(O object) {
    if (kind.guard() == ResourceKind.Guard.TOKEN
        && kind.readiness(node, object) instanceof Readiness.Gone) {
      nextToken(kind.id(object)); // it stands for an object that has died since
    } else {
      unchecked = kind.guard() == ResourceKind.Guard.NEITHER;
      promised = kind.guard() == ResourceKind.Guard.TOKEN ? object : null;
      called(object);
    }
  }

  private void nextToken(String proof) {
    if (++spent > LONGEST_CHAIN) {
      run.refused(this, LONGEST_CHAIN + " idempotency tokens are spent, the last by " + proof);
      return;
    }
    token = token.next(proof);
    create();
  }

  private void createRefused(TielineException why) {
    if (why instanceof OutcomeUnknownException) {
      seek(this::evaluate, () -> nothingFound(why), why);
    } else if (why instanceof CloudCallException refusal && refusal.tokenSpent()) {
      nextToken(refusal.code());
    } else if (!passes(why)) {
      refuse(why);
    } else if (!putOff(why)) {
      // It may be there already: by an earlier try, or by an acceptance made elsewhere.
      seek(this::evaluate, () -> again(why, this::create), why);
    }
  }

  /** Whether what stands against it may pass by itself, or may show that it is done already. */
  private boolean passes(TielineException why) {
    return why instanceof CloudCallException refusal
        && switch (refusal.category()) {
          case ALREADY_EXISTS, NOT_FOUND, CONFLICT -> true;
          case QUOTA -> run.hasDrops(); // a limit is reached until something goes
          case THROTTLED, DENIED, INVALID, UNAVAILABLE, UNKNOWN -> false;
        };
  }

  /** Puts the step off until what is no longer wished is removed, if that may help. */
  private boolean putOff(TielineException why) {
    boolean helps =
        why instanceof CloudCallException refusal
            && (refusal.category() == Category.CONFLICT || refusal.category() == Category.QUOTA)
            && run.dropsLeft();
    if (helps) {
      run.defer(this);
    }
    return helps;
  }

  private void nothingFound(TielineException why) {
    if (++unknown >= MOST_UNKNOWN) {
      refuse(why);
    } else if (kind.guard() != ResourceKind.Guard.NEITHER) {
      again(why, this::create); // the key or the token tells a second one from the first
    } else {
      Duration quiet = settling.quiet();
      context.events().progress(step(), "outcome unknown; looks again in " + quiet);
      context.loop().after(quiet, () -> seek(this::evaluate, this::create, why));
    }
  }

  // ---- update and replace ----

  private void update(O object) {
    unlessChanged(object, this::change);
  }

  /**
   * Goes on with what is there if nobody else has changed it since it was looked at, where the
   * cloud overwrites whatever it finds: before the call, and before each time that it is repeated.
   */
  private void unlessChanged(O object, Consumer<O> next) {
    if (!kind.unguarded()) {
      next.accept(object);
      return;
    }
    reread(
        object,
        now -> {
          if (kind.stillOurs(context.owner(), object, now)) {
            next.accept(kind.fresh(object, List.of(now)));
          } else {
            changedElsewhere(object);
          }
        },
        () -> changedElsewhere(object),
        null);
  }

  private void changedElsewhere(O object) {
    run.refused(this, kind.show(object) + " was changed by somebody else since it was looked at");
  }

  private void change(O object) {
    context
        .pipeline()
        .call(
            kind.update(context.owner(), node, object, context.observed()),
            this::called,
            why -> changeRefused(object, why),
            repeat -> unlessChanged(object, now -> repeat.run()));
  }

  private void changeRefused(O object, TielineException why) {
    if (!(why instanceof OutcomeUnknownException) && !passes(why)) {
      refuse(why);
    } else if (!putOff(why)) {
      Runnable again = () -> again(why, () -> update(object));
      reread(
          object,
          now -> {
            if (kind.compare(context.owner(), node, now, context.observed()) instanceof Diff.Same) {
              evaluate(now);
            } else {
              again.run();
            }
          },
          again,
          why);
    }
  }

  private void replace(O object) {
    context.observed().forget(node);
    new Removal<>(
            context,
            kind,
            new Owned<>(node.address(), node.scope(), object),
            step(),
            false,
            new Removal.End() {
              @Override
              public void gone(boolean byUs) {
                create();
              }

              @Override
              public void outdated() {
                run.outdated(Making.this);
              }

              @Override
              public void refused(String why) {
                run.refused(Making.this, why);
              }

              @Override
              public void waits(String why, Handover handover) {
                run.waits(Making.this, WaitingFor.letGo(context, step(), why, handover));
              }
            })
        .begin();
  }

  // ---- look ----

  private void seek(Consumer<O> found, Runnable nothing, @Nullable TielineException cause) {
    new PagedReads(context.pipeline())
        .all(
            kind.seek(context.owner(), node, context.observed()),
            list ->
                picked(kind.pick(context.owner(), node, context.observed(), list), found, nothing),
            why -> lookRefused(why, nothing, cause));
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

  private void reread(
      O object, Consumer<O> found, Runnable nothing, @Nullable TielineException cause) {
    String id = kind.id(object);
    new PagedReads(context.pipeline())
        .all(
            kind.read(node.scope(), List.of(id)),
            list ->
                list.stream()
                    .filter(o -> kind.id(o).equals(id))
                    .findFirst()
                    .ifPresentOrElse(found, nothing),
            why -> lookRefused(why, nothing, cause));
  }

  private void lookRefused(
      TielineException why, Runnable nothing, @Nullable TielineException cause) {
    if (why instanceof CloudCallException refusal && refusal.category() == Category.NOT_FOUND) {
      nothing.run();
    } else if (cause == null) {
      refuse(why);
    } else {
      run.refused(
          this, cause.getMessage() + "; and a look at what came of it: " + why.getMessage());
    }
  }

  /** Waits for what comes into being with another object, or by somebody else's hand. */
  private void appear() {
    seek(
        this::called, // it began when that began which it comes with
        () -> {
          if (make.action() != Action.ADOPT && make.action() != Action.COME) {
            waits(
                new Readiness.Waiting(
                    kind.party(node.wish()),
                    kind.describe(node.wish(), context.observed()) + " is not there yet"));
          } else if (!pauses.again(this::appear)) {
            run.refused(this, "the " + kind.name() + " has not come into being");
          }
        },
        null);
  }

  // ---- wait ----

  /** Waits for what we have just made or changed. */
  private void called(O object) {
    evaluate(object, kind.usuallyTakes(node.wish()));
  }

  private void evaluate(O object) {
    evaluate(object, Duration.ZERO);
  }

  private void evaluate(O object, Duration usual) {
    watchedSince = context.loop().time().nanos();
    if (!settled(object)) {
      watch(object, usual);
    }
  }

  private void watch(O object, Duration usual) {
    context
        .poller()
        .await(
            kind,
            node.scope(),
            kind.id(object),
            usual,
            new Poller.Watcher<O>() {
              @Override
              public boolean saw(@Nullable O now) {
                if (now == null || (promised != null && !kind.bearsMark(context.owner(), now))) {
                  return vanished(now != null); // or it is, to us
                }
                promised = null;
                return settled(now);
              }

              @Override
              public void blind(TielineException why) {
                refuse(why);
              }
            });
  }

  /** An object and the state that it failed in, which many objects show themselves. */
  static String died(String shown, Readiness.Failed failed) {
    String told = shown.endsWith("(" + failed.state() + ")") ? "" : " is " + failed.state();
    return shown + told + ": " + failed.why();
  }

  /** Takes the object's state; returns whether the wait for it is over. */
  private boolean settled(O object) {
    context.observed().put(node, object);
    missingSince = -1;
    Readiness state = kind.readiness(node, object);
    if (state instanceof Readiness.Target && unchecked && !context.loop().cancelled()) {
      alone(object);
    } else if (state instanceof Readiness.Target) {
      run.done(this, kind.id(object));
    } else if (state instanceof Readiness.Waiting waiting) {
      if (make.action() == Action.ACCEPT && elapsed(watchedSince).compareTo(settling.lag()) < 0) {
        return false; // we have just accepted, and this read is behind
      }
      waits(waiting);
    } else if (state instanceof Readiness.Failed failed) {
      run.refused(this, died(kind.show(object), failed));
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
   * An object that is not in an answer may only be not yet in it, or in a part of the cloud that is
   * behind: it is gone when it has been missing for the quiet time. What a token was answered with
   * and no read has ever shown is no new object, which every read shows after the lag: the token
   * stands for one that has died, where the cloud's answer to a create is but an id. So it does for
   * one that is shown without the mark that its creation set: somebody has released it since.
   */
  private boolean vanished(boolean released) {
    if (missingSince < 0) {
      missingSince = context.loop().time().nanos();
    }
    O answered = promised;
    if (answered != null && elapsed(missingSince).compareTo(settling.lag()) >= 0) {
      promised = null;
      Optional<Call<Boolean>> alive =
          released ? Optional.empty() : kind.alive(node.scope(), kind.id(answered));
      alive.ifPresentOrElse(call -> unlessAlive(call, answered), () -> died(answered));
      return true;
    }
    if (elapsed(missingSince).compareTo(settling.quiet()) < 0) {
      return false;
    }
    run.refused(
        this,
        hidden == null
            ? "the " + kind.name() + " is not there any more: somebody else removed it"
            : "the "
                + kind.name()
                + " "
                + hidden
                + " is there, but no list shows it: apply again when the cloud does");
    return true;
  }

  /** Makes another one in place of what no list shows only if the cloud does not know it either. */
  private void unlessAlive(Call<Boolean> call, O answered) {
    context
        .pipeline()
        .call(
            call,
            alive -> {
              if (alive) {
                hidden = kind.id(answered);
                watch(answered, Duration.ZERO);
              } else {
                died(answered);
              }
            },
            why -> lookRefused(why, () -> died(answered), null));
  }

  /** The token stands for an object that has died: the next one makes another. */
  private void died(O answered) {
    missingSince = -1;
    context.observed().forget(node);
    nextToken(kind.id(answered));
  }

  private Duration elapsed(long since) {
    return Duration.ofNanos(context.loop().time().nanos() - since);
  }

  // ---- ends ----

  /**
   * Looks whether another process has made the same, before anything is built upon it: then the
   * next look chooses which of them stays, while the other is still unused. A list that does not
   * show yet what we have just made is behind, and may as well lack what the other made before:
   * only one that does is an answer.
   */
  private void alone(O object) {
    new PagedReads(context.pipeline())
        .all(
            kind.seek(context.owner(), node, context.observed()),
            list -> alone(object, list),
            why -> run.done(this, kind.id(object))); // the next survey tells
  }

  private void alone(O object, List<O> list) {
    String id = kind.id(object);
    Find<O> pick = kind.pick(context.owner(), node, context.observed(), list);
    if (pick instanceof Find.Ours<O> ours
        && (!ours.surplus().isEmpty() || !kind.id(ours.object()).equals(id))) {
      run.doubled(this, id);
    } else if (pick instanceof Find.Ours<O>
        || context.loop().cancelled()
        || !pauses.again(() -> alone(object))) {
      run.done(this, id);
    }
  }

  private void waits(Readiness.Waiting waiting) {
    context.observed().forget(node);
    run.waits(this, WaitingFor.of(context, node, waiting));
  }

  private void refuse(TielineException why) {
    String words = String.valueOf(why.getMessage());
    run.refused(
        this,
        why instanceof OutcomeUnknownException
            ? words + "; nothing came of it that could be found: apply again later"
            : words);
  }

  /** Tries again after a pause, as long as what stands against it may pass by itself. */
  private void again(TielineException why, Runnable next) {
    if (!pauses.again(next)) {
      refuse(why);
    }
  }
}
