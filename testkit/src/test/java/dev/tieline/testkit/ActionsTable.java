package dev.tieline.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of actions in docs/testkit.md. */
public final class ActionsTable {
  private ActionsTable() {}

  /** Returns the names in the second column of the first table under a heading. */
  public static List<String> under(String heading) throws IOException {
    // tests run in the module's folder, which lies beside the documents
    String page =
        Files.readString(Path.of("..", "docs", "testkit.md"), StandardCharsets.UTF_8)
            .split(heading + "\n")[1];
    List<String> names = new ArrayList<>();
    page.lines()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|")[2])
        .forEach(cell -> Stream.of(cell.split(",")).map(String::strip).forEach(names::add));
    return names;
  }
}
