package dev.tieline.aliyun;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The module sees core alone, and shows nothing of the SDK; inside, a few classes touch it. */
class ArchitectureTest {
  private static final String[] SDK = {"com.aliyun..", "okhttp3..", "okio.."};
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tieline.aliyun");

  @Test
  void module_seesNeitherTheTestkitNorTheRunNorAnotherCloud() {
    noClasses()
        .that(resideInAPackage("dev.tieline.aliyun.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.tieline.testkit..", "dev.tieline.apply", "dev.tieline.aws.."))
        .check(CLASSES);
  }

  @Test
  void sdk_staysInsideTheModulesInternals() {
    noClasses()
        .that(resideInAPackage("dev.tieline.aliyun"))
        .should()
        .dependOnClassesThat(resideInAnyPackage(SDK))
        .check(CLASSES);
  }

  @Test
  void sdk_isTouchedByTheTransportAlone() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "dev\\.tieline\\.aliyun\\.internal\\."
                + "(SdkRpc|Wires|Chain|Signing|RoleSession|AliyunClients)(\\$.*)?")
        .should()
        .dependOnClassesThat(resideInAnyPackage(SDK))
        .check(CLASSES);
  }
}
