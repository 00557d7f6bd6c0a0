package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.XmlElement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Which members of the SDK's types the answers hold, and which they do not: for each place in an
 * answer the members that were there in any of the calls, and after a minus those that were in
 * none.
 */
final class AnswerMembers {
  private final Map<String, Set<String>> there = new TreeMap<>();
  private final Map<String, Set<String>> known = new TreeMap<>();

  void saw(String path, XmlElement element, SdkPojo type) {
    Set<String> here = there.computeIfAbsent(path, p -> new TreeSet<>());
    element.children().forEach(child -> here.add(child.name()));
    Set<String> all = known.computeIfAbsent(path, p -> new TreeSet<>());
    type.sdkFields().forEach(field -> all.add(field.unmarshallLocationName()));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    known.forEach(
        (path, all) -> {
          Set<String> here = there.getOrDefault(path, Set.of());
          Set<String> never = new TreeSet<>(all);
          never.removeAll(here);
          text.append(path).append(':');
          here.stream().filter(all::contains).forEach(name -> text.append(' ').append(name));
          if (!never.isEmpty()) {
            text.append(" - ").append(String.join(" ", never));
          }
          text.append('\n');
        });
    return text.toString();
  }

  /** Compares with a file of the test resources; what should be there is written beside it. */
  void assertAsListed(String file) throws IOException {
    Path written = Path.of("target", file);
    Files.createDirectories(written.getParent());
    Files.writeString(written, text(), StandardCharsets.UTF_8);
    try (InputStream listed = AnswerMembers.class.getResourceAsStream(file)) {
      assertThat(listed).as("the list %s of the test resources", file).isNotNull();
      assertThat(text()).isEqualTo(new String(listed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
