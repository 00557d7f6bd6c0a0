package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One fault at each mutating call of an apply, then of a destroy, in every form of play: the next
 * apply makes the wish true, the one after it writes nothing, and destroy restores what was before.
 */
class FaultsEverywhereTest {
  /** Strides over the calls, so that a build stays short; 1 takes each. */
  private static final int STRIDE = Integer.getInteger("tieline.stride", 5);

  /** Lets a fault strike one mutating call, whichever it is. */
  private record At(Play play, int number, AtomicInteger seen, Consumer<Faults.Fault> fault)
      implements CallListener {
    @Override
    public void before(Call call) {
      if (call.mutating() && seen.incrementAndGet() == number) {
        fault.accept(play.world.aws.faults().on(call.action()));
      }
    }
  }

  private static void everywhere(Play.Form form, Consumer<Faults.Fault> fault) {
    List<String> bad = new ArrayList<>();
    int calls = STRIDE;
    for (int number = 1 + (form.ordinal() % STRIDE); number <= calls; number += STRIDE) {
      for (boolean destroying : new boolean[] {false, true}) {
        try (Play play = new Play(form)) {
          AtomicInteger seen = new AtomicInteger();
          if (destroying) {
            play.converge();
          }
          At at = new At(play, number, seen, fault);
          play.world.aws.observe(at);
          if (destroying) {
            play.world.tieline.destroy("play");
          } else {
            play.world.tieline.apply(play.topology);
          }
          calls = Math.max(calls, seen.getAndAdd(1000)); // strikes no more
          play.world.aws.faults().clear();
          if (!destroying) {
            play.converge();
          }
          play.destroy();
        } catch (Throwable t) {
          if (Boolean.getBoolean("tieline.trace")) { t.printStackTrace(); }
          bad.add(form + " call " + number + (destroying ? " of destroy: " : " of apply: ") + t);
        }
      }
    }
    assertThat(bad).isEmpty();
    assertThat(calls).isGreaterThan(2);
  }

  @ParameterizedTest
  @EnumSource
  void apply_answerLost_isFoundAgain(Play.Form form) {
    everywhere(form, Faults.Fault::loseAnswer);
  }

  @ParameterizedTest
  @EnumSource
  void apply_effectComesLater_isNotDoubled(Play.Form form) {
    everywhere(form, f -> f.lateEffect(Duration.ofMinutes(4)));
  }

  @ParameterizedTest
  @EnumSource
  void apply_effectComesSoonAfter_isNotDoubled(Play.Form form) {
    everywhere(form, f -> f.lateEffect(Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @EnumSource
  void apply_resetBefore_isTriedAgain(Play.Form form) {
    everywhere(form, Faults.Fault::resetBefore);
  }

  @ParameterizedTest
  @EnumSource
  void apply_serverErrors_areOutlasted(Play.Form form) {
    everywhere(form, f -> f.serverError().times(3));
  }

  @ParameterizedTest
  @EnumSource
  void apply_throttleBurst_isOutlasted(Play.Form form) {
    everywhere(form, f -> f.throttle().times(6));
  }

  @ParameterizedTest
  @EnumSource
  void apply_truncatedAnswer_isReadAgain(Play.Form form) {
    everywhere(form, Faults.Fault::truncated);
  }
}
