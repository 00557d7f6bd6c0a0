package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two processes at once: at one call of the first, before it or after it, the second does its whole
 * job. Those of one wish converge; an apply against a destroy ends as whoever is called again says.
 */
class AppliersTest {
  private static final int STRIDE = Integer.getInteger("tieline.stride", 7);

  /** Lets the other one in at one mutating call. */
  private record Gate(int number, boolean after, AtomicInteger seen, Runnable other)
      implements CallObserver {
    @Override
    public void before(Call<?> call) {
      if (call.mutating() && seen.incrementAndGet() == number && !after) {
        other.run();
      }
    }

    @Override
    public void after(Call<?> call, @Nullable Throwable thrown) {
      if (call.mutating() && seen.get() == number && after) {
        seen.incrementAndGet();
        other.run();
      }
    }
  }

  private static void interleave(
      Play.Form form,
      Consumer<Play> setUp,
      BiConsumer<Play, Tieline> first,
      BiConsumer<Play, Tieline> second,
      Consumer<Play> then) {
    List<String> bad = new ArrayList<>();
    int calls = STRIDE;
    for (int number = 1 + form.ordinal() % STRIDE; number <= calls; number += STRIDE) {
      for (boolean after : new boolean[] {false, true}) {
        try (Play play = new Play(form)) {
          setUp.accept(play);
          AtomicInteger seen = new AtomicInteger();
          Gate gate =
              new Gate(
                  number, after, seen, () -> play.world.meanwhile(t -> second.accept(play, t)));
          try (Tieline one = play.world.open(gate)) {
            first.accept(play, one);
          }
          calls = Math.max(calls, seen.get());
          then.accept(play);
        } catch (Throwable t) {
          bad.add(form + (after ? " after" : " before") + " write " + number + ": " + t);
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void apply_twiceAtOnce_converges(Play.Form form) {
    interleave(
        form,
        play -> {},
        (play, one) -> one.apply(play.topology),
        (play, two) -> two.apply(play.topology),
        play -> {
          play.converge();
          play.destroy();
        });
  }

  @ParameterizedTest
  @EnumSource
  void apply_duringDestroy_isWishedAgainOrGoesForGood(Play.Form form) {
    interleave(
        form,
        Play::converge,
        (play, one) -> one.destroy("play"),
        (play, two) -> two.apply(play.topology),
        play -> {
          play.converge();
          if (form == Play.Form.TWO_ACCOUNTS || form == Play.Form.ADOPTED) {
            // An apply at the very moment when a destroy forgets an old value: the new one counts
            // as what was there before. Callers serialise different wishes.
            play.destroyRest();
          } else {
            play.destroy();
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void destroy_duringApply_goesForGood(Play.Form form) {
    interleave(
        form,
        play -> {},
        (play, one) -> one.apply(play.topology),
        (play, two) -> two.destroy("play"),
        Play::destroy);
  }

  @ParameterizedTest
  @EnumSource
  void destroy_twiceAtOnce_leavesNothing(Play.Form form) {
    interleave(
        form,
        Play::converge,
        (play, one) -> one.destroy("play"),
        (play, two) -> two.destroy("play"),
        Play::destroy);
  }
}
