package dev.tieline.apply;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Step;
import dev.tieline.spi.Call;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes one object of ours, or takes our mark off one that others use, and waits until a read
 * shows it. Since clouds delete by id, whoever uses the object, it is read again just before: what
 * bears our mark no more is left alone. A delete whose answer was lost is made again: that is safe
 * for every object that was seen.
 */
final class Removal<O> implements Poller.Watcher<O> {
  /** Hears how it ended; exactly one of its methods is called, once. */
  interface End {
    /**
     * Nothing of it is ours any more.
     *
     * @param byUs whether we have called for that; else a read says so, which may be behind
     */
    void gone(boolean byUs);

    /** It came to be used by others, or by us alone, since the look: another look must tell. */
    void outdated();

    /** It is still there. */
    void refused(String why);

    /** It is still there until somebody else makes a move. */
    void waits(String why, Handover handover);
  }

  private static final Duration PATIENCE =
      Duration.ofMinutes(5); // while what depends on it lets go

  private static final int NAMED = 5;

  private final RunContext context;
  private final ResourceKind<?, O> kind;
  private final Step step;
  private final End end;
  private final Pauses pauses;
  private Owned<O> owned;
  private long called;
  private boolean unsure;

  /** Whether all who shared it have left at once, so that it goes though it bears no mark. */
  private boolean abandoned;

  Removal(RunContext context, ResourceKind<?, O> kind, Owned<O> owned, Step step, End end) {
    this.context = context;
    this.kind = kind;
    this.owned = owned;
    this.step = step;
    this.end = end;
    this.pauses = new Pauses(context.loop(), PATIENCE);
  }

  void begin() {
    Optional<Handover> byHand = kind.removedByHand(context.owner(), owned);
    if (byHand.isPresent()) {
      new Glance(found -> seenByHand(found, byHand.get())).begin();
    } else if (abandoned) {
      new Glance(found -> seenReleased(found, this::delete))
          .begin(); // somebody may have come to use it since
    } else if (kind.guardsDelete() || kind.delete(context.owner(), owned).isEmpty()) {
      delete();
    } else {
      new Glance(found -> seenBefore(found, this::delete)).begin();
    }
  }

  /** What no call removes is gone, or waits for somebody's hand. */
  private void seenByHand(List<O> found, Handover document) {
    O now = found.isEmpty() ? null : kind.fresh(owned.object(), found);
    Readiness state = now == null ? null : kind.leaving(context.owner(), now);
    if (now == null || state instanceof Readiness.Gone || state instanceof Readiness.Target) {
      end.gone(false);
    } else {
      end.waits(kind.show(now) + " is there until it is removed by hand", document);
    }
  }

  private void delete() {
    kind.delete(context.owner(), owned)
        .ifPresentOrElse(
            call ->
                context.pipeline().call(call, ok -> called(false), this::refused, this::lookAgain),
            () -> end.gone(true));
  }

  /** Before a call is repeated that was put off, and which the cloud does not guard itself. */
  private void lookAgain(Runnable repeat) {
    if (kind.guardsDelete()) {
      repeat.run();
    } else if (abandoned) {
      new Glance(found -> seenReleased(found, repeat)).begin();
    } else {
      new Glance(found -> seenBefore(found, repeat)).begin();
    }
  }

  private Optional<String> operation(Owned<O> object) {
    return kind.delete(context.owner(), object).map(Call::operation);
  }

  private void seenBefore(List<O> found, Runnable next) {
    if (found.isEmpty()) {
      end.gone(false);
      return;
    }
    O now = kind.fresh(owned.object(), found);
    Readiness before = kind.leaving(context.owner(), now);
    if (before instanceof Readiness.Gone || before instanceof Readiness.Target) {
      end.gone(false); // somebody else has done it since, or has taken our mark off
    } else if (kind.stillOurs(context.owner(), owned.object(), now)) {
      Owned<O> fresh = new Owned<>(owned.address(), owned.scope(), now);
      if (operation(fresh).equals(operation(owned))) {
        owned = fresh;
        unlessBuiltUpon(kind.nowBuiltUpon(context.owner(), fresh).iterator(), next);
      } else {
        end.outdated(); // it rests on what uses the object what is to be done with all of them
      }
    } else {
      end.refused(
          kind.show(now)
              + " was changed by somebody else since it was looked at; it is left alone");
    }
  }

  /** Deletes what we have released if the others have released it at the same moment. */
  private void seenReleased(List<O> found, Runnable next) {
    O now = found.isEmpty() ? null : kind.fresh(owned.object(), found);
    if (now == null || !kind.isAbandoned(now)) {
      end.gone(true);
      return;
    }
    abandoned = true;
    owned = new Owned<>(owned.address(), owned.scope(), now);
    unlessBuiltUpon(kind.nowBuiltUpon(context.owner(), owned).iterator(), next);
  }

  /** One look at it, wherever it has marks of its own. */
  private final class Glance {
    private final Consumer<List<O>> then;
    private final List<Scope> places = kind.places(owned);
    private final Map<Scope, O> views = new HashMap<>();
    private int open = places.size();
    private boolean blind;

    Glance(Consumer<List<O>> then) {
      this.then = then;
    }

    void begin() {
      String id = kind.id(owned.object());
      for (Scope place : places) {
        context
            .poller()
            .watch(
                kind,
                place,
                id,
                new Poller.Watcher<O>() {
                  @Override
                  public boolean saw(@Nullable O now) {
                    if (now != null) {
                      views.put(place, now);
                    }
                    answered();
                    return true;
                  }

                  @Override
                  public void blind(TielineException why) {
                    refused(why);
                  }
                });
      }
    }

    private void answered() {
      if (--open == 0 && !blind) {
        then.accept(places.stream().map(views::get).filter(Objects::nonNull).toList());
      }
    }

    private void refused(TielineException why) {
      if (!blind) {
        blind = true; // nothing is deleted that can not be read
        end.refused(String.valueOf(why.getMessage()));
      }
    }
  }

  private void unlessBuiltUpon(Iterator<Query<String>> lists, Runnable next) {
    if (!lists.hasNext()) {
      next.run();
      return;
    }
    new PagedReads(context.pipeline())
        .all(
            lists.next(),
            found -> {
              if (found.isEmpty()) {
                unlessBuiltUpon(lists, next);
              } else {
                end.outdated();
              }
            },
            why -> end.refused(String.valueOf(why.getMessage())));
  }

  private void called(boolean unsure) {
    called = context.loop().time().nanos();
    this.unsure = unsure;
    context.poller().watch(kind, owned.scope(), kind.id(owned.object()), this);
  }

  private void refused(TielineException why) {
    if (why instanceof OutcomeUnknownException) {
      called(true);
    } else if (why instanceof CloudCallException refusal
        && refusal.category() == Category.NOT_FOUND) {
      end.gone(true); // it was seen, so it is gone
    } else if (why instanceof CloudCallException refusal
        && refusal.category() == Category.CONFLICT) {
      if (pauses.again(this::begin)) {
        context.events().progress(step, String.valueOf(why.getMessage()));
      } else {
        held(String.valueOf(why.getMessage()));
      }
    } else {
      end.refused(String.valueOf(why.getMessage()));
    }
  }

  /** Something depends on it that does not let go: clouds do not say what, but can be asked. */
  private void held(String words) {
    held(words, kind.dependents(owned).iterator(), new ArrayList<>());
  }

  private void held(String words, Iterator<Query<String>> lists, List<String> users) {
    if (!lists.hasNext()) {
      if (users.isEmpty()) {
        end.refused(words);
      } else {
        held(words + "; it is used by " + few(users), users);
      }
      return;
    }
    new PagedReads(context.pipeline())
        .all(
            lists.next(),
            found -> {
              users.addAll(found);
              held(words, lists, users);
            },
            why -> end.refused(words + "; what uses it could not be read: " + why.getMessage()));
  }

  private void held(String words, List<String> users) {
    kind.leavingHandover(owned, users)
        .ifPresentOrElse(document -> end.waits(words, document), () -> end.refused(words));
  }

  private static String few(List<String> found) {
    String named = String.join(", ", found.subList(0, Math.min(NAMED, found.size())));
    return found.size() > NAMED ? named + " and " + (found.size() - NAMED) + " more" : named;
  }

  @Override
  public boolean saw(@Nullable O now) {
    if (now == null) {
      end.gone(true);
      return true;
    }
    Readiness state = kind.leaving(context.owner(), now);
    if (state instanceof Readiness.Gone) {
      end.gone(true);
      return true;
    }
    if (state instanceof Readiness.Target && !abandoned) {
      if (kind.isAbandoned(now)) {
        new Glance(found -> seenReleased(found, this::delete)).begin();
      } else {
        end.gone(true);
      }
      return true;
    }
    if (unsure && !(state instanceof Readiness.Transitional) && pauses.again(this::begin)) {
      return true; // the lost call seems to have had no effect
    }
    Duration since = Duration.ofNanos(context.loop().time().nanos() - called);
    if (since.compareTo(context.waits().atMost()) >= 0) {
      end.refused(kind.show(now) + " is still there after " + since);
      return true;
    }
    return false;
  }

  @Override
  public void blind(TielineException why) {
    end.refused(String.valueOf(why.getMessage()));
  }
}
