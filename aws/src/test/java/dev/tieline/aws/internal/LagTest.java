package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All reads are behind the writes: by seconds, and by as much as the provider reckons with. */
class LagTest {
  private static void lag(Play.Form form, Duration lag) {
    try (Play play = new Play(form)) {
      play.world.aws.lag(lag);
      play.converge();
      play.destroy();
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_readsSecondsBehind_convergesAndDestroyRestores(Play.Form form) {
    lag(form, Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @EnumSource
  void apply_readsAMinuteBehind_convergesAndDestroyRestores(Play.Form form) {
    lag(form, Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @EnumSource
  void destroy_rightAfterApplyUnderLag_restores(Play.Form form) {
    try (Play play = new Play(form)) {
      play.world.aws.lag(Duration.ofSeconds(60));
      play.world.tieline.apply(play.topology);
      play.destroy();
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_staleReadsNowAndThen_neitherDoublesNorUndoes(Play.Form form) {
    try (Play play = new Play(form)) {
      for (int i = 1; i < 400; i += 3) {
        play.world.aws.faults().on("*").nth(i).stale(Duration.ofSeconds(50));
      }
      play.world.tieline.apply(play.topology);
      play.world.aws.faults().clear();
      play.converge();
      assertThat(play.world.mutations())
          .filteredOn(m -> m.startsWith("Delete") || m.startsWith("Revoke"))
          .isEmpty();
      play.destroy();
    }
  }
}
