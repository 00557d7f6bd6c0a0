package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the codes of the findings about peerings and their documentation together. */
class AwsFindingsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| ([A-Z_]+) \\| [^|]*(?:INFO|WARNING|ERROR)[^|]* \\| [^|]+ \\| [^|]+ \\|");

  @Test
  void docs_haveOneEntryForEachCode() throws IOException, IllegalAccessException {
    List<String> codes = new ArrayList<>();
    for (Field field : AwsFindings.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        codes.add((String) field.get(null));
      }
    }
    List<String> documented =
        Files.readAllLines(Path.of("..", "docs", "findings-aws.md")).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> row.group(1))
            .toList();
    assertThat(documented).isNotEmpty().isSorted().containsExactlyInAnyOrderElementsOf(codes);
  }
}
