package dev.tieline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the order of packages: imports go only to packages that stand before in the list, or on the
 * same line.
 */
class ArchitectureTest {
  private static final List<List<String>> ORDER =
      List.of(
          List.of("net"),
          List.of("text"),
          List.of("error"),
          List.of("time", "retry"),
          List.of("topology", "snapshot"),
          List.of("reach"),
          List.of("check"),
          List.of("plan"),
          List.of("spi"),
          List.of("provider"),
          List.of("apply"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tieline");

  @TestFactory
  List<DynamicTest> packages_import_onlyWhatStandsBefore() {
    return ORDER.stream()
        .flatMap(List::stream)
        .map(name -> DynamicTest.dynamicTest(name, () -> importsOnlyUpwards(name)))
        .toList();
  }

  private static void importsOnlyUpwards(String name) {
    String[] later =
        ORDER.stream()
            .dropWhile(line -> !line.contains(name))
            .skip(1)
            .flatMap(List::stream)
            .map(later1 -> "dev.tieline." + later1)
            .toArray(String[]::new);
    assertThat(CLASSES.containPackage("dev.tieline." + name)).isTrue();
    noClasses()
        .that(resideInAPackage("dev.tieline." + name))
        .should()
        .dependOnClassesThat(resideInAnyPackage(later).or(resideInAPackage("dev.tieline")))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackage_isInTheOrder() {
    classes()
        .should()
        .resideInAnyPackage(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("dev.tieline"),
                    ORDER.stream().flatMap(List::stream).map(n -> "dev.tieline." + n))
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void core_knowsNoCloudAndNoTestLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "dev.tieline..",
                "org.jspecify..",
                "org.slf4j..",
                "com.fasterxml.jackson..",
                "io.github.resilience4j.."))
        .check(CLASSES);
  }

  @Test
  void resilience4j_staysBehindTypesOfOurOwn() {
    noClasses()
        .that(not(resideInAPackage("dev.tieline.retry")))
        .should()
        .dependOnClassesThat(resideInAPackage("io.github.resilience4j.."))
        .check(CLASSES);
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .notHaveRawReturnType(
            resideInAnyPackage("io.github.resilience4j..", "com.fasterxml.jackson.."))
        .check(CLASSES);
  }

  @Test
  void nobody_usesTheCommonPoolOrSleeps() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ForkJoinPool.class).check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(CompletableFuture.class)
        .check(CLASSES);
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
  }
}
