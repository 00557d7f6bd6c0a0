package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/findings.md and {@link Codes} say the same. */
class FindingsDocTest {
  private static final Path DOC = Path.of("..", "docs", "findings.md");

  private static List<String> codes() throws IllegalAccessException {
    List<String> codes = new ArrayList<>();
    for (Field field : Codes.class.getFields()) {
      codes.add((String) field.get(null));
    }
    return codes;
  }

  private static List<String> entries() throws IOException {
    return Arrays.stream(Files.readString(DOC).split("\n## ")).skip(1).toList();
  }

  @Test
  void findings_everyCode_hasExactlyOneEntry() throws Exception {
    assertThat(entries())
        .extracting(entry -> entry.lines().findFirst().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(codes());
  }

  @Test
  void findings_everyEntry_saysSeverityWhatWhyAndWhatToDo() throws Exception {
    assertThat(entries())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry).containsPattern("ERROR|WARNING|INFO|how much it weighs");
              assertThat(entry)
                  .containsSubsequence("- **What:** ", "- **Why:** ", "- **What to do:** ");
            });
  }

  @Test
  void codes_everyConstant_isNamedAsItsValue() throws Exception {
    for (Field field : Codes.class.getFields()) {
      assertThat(field.get(null)).isEqualTo(field.getName());
    }
  }
}
