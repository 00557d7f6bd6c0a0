package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tieline.testkit.contract.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page on reliability says of the code. */
class QingCloudContractTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "reliability-qingcloud.md"));
  }

  @Test
  void page_tableOfKinds_isThatOfTheCode() throws IOException {
    assertThat(page()).contains(QingCloudContract.kinds());
  }

  @Test
  void page_namesEveryScenario() throws IOException {
    assertThat(page()).contains(QingCloudContract.names());
  }

  @Test
  void scenarios_areAllThereAre() {
    List<String> all =
        new ClassFileImporter()
            .importPackages("dev.tieline.qingcloud.internal").stream()
                .filter(c -> c.isAssignableTo(Scenario.class) && c.getSimpleName().length() > 0)
                .filter(c -> !c.getModifiers().toString().contains("ABSTRACT"))
                .map(JavaClass::getSimpleName)
                .toList();
    assertThat(
            QingCloudContract.scenarios().stream().map(s -> s.getClass().getSimpleName()).toList())
        .containsExactlyInAnyOrderElementsOf(all);
  }
}
