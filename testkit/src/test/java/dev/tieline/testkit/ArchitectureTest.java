package dev.tieline.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The fakes share nothing with the clients that are tried on them but core's pure values. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tieline.testkit");

  @Test
  void fakes_seeOfTheLibraryOnlyPureValues() {
    noClasses()
        .that(
            resideInAPackage("dev.tieline.testkit..")
                .and(not(resideInAPackage("dev.tieline.testkit.contract"))))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.tieline..")
                .and(
                    not(
                        resideInAnyPackage(
                            "dev.tieline.testkit..", "dev.tieline.net", "dev.tieline.time")))
                .or(resideInAPackage("software.amazon.awssdk..")))
        .check(CLASSES);
  }

  @Test
  void contract_seesNoCloudsSdk() {
    noClasses()
        .that(resideInAPackage("dev.tieline.testkit.contract"))
        .should()
        .dependOnClassesThat(resideInAnyPackage("software.amazon.awssdk..", "dev.tieline.aws.."))
        .check(CLASSES);
  }
}
