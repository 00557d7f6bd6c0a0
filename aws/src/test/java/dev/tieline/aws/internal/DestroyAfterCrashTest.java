package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An apply dies at one of its mutating calls, whose effect comes minutes later, while reads lag: a
 * destroy by another process sees claims without their entries, old values of what is not changed
 * yet, or nothing at all, and is not done before it has seen what came of them.
 */
class DestroyAfterCrashTest {
  /** Strides over the calls, so that a build stays short; 1 takes each. */
  private static final int STRIDE = Integer.getInteger("tieline.stride", 5);

  private static final Duration LATE = Duration.ofMinutes(4); // less than a signature lives
  private static final Duration LAG = Duration.ofMinutes(1);

  /** Makes a mutating call's effect late, and dies after it. */
  private static final class Doom implements CallObserver {
    private final Play play;
    private int left;

    Doom(Play play, int number) {
      this.play = play;
      left = number;
    }

    @Override
    public void before(Call<?> call) {
      if (call.mutating() && --left == 0) {
        play.world.aws.faults().on(call.operation()).lateEffect(LATE);
      }
    }

    @Override
    public void after(Call<?> call, @Nullable Throwable thrown) {
      if (call.mutating() && left == 0) {
        throw new Crash();
      }
    }
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Returns whether the process died. */
  private static boolean dies(Play play, int number) {
    try (Tieline doomed = play.world.open(new Doom(play, number))) {
      doomed.apply(play.topology);
      return false;
    } catch (Crash dead) {
      return true;
    } finally {
      play.world.aws.faults().clear();
    }
  }

  /** Destroys by a new process until that is done; returns what is wrong with that. */
  private static Optional<String> destroy(Play play) {
    try (Tieline next = play.world.open(new CallObserver() {})) {
      Outcome outcome = next.destroy("play");
      for (int i = 0; i < 4 && !outcome.isReady(); i++) {
        for (int minute = 0; minute < 7; minute++) { // a little more than Q
          play.world.pass(Duration.ofMinutes(1));
          play.world.aws.dump(); // the fake dates a late effect at the first call after it
        }
        outcome = next.destroy("play");
      }
      return !outcome.isReady()
          ? Optional.of(outcome + " " + outcome.findings())
          : Optional.of(play.world.dump())
              .filter(now -> !now.equals(play.before))
              .map(now -> "left behind: " + without(play.before, now));
    }
  }

  private static List<String> without(String before, String now) {
    Set<String> known = before.lines().collect(Collectors.toSet());
    return now.lines().filter(line -> !known.contains(line)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void destroy_effectOfTheLastCallComesLate_leavesNothing(Play.Form form) {
    List<String> bad = new ArrayList<>();
    boolean died = true;
    int deaths = 0;
    for (int number = 1 + (form.ordinal() % 2); died; number += STRIDE) {
      try (Play play = new Play(form)) {
        died = dies(play, number);
        deaths += died ? 1 : 0;
        play.world.aws.lag(LAG);
        String at = form + " call " + number + ": ";
        destroy(play).ifPresent(what -> bad.add(at + what));
      }
    }
    assertThat(bad).isEmpty();
    assertThat(deaths).isPositive();
  }

  @Test
  void destroy_regionDown_saysSoInsteadOfReady() {
    try (Play play = new Play(Play.Form.ADOPTED)) {
      play.converge();
      play.world.aws.regionDown(PeeringWorld.TOKYO, true);
      Outcome outcome = play.world.tieline.destroy("play");
      assertThat(outcome.isReady()).isFalse();
      assertThat(outcome.findings())
          .filteredOn(f -> f.code().equals(Codes.UNREADABLE))
          .extracting(Finding::what)
          .anySatisfy(what -> assertThat(what).contains(PeeringWorld.TOKYO));
      play.world.aws.regionDown(PeeringWorld.TOKYO, false);
      play.destroy();
    }
  }

  @Test
  void destroy_everyRegionDown_saysSoInsteadOfReady() {
    try (Play play = new Play(Play.Form.TOKYO_SINGAPORE)) {
      play.converge();
      play.world.aws.regionDown(PeeringWorld.TOKYO, true);
      play.world.aws.regionDown(PeeringWorld.SINGAPORE, true);
      assertThat(play.world.tieline.destroy("play").isReady()).isFalse();
      play.world.aws.regionDown(PeeringWorld.TOKYO, false);
      play.world.aws.regionDown(PeeringWorld.SINGAPORE, false);
      play.destroy();
    }
  }
}
