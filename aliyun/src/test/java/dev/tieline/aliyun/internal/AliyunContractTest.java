package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tieline.testkit.contract.Contract;
import dev.tieline.testkit.contract.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page on reliability says of the code. */
class AliyunContractTest {
  private static String page() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("tieline.root")).resolve("docs/reliability-aliyun.md"));
  }

  @Test
  void page_tableOfKinds_isThatOfTheCode() throws IOException {
    assertThat(page())
        .as("written by benchmarks/run contract --page")
        .contains(AliyunContract.kinds());
  }

  /** Of the checks whose cases are counted without running any. */
  @Test
  void page_countsAllCases_asTheCodeDoes() throws IOException {
    String page = page();
    for (Scenario scenario : AliyunContract.scenarios()) {
      Contract all = new Contract(scenario, true);
      for (String check : List.of("crash", "late", "stale")) {
        assertThat(page)
            .as("written by benchmarks/run contract --page")
            .containsPattern(
                "\\| %s \\| %s \\| \\d+ \\| %d \\|"
                    .formatted(
                        scenario.getClass().getSimpleName(), check, all.scripts(check).size()));
      }
    }
  }

  @Test
  void page_namesEveryScenario() throws IOException {
    assertThat(page())
        .contains(
            AliyunContract.scenarios().stream().map(s -> s.getClass().getSimpleName()).toList());
  }

  @Test
  void page_namesTheScenariosThatAreRunOtherwise() throws IOException {
    assertThat(page()).contains(AliyunContract.otherwiseNames());
  }

  @Test
  void otherwise_areAllThatAreRun() {
    List<String> all =
        new ClassFileImporter()
            .importPackages(AliyunContract.class.getPackageName()).stream()
                .filter(c -> c.isAssignableTo(Scenario.class))
                .map(JavaClass::getSimpleName)
                .filter(name -> name.startsWith("Otherwise") && !name.endsWith("InOneFact"))
                .toList();
    assertThat(AliyunContract.otherwise().stream().map(Scenario::name).toList())
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void scenarios_areAllThereAre() {
    List<String> all =
        new ClassFileImporter()
            .importPackages("dev.tieline.aliyun.internal").stream()
                .filter(c -> c.isAssignableTo(Scenario.class) && c.getSimpleName().length() > 0)
                .filter(c -> !c.getModifiers().toString().contains("ABSTRACT"))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.startsWith("Otherwise"))
                .toList();
    assertThat(AliyunContract.scenarios().stream().map(s -> s.getClass().getSimpleName()).toList())
        .containsExactlyInAnyOrderElementsOf(all);
  }
}
