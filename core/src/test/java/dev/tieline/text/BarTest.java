package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

  @ParameterizedTest
  @CsvSource({
    "0, 10, [..........] 0/10 routes",
    "5, 10, [#####.....] 5/10 routes",
    "10, 10, [##########] 10/10 routes",
    "1, 1000, [#.........] 1/1000 routes",
    "999, 1000, [#########.] 999/1000 routes",
    "0, 0, [##########] 0/0 routes",
    "2147483646, 2147483647, [#########.] 2147483646/2147483647 routes",
  })
  void line_progress_fillsTheBar(int done, int total, String expected) {
    assertThat(Bar.line(done, total, "routes")).isEqualTo(expected);
  }

  @Test
  void line_hostileLabel_staysOneLine() {
    assertThat(Bar.line(1, 2, "a\r\u001b[2Kb\n")).isEqualTo("[#####.....] 1/2 a [2Kb");
    assertThat(Bar.line(1, 2, "")).isEqualTo("[#####.....] 1/2");
  }

  @ParameterizedTest
  @CsvSource({"-1, 10", "11, 10", "0, -1"})
  void line_doneOutsideOfTotal_throws(int done, int total) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bar.line(done, total, "x"))
        .withMessage("done: " + done + " (expected: 0 to " + total + ")");
  }
}
