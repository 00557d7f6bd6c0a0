package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the codes of the findings and their documentation together. */
class NetworkFindingsTest {
  @Test
  void docs_haveOneEntryForEachCode() throws IOException, IllegalAccessException {
    List<String> codes = new ArrayList<>();
    for (Field field : NetworkFindings.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        codes.add((String) field.get(null));
      }
    }
    List<String> documented =
        Files.readAllLines(Path.of("..", "docs", "findings-aws-networks.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();

    assertThat(documented).isNotEmpty().isSorted().containsExactlyInAnyOrderElementsOf(codes);
  }
}
