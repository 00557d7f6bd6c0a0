package dev.tieline.aws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The module sees core alone, and shows nothing of the SDK but the one door for an HTTP client. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tieline.aws");

  @Test
  void module_seesNeitherTheTestkitNorTheRun() {
    noClasses()
        .that(resideInAPackage("dev.tieline.aws.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("dev.tieline.testkit..", "dev.tieline.apply"))
        .check(CLASSES);
  }

  @Test
  void publicMethods_returnNoTypeOfTheSdk() {
    methods()
        .that()
        .areDeclaredInClassesThat(resideInAPackage("dev.tieline.aws"))
        .and()
        .arePublic()
        .should()
        .notHaveRawReturnType(resideInAPackage("software.amazon.awssdk.."))
        .check(CLASSES);
  }

  @Test
  void sdk_staysInsideTheModulesInternals() {
    noClasses()
        .that(resideInAPackage("dev.tieline.aws"))
        .and()
        .doNotHaveSimpleName("AwsProvider")
        .and()
        .doNotHaveSimpleName("Builder")
        .should()
        .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."))
        .check(CLASSES);
  }
}
