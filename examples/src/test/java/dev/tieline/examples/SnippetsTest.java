package dev.tieline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts are run in a real JShell, and so are the snippets of the page on the testkit, one after
 * the other. All other pages speak of real clouds: their snippets are typed line by line, but only
 * compiled.
 */
class SnippetsTest {
  /** What the pages take for granted around their snippets. */
  private static final String AROUND =
      """
      Tieline tieline = null;
      Topology topology = null;
      Plan plan = null;
      Outcome outcome = null;
      AwsProvider aws = null;
      void schedule(Instant at) {}
      void mail(String to, String text) {}
      dev.tieline.testkit.contract.Scenario myScenario() { return null; }
      """;

  private static final RealShell SHELL = new RealShell();

  @AfterEach
  void forget() {
    SHELL.forget();
  }

  @AfterAll
  static void close() {
    SHELL.close();
  }

  static List<Path> scripts() {
    return Documents.scripts();
  }

  static Stream<Path> pages() {
    return Documents.all().stream()
        .filter(page -> !isRun(page))
        .filter(page -> !Documents.snippets(Documents.read(page), "java").isEmpty());
  }

  private static boolean isRun(Path page) {
    return page.endsWith("testkit.md");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_inJShell_isTakenAndThrowsNothing(Path script) {
    SHELL.feed(Documents.read(script));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_snippetsAsTyped_compile(Path page) {
    for (String snippet : Documents.snippets(Documents.read(page), "java")) {
      SHELL.compile(AROUND, snippet);
    }
  }

  @Test
  void testkitPage_snippetsInOrder_run() {
    String page = Documents.read(Documents.root().resolve("docs/testkit.md"));
    Documents.snippets(page, "java").forEach(SHELL::feed);
    SHELL.feed(
        "if (!https.delivered() || ssh.delivered()) throw new AssertionError(https + \" \" +"
            + " ssh);");
    SHELL.feed("if (!status.equals(\"expired\")) throw new AssertionError(status);");
    SHELL.feed("if (early || !then) throw new AssertionError(early + \" \" + then);");
    assertThat(SHELL.printed()).contains("true [", "false sg-");
  }

  @Test
  void compile_chainWhoseLinesBeginWithADot_isRefused() {
    assertThatThrownBy(() -> SHELL.compile("", "var name = \"a\"\n    .strip();"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("typed line by line")
        .hasMessageContaining(".strip()");
  }

  @Test
  void compile_chainWhoseLinesEndWithADot_isTaken() {
    SHELL.compile("", "var name = \"a\".\n    strip();");
  }

  @Test
  void compile_unknownName_isRefused() {
    assertThatThrownBy(() -> SHELL.compile("", "nobodyKnows(1);"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nobodyKnows");
  }

  @Test
  void feed_exception_isReported() {
    assertThatThrownBy(() -> SHELL.feed("List.of().get(0)"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("throws");
  }

  @Test
  void forget_whatWasDeclared_isGone() {
    SHELL.feed("int left = 1;");
    SHELL.forget();
    assertThatThrownBy(() -> SHELL.feed("int right = left;")).isInstanceOf(AssertionError.class);
    SHELL.feed("import java.util.*;");
    SHELL.forget();
    SHELL.feed("List<String> stillImported = List.of();");
  }
}
