package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.25S, 250 ms",
    "PT0.9999S, 999 ms",
    "PT4.25S, 4.2 s",
    "PT5S, 5 s",
    "PT59.999S, 59.9 s",
    "PT1M, 1 min",
    "PT5M20.7S, 5 min 20 s",
    "PT59M59S, 59 min 59 s",
    "PT2H, 2 h",
    "PT26H5M, 26 h 5 min",
    "PT-4S, -4 s"
  })
  void of_time_saysTheTwoLargestUnits(Duration time, String text) {
    assertThat(Amount.of(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 steps", "1, 1 step", "2, 2 steps"})
  void of_number_agrees(int number, String text) {
    assertThat(Amount.of(number, "step")).isEqualTo(text);
  }
}
