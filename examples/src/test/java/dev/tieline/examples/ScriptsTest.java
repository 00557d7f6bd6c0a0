package dev.tieline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts answer at once, without building anything. */
class ScriptsTest {
  private final Printed printed = new Printed();

  private int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Documents.root().toFile())
            .redirectErrorStream(true)
            .start();
    printed.stream().write(process.getInputStream().readAllBytes());
    return process.waitFor();
  }

  @ParameterizedTest
  @CsvSource({
    "examples/run, [--list | NAME | all]",
    "examples/shell, [FILE.jsh ...]",
    "examples/fakes, [--aws PORT] [--aliyun PORT] [--qingcloud PORT] [--factor N]",
    "benchmarks/run, NAME"
  })
  void script_help_tellsItsUsage(String script, String arguments) throws Exception {
    assertThat(run("bash", script, "--help")).isZero();
    assertThat(printed.text().lines().findFirst().orElse(""))
        .endsWith(": " + script + " " + arguments);
    assertThat(printed.text()).doesNotContain("#").doesNotContain("set -e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"calls", "fakes", "plan"})
  void benchmarks_withoutName_areListed(String name) throws Exception {
    assertThat(run("bash", "benchmarks/run")).isZero();
    assertThat(printed.text()).contains("\n  " + name + " ");
  }
}
