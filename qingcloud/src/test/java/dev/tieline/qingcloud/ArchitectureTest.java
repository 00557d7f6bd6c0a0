package dev.tieline.qingcloud;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The module sees core alone, and no SDK; one class touches the HTTP client. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tieline.qingcloud");

  @Test
  void module_seesCoreAlone() {
    noClasses()
        .that(resideInAPackage("dev.tieline.qingcloud.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "dev.tieline.testkit..",
                "dev.tieline.apply",
                "dev.tieline.aws..",
                "dev.tieline.aliyun..",
                "com.qingcloud..",
                "com.fasterxml.."))
        .check(CLASSES);
  }

  @Test
  void httpClient_isTouchedByTheTransportAlone() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "dev\\.tieline\\.qingcloud\\.internal\\.(HttpWire|LimitedBody|QingCloudErrors)(\\$.*)?")
        .should()
        .dependOnClassesThat(resideInAPackage("java.net.http.."))
        .check(CLASSES);
  }

  @Test
  void nobody_sleepsOrStartsAThread() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    noClasses().should().callConstructor(Thread.class, Runnable.class).check(CLASSES);
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("HttpWire")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(CompletableFuture.class)
        .check(CLASSES);
  }
}
