package dev.tieline.apply;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.retry.Breaker;
import dev.tieline.retry.Buckets;
import dev.tieline.retry.Pace;
import dev.tieline.retry.Retries;
import dev.tieline.retry.RetryPolicy;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Scope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How every call is made, outermost first: pacing, the exclusive turn, the scope's breaker, the
 * attempt, the cloud's error table, and again after a while if the error's category allows it.
 * Nothing in here blocks.
 */
final class Pipeline {
  private static final Comparator<Call.Turn> ORDER =
      Comparator.comparing((Call.Turn t) -> t.scope().cloud() + "/" + t.scope())
          .thenComparing(Call.Turn::name);

  private final Loop loop;
  private final Map<String, Provider> providers;
  private final RetryPolicy policy;
  private final Limits limits;
  private final CallObserver observer;
  private final Map<Call.Turn, Queue<Runnable>> turns = new LinkedHashMap<>();
  private final LookPatience patience = new LookPatience();
  private boolean looking;
  private long calls;
  private int reads;
  private int writes;
  private int unsure;

  /**
   * What outlives a run: the budgets of an account and region are shared by all runs of one {@code
   * Tieline}.
   */
  static final class Limits {
    private final Buckets buckets = new Buckets();
    private final Map<Scope, Breaker> breakers = new LinkedHashMap<>();
    private final long seed;

    Limits(long seed) {
      this.seed = seed;
    }

    private synchronized Duration take(List<Buckets.Share> shares, long now) {
      return buckets.take(shares, now);
    }

    private static Buckets.Share share(Scope scope, Pace pace) {
      return new Buckets.Share(scope.cloud() + "/" + scope, pace);
    }

    private synchronized Breaker breaker(Scope scope, Loop loop) {
      return breakers.computeIfAbsent(scope, s -> Breaker.of(s.cloud() + "/" + s, loop.time()));
    }
  }

  Pipeline(
      Loop loop,
      Map<String, Provider> providers,
      RetryPolicy policy,
      Limits limits,
      CallObserver observer) {
    this.loop = loop;
    this.providers = providers;
    this.policy = policy;
    this.limits = limits;
    this.observer = observer;
  }

  int reads() {
    return reads;
  }

  int writes() {
    return writes;
  }

  /** How many calls that change something may have had an effect, or may yet have one, unseen. */
  int unsure() {
    return unsure;
  }

  /** Says that the calls from now on are those of one look. */
  void beginLook() {
    looking = true;
    patience.beginLook();
  }

  /** Says that the look is over. */
  void endLook() {
    looking = false;
  }

  /**
   * Makes a call; exactly one of the consumers is called, later, on the loop's thread, unless the
   * run is cancelled.
   */
  <T> void call(Call<T> call, Consumer<T> ok, Consumer<TielineException> refused) {
    call(call, ok, refused, Runnable::run);
  }

  /**
   * Makes a call that is only good for what was seen just before.
   *
   * @param again asked before each attempt but the first, which may be minutes later: runs what it
   *     is given, or ends the matter itself, so that neither consumer is called
   */
  <T> void call(
      Call<T> call, Consumer<T> ok, Consumer<TielineException> refused, Consumer<Runnable> again) {
    Retries retries = Retries.of(policy, call.mutating(), limits.seed + calls++);
    new Attempts<>(call, ok, refused, again, retries, false).enter();
  }

  /**
   * Makes a call that rehearses one that writes: once, since nothing hangs on its answer, at the
   * pace of writes, since clouds count it among them.
   */
  <T> void rehearse(Call<T> call, Consumer<T> ok, Consumer<TielineException> refused) {
    Retries retries = Retries.of(policy, false, limits.seed + calls++);
    new Attempts<>(call, ok, refused, Runnable::run, retries, true).enter();
  }

  private Provider provider(Scope scope) {
    Provider provider = providers.get(scope.cloud());
    if (provider == null) {
      throw new IllegalStateException(
          "no provider for cloud "
              + scope.cloud()
              + " (expected one of: "
              + providers.keySet()
              + ")");
    }
    return provider;
  }

  private final class Attempts<T> {
    private final Call<T> call;
    private final Consumer<T> ok;
    private final Consumer<TielineException> refused;
    private final Consumer<Runnable> again;
    private final Retries retries;
    private final boolean rehearsing;
    private final List<Call.Turn> ordered;
    private final Provider provider;
    private final Breaker breaker;
    private @Nullable TielineException last;
    private long began = -1;
    private int attempt;

    Attempts(
        Call<T> call,
        Consumer<T> ok,
        Consumer<TielineException> refused,
        Consumer<Runnable> again,
        Retries retries,
        boolean rehearsing) {
      this.call = call;
      this.ok = ok;
      this.refused = refused;
      this.again = again;
      this.retries = retries;
      this.rehearsing = rehearsing;
      this.ordered = call.turns().stream().distinct().sorted(ORDER).toList();
      this.provider = provider(call.scope());
      this.breaker = limits.breaker(call.scope(), loop);
    }

    void enter() {
      if (loop.cancelled()) {
        return;
      }
      Duration wait = limits.take(shares(), loop.time().nanos());
      if (wait.isZero()) {
        inTurn(0);
      } else {
        loop.after(wait, () -> inTurn(0)); // the token is reserved already
      }
    }

    /** The buckets that the call takes from: one, and one more for each further turn. */
    private List<Buckets.Share> shares() {
      boolean writes = call.mutating() || rehearsing;
      List<Buckets.Share> shares = new ArrayList<>();
      shares.add(Limits.share(call.scope(), provider.pace(call, writes)));
      for (Call.Turn beside : call.besides()) {
        shares.add(Limits.share(beside.scope(), provider.pace(call.as(beside), writes)));
      }
      return shares;
    }

    /**
     * Takes the turns one after another, all calls in the same order, so that no two wait for each
     * other.
     */
    private void inTurn(int held) {
      if (held == ordered.size()) {
        attempt();
        return;
      }
      Queue<Runnable> waiting = turns.get(ordered.get(held));
      if (waiting == null) {
        turns.put(ordered.get(held), new ArrayDeque<>());
        inTurn(held + 1);
      } else {
        waiting.add(() -> inTurn(held + 1));
      }
    }

    private void leaveTurn() {
      for (Call.Turn turn : ordered) {
        Runnable next = turns.getOrDefault(turn, new ArrayDeque<>()).poll();
        if (next == null) {
          turns.remove(turn);
        } else {
          loop.after(Duration.ZERO, next); // not at once, or a long queue would be a deep stack
        }
      }
    }

    private void attempt() {
      if (loop.cancelled()) {
        return;
      }
      if (began < 0) {
        began = loop.time().nanos();
      }
      Optional<TielineException> givenUp =
          looking ? patience.givenUp(call.scope()) : Optional.empty();
      if (givenUp.isPresent()) {
        leaveTurn();
        refused.accept(givenUp.get());
        return;
      }
      // Asked last, since what it lets in must be reported, and a wait may be dropped.
      Optional<Duration> closed = breaker.tryEnter();
      if (closed.isPresent()) {
        leaveTurn();
        rest(closed.get());
        return;
      }
      attempt++;
      if (call.mutating()) {
        writes++;
      } else {
        reads++;
      }
      long start = loop.time().nanos();
      loop.call(
          () -> {
            observer.before(call);
            T answer;
            try {
              answer = call.body().run(provider.clients(call.scope()));
            } catch (Exception e) {
              observer.after(call, e);
              throw e;
            }
            observer.after(call, null);
            return answer;
          },
          (answer, thrown) -> {
            leaveTurn();
            answered(answer, thrown, Duration.ofNanos(loop.time().nanos() - start));
          });
    }

    /**
     * The region is out of order at other calls, too: waits with them, but no longer than alone.
     */
    private void rest(Duration rest) {
      Optional<TielineException> silenced =
          looking ? patience.resting(call.scope(), loop.time().nanos()) : Optional.empty();
      if (silenced.isPresent()) {
        refused.accept(silenced.get());
      } else if (rehearsing || elapsed().plus(rest).compareTo(policy.budget()) > 0) {
        refused.accept(last == null ? outOfOrder() : last);
      } else {
        loop.after(rest, () -> again.accept(this::enter));
      }
    }

    private TielineException outOfOrder() {
      return new CloudCallException(
          site(),
          Category.UNAVAILABLE,
          "",
          "other calls found " + call.scope() + " out of order for " + elapsed(),
          0,
          "",
          false,
          null);
    }

    private void answered(@Nullable T answer, @Nullable Throwable thrown, Duration took) {
      if (thrown instanceof Error error) {
        breaker.leave();
        throw error;
      }
      if (thrown == null) {
        breaker.succeeded(took);
        patience.answered(call.scope());
        if (answer == null) {
          throw new IllegalStateException(call.operation() + " answered null (expected: a value)");
        }
        ok.accept(answer);
        return;
      }
      TielineException why = explain(thrown);
      last = why;
      if (why instanceof OutcomeUnknownException) {
        unsure++;
      }
      breaker.failed(why, took);
      Optional<TielineException> silenced =
          looking ? patience.failed(call.scope(), why, loop.time().nanos()) : Optional.empty();
      Optional<Duration> pause = retries.afterFailure(why, attempt, elapsed());
      if (pause.isPresent() && silenced.isEmpty() && !rehearsing) {
        loop.after(pause.get(), () -> again.accept(this::enter));
      } else {
        refused.accept(silenced.orElse(why));
      }
    }

    private Duration elapsed() {
      return Duration.ofNanos(loop.time().nanos() - began);
    }

    private TielineException explain(Throwable thrown) {
      if (thrown instanceof TielineException known) {
        return known;
      }
      return provider.explain(site(), call.mutating(), thrown);
    }

    private CallSite site() {
      return new CallSite(
          call.scope().cloud(), call.scope().account(), call.scope().region(), call.operation());
    }
  }
}
