package dev.tieline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  private final Printed out = new Printed();
  private final Printed err = new Printed();

  private int run(String... args) {
    return Main.run(out.stream(), err.stream(), args);
  }

  @Test
  void run_list_namesEveryScenario() {
    assertThat(run("--list")).isZero();
    assertThat(out.text().lines().map(line -> line.split(" ")[0]))
        .containsExactlyElementsOf(Main.scenarios().stream().map(Scenario::name).toList());
  }

  @Test
  void run_unknownScenario_isRefusedWithTheNames() {
    assertThat(run("tokio")).isEqualTo(2);
    assertThat(out.text()).isEmpty();
    assertThat(err.text())
        .startsWith("scenario: tokio (expected: --list, all, or one of tokyo-singapore,");
  }

  @Test
  void run_twoArguments_areRefused() {
    assertThat(run("adopt", "mesh")).isEqualTo(2);
    assertThat(err.text()).startsWith("arguments: adopt mesh (expected: at most one:");
  }
}
