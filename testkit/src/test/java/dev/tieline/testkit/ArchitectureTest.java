package dev.tieline.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The fake shares nothing with the clients that are tried on it but core's pure values. */
class ArchitectureTest {
  @Test
  void testkit_seesOfTheLibraryOnlyPureValues() {
    noClasses()
        .that(resideInAPackage("dev.tieline.testkit.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.tieline..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                            "dev.tieline.testkit..", "dev.tieline.net", "dev.tieline.time")))
                .or(resideInAPackage("software.amazon.awssdk..")))
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tieline.testkit"));
  }
}
