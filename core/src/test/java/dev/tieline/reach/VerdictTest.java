package dev.tieline.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The verdicts and their page. */
class VerdictTest {
  @Test
  void isSuccess_allVerdicts_onlyReachableIs() {
    assertThat(Verdict.values()).filteredOn(Verdict::isSuccess).containsExactly(Verdict.REACHABLE);
  }

  @Test
  void page_table_hasEveryVerdictInOrderAndWhetherItIsKnown() throws IOException {
    Path page = Path.of(System.getProperty("tieline.root"), "docs", "verdicts.md");
    Map<String, String> documented = new LinkedHashMap<>();
    for (String line : Files.readAllLines(page)) {
      String[] cells = line.split("\\|");
      if (cells.length > 2 && cells[1].strip().startsWith("`")) {
        documented.put(cells[1].strip().replace("`", ""), cells[2].strip());
      }
    }
    Map<String, String> expected =
        Arrays.stream(Verdict.values())
            .collect(
                Collectors.toMap(
                    Verdict::name, VerdictTest::answer, (a, b) -> a, LinkedHashMap::new));

    assertThat(documented).containsExactlyEntriesOf(expected);
  }

  private static String answer(Verdict verdict) {
    return verdict.isSuccess() ? "yes" : verdict.isKnown() ? "no" : "not known";
  }
}
