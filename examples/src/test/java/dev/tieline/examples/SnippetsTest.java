package dev.tieline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts are run in a real JShell, and so are the snippets of the page on the testkit, one after
 * the other. All other pages speak of real clouds: their snippets are compiled as the bodies of
 * methods that nobody calls.
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
    try (RealShell shell = new RealShell()) {
      shell.feed(Documents.read(script));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_snippets_compile(Path page) {
    try (RealShell shell = new RealShell()) {
      shell.feed(AROUND);
      for (String snippet : Documents.snippets(Documents.read(page), "java")) {
        String imports = lines(snippet, true);
        shell.feed(imports);
        shell.feed("void snippet() throws Exception {\n" + lines(snippet, false) + "\n}");
      }
    }
  }

  private static String lines(String snippet, boolean imports) {
    return snippet
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void testkitPage_snippetsInOrder_run() {
    String page = Documents.read(Documents.root().resolve("docs/testkit.md"));
    try (RealShell shell = new RealShell()) {
      Documents.snippets(page, "java").forEach(shell::feed);
      shell.feed(
          "if (!https.delivered() || ssh.delivered()) throw new AssertionError(https + \" \" + ssh);");
      shell.feed("if (!status.equals(\"expired\")) throw new AssertionError(status);");
      assertThat(shell.printed()).contains("true [", "false sg-");
    }
  }

  @Test
  void feed_unknownName_isRefused() {
    try (RealShell shell = new RealShell()) {
      assertThatThrownBy(() -> shell.feed("void snippet() { nobodyKnows(1); }"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("nobodyKnows");
    }
  }

  @Test
  void feed_exception_isReported() {
    try (RealShell shell = new RealShell()) {
      assertThatThrownBy(() -> shell.feed("List.of().get(0)"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("throws");
    }
  }
}
