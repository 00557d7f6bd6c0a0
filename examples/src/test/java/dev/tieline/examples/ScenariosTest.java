package dev.tieline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario is played to its end on a fake cloud of its own. */
class ScenariosTest {
  static Stream<String> names() {
    return Main.scenarios().stream().map(Scenario::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void play_scenario_everyExpectationHolds(String name) {
    Scenario scenario =
        Main.scenarios().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    Printed out = new Printed();
    Performance performance = new Performance(out.stream());
    scenario.play(performance);
    assertThat(performance.broken()).as(out.text()).isZero();
    assertThat(performance.held()).isPositive();
    assertThat(out.text())
        .containsSubsequence(
            "--- plan ", "--- apply ", "--- verify ", "--- plan again", "--- destroy ");
  }

  @Test
  void verify_tokyoSingapore_showsATraceForEachTrafficAndDirection() {
    Printed out = new Printed();
    new TokyoSingapore().play(new Performance(out.stream()));
    assertThat(out.text())
        .containsSubsequence(
            "  tokyo -> singapore icmp, one of them hop by hop\n    icmp from subnet-",
            "  tokyo -> singapore tcp/22, one of them hop by hop\n    tcp/22 from subnet-",
            "  singapore -> tokyo icmp, one of them hop by hop\n    icmp from subnet-",
            "  singapore -> tokyo tcp/22, one of them hop by hop\n    tcp/22 from subnet-",
            "--- explain tokyo -> singapore tcp/3306",
            "blocked by");
  }

  @Test
  void verify_customerAccepts_namesTheEndsThatWereAskedAbout() {
    Printed out = new Printed();
    new CustomerAccepts().play(new Performance(out.stream()));
    assertThat(out.text())
        .containsPattern("UNKNOWN  tcp/443  10\\.40\\.0\\.1 to subnet-[0-9a-f]+")
        .doesNotContainPattern("(?m) by *$")
        .doesNotContainPattern("(?m) by +back by");
  }

  @Test
  void verdict_brokenExpectation_isNoSuccess() {
    Printed out = new Printed();
    Performance performance = new Performance(out.stream());
    performance.expect(true, "this holds");
    performance.expect(false, "this does not");
    assertThat(performance.verdict()).isEqualTo(1);
    assertThat(out.text()).contains("[BROKEN] this does not", "1 expectations held, 1 broken");
  }

  @Test
  void verdict_nothingExpected_isNoSuccess() {
    assertThat(new Performance(new Printed().stream()).verdict()).isEqualTo(1);
  }
}
