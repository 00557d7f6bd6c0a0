package dev.tieline.aws.internal;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The module depends on nothing that differs from run to run, so that a failure of the contract can
 * be replayed: as the testkit's own architecture test holds of the engine and of the fakes.
 */
class DeterminismTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tieline.aws", "dev.tieline.provider");

  @Test
  void nobody_readsTheWallClock() {
    forbid(
        "reads the wall clock",
        a ->
            (isOn(a, "java.lang.System")
                    && Set.of("currentTimeMillis", "nanoTime").contains(a.getName()))
                || (a.getTargetOwner().getPackageName().equals("java.time")
                    && (a.getName().equals("now") || a.getName().startsWith("system"))));
  }

  @Test
  void nobody_usesTheCommonPool() {
    forbid(
        "uses the common pool",
        a ->
            a.getName().equals("parallelStream")
                || (a.getName().equals("parallel")
                    && a.getTargetOwner().getPackageName().equals("java.util.stream"))
                || a.getTargetOwner().isAssignableTo(ForkJoinPool.class)
                || (a.getTargetOwner().isAssignableTo(CompletableFuture.class)
                    && a.getName().endsWith("Async")));
  }

  @Test
  void nobody_drawsWithoutASeed() {
    forbid(
        "draws without a seed",
        a ->
            switch (a.getTargetOwner().getName()) {
              case "java.util.UUID" -> a.getName().equals("randomUUID");
              case "java.lang.Math", "java.lang.StrictMath" -> a.getName().equals("random");
              case "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom" -> true;
              case "java.util.Random", "java.util.SplittableRandom" ->
                  a.getTarget() instanceof AccessTarget.ConstructorCallTarget made
                      && made.getRawParameterTypes().isEmpty();
              default -> false;
            });
  }

  /** But those of who calls, by access key, and of clients, which are only asked by key. */
  @Test
  void nobody_makesAMapInTheOrderOfHashes() {
    forbid(
        "makes a map in the order of hashes",
        a ->
            a.getName().equals("<init>")
                && Set.of(
                        "java.util.HashMap",
                        "java.util.HashSet",
                        "java.util.IdentityHashMap",
                        "java.util.concurrent.ConcurrentHashMap")
                    .contains(a.getTargetOwner().getName())
                && !Set.of("KnownCallers", "AwsClients", "Known")
                    .contains(a.getOriginOwner().getSimpleName()));
  }

  /** Classes that make another unordered map or set and walk some, each with its reason. */
  private static final Set<String> REVIEWED =
      Set.of(
          "dev.tieline.aws.internal.AwsClients", // closes each alone, and sorts names for a message
          "dev.tieline.provider.End", // its sets are compared, and sorted for a message
          "dev.tieline.provider.Marks", // walks tags, which are sorted
          "dev.tieline.provider.PrimaryBlocks", // walks what keeps the order of the wish
          "dev.tieline.aws.internal.Quotas", // its map is sorted
          "dev.tieline.aws.internal.Routes", // walks what keeps the order of the facts
          "dev.tieline.aws.internal.VpcBlocks"); // walks tags, which are sorted

  @Test
  void whoMakesAnUnorderedMap_walksNone() {
    TreeSet<String> both = new TreeSet<>();
    for (JavaClass one : CLASSES) {
      boolean makes = one.getAccessesFromSelf().stream().anyMatch(DeterminismTest::makes);
      boolean walks = one.getAccessesFromSelf().stream().anyMatch(DeterminismTest::walks);
      if (makes && walks) {
        both.add(one.getName());
      }
    }
    assertThat(both).isEqualTo(new TreeSet<>(REVIEWED));
  }

  private static boolean makes(JavaAccess<?> access) {
    return switch (access.getTargetOwner().getName()) {
      case "java.util.Set", "java.util.Map" ->
          Set.of("of", "copyOf", "ofEntries").contains(access.getName());
      case "java.util.stream.Collectors" ->
          Set.of("toSet", "toMap", "groupingBy", "toUnmodifiableSet").contains(access.getName());
      default -> false;
    };
  }

  private static boolean walks(JavaAccess<?> access) {
    return access.getTargetOwner().isAssignableTo(Map.class)
        ? Set.of("entrySet", "keySet", "values", "forEach").contains(access.getName())
        : access.getTargetOwner().isAssignableTo(Set.class)
            && Set.of("iterator", "stream", "forEach", "toArray").contains(access.getName());
  }

  private static void forbid(String what, Predicate<JavaAccess<?>> test) {
    DescribedPredicate<JavaAccess<?>> access = describe(what, test);
    noClasses().should().accessTargetWhere(access).check(CLASSES);
  }

  private static boolean isOn(JavaAccess<?> access, String owner) {
    return access.getTargetOwner().getName().equals(owner);
  }
}
