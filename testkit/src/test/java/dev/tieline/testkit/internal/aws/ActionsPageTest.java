package dev.tieline.testkit.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of actions in docs/testkit.md says what the fake has: no more, no less, each once. */
class ActionsPageTest {

  private static final String HEADING = "## What is in it and what is not";

  private static List<String> onThePage() throws IOException {
    // tests run in the module's folder, which lies beside the documents
    String page =
        Files.readString(Path.of("..", "docs", "testkit.md"), StandardCharsets.UTF_8)
            .split(HEADING + "\n")[1];
    List<String> names = new ArrayList<>();
    page.lines()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|")[2])
        .forEach(cell -> Stream.of(cell.split(",")).map(String::strip).forEach(names::add));
    return names;
  }

  @Test
  void page_tableOfActions_isTheFakesOwn() throws IOException {
    List<String> own = new ArrayList<>();
    for (Actions service :
        List.of(Actions.ec2(), Actions.sts(), Actions.iam(), Actions.serviceQuotas())) {
      own.addAll(service.names());
    }
    assertThat(onThePage()).containsExactlyInAnyOrderElementsOf(own);
  }
}
