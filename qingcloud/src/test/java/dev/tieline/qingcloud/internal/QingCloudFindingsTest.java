package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the codes of QingCloud's findings, their documentation and their tests together. */
class QingCloudFindingsTest {
  private static final Path DOC = Path.of("..", "docs", "findings-qingcloud.md");

  private static List<String> codes() throws IllegalAccessException {
    List<String> codes = new ArrayList<>();
    for (Field field : QingCloudFindings.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        codes.add((String) field.get(null));
      }
    }
    return codes;
  }

  private static List<String> entries() throws IOException {
    return Arrays.stream(Files.readString(DOC).split("\n## ")).skip(1).toList();
  }

  @Test
  void docs_haveOneEntryForEachCodeInOrder() throws Exception {
    assertThat(entries())
        .extracting(entry -> entry.lines().findFirst().orElseThrow())
        .isSorted()
        .containsExactlyElementsOf(codes());
  }

  @Test
  void docs_everyEntry_saysSeverityWhatWhyAndWhatToDo() throws Exception {
    assertThat(entries())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry).containsPattern("ERROR|WARNING|INFO");
              assertThat(entry)
                  .containsSubsequence("- **What:** ", "- **Why:** ", "- **What to do:** ");
            });
  }

  @Test
  void codes_areNotThoseOfAllClouds() throws Exception {
    List<String> shared = new ArrayList<>();
    for (Field field : dev.tieline.check.Codes.class.getFields()) {
      shared.add((String) field.get(null));
    }
    assertThat(codes()).isNotEmpty().doesNotContainAnyElementsOf(shared);
  }

  @Test
  void codes_eachOne_isExpectedByATest() throws Exception {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src", "test"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        tests.append(Files.readString(file)).append('\n');
      }
    }
    assertThat(codes()).isNotEmpty().allSatisfy(code -> assertThat(tests).contains(code));
  }
}
