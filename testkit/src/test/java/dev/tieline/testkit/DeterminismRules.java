package dev.tieline.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

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
 * What some packages do depends on nothing that differs from run to run, so that a failure of the
 * contract can be replayed.
 */
public abstract class DeterminismRules {
  private static final Set<String> HASHED =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap",
          "java.util.concurrent.ConcurrentHashMap");

  private final JavaClasses classes;

  /** Rules for the classes of some packages. */
  protected DeterminismRules(String... packages) {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(packages);
  }

  /** Classes that may ask the system's clock, by the names without packages. */
  protected abstract Set<String> clocks();

  /** Classes whose maps in the order of hashes are only asked by key, likewise. */
  protected abstract Set<String> hashing();

  /**
   * Classes that make another map or set without an order ({@code Set.of} and the like) and walk
   * some map or set, by their full names.
   */
  protected abstract Set<String> reviewed();

  /** Holds that nobody else asks the system's clock. */
  @Test
  void nobody_readsTheWallClock() {
    forbid(
        "reads the wall clock",
        a ->
            (isOn(a, "java.lang.System")
                    && Set.of("currentTimeMillis", "nanoTime").contains(a.getName()))
                || (a.getTargetOwner().getPackageName().equals("java.time")
                    && (a.getName().equals("now") || a.getName().startsWith("system"))),
        clocks());
  }

  /** Holds that all dice have seeds. */
  @Test
  void nobody_drawsWithoutASeed() {
    forbid("draws without a seed", DeterminismRules::drawsUnseeded, Set.of());
  }

  private static boolean drawsUnseeded(JavaAccess<?> access) {
    return switch (access.getTargetOwner().getName()) {
      case "java.util.UUID" -> access.getName().equals("randomUUID");
      case "java.lang.Math", "java.lang.StrictMath" -> access.getName().equals("random");
      case "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom" -> true;
      case "java.util.Random", "java.util.SplittableRandom" ->
          access.getTarget() instanceof AccessTarget.ConstructorCallTarget made
              && made.getRawParameterTypes().isEmpty();
      case "java.util.Collections" ->
          access.getTarget() instanceof AccessTarget.MethodCallTarget called
              && called.getName().equals("shuffle")
              && called.getRawParameterTypes().size() == 1;
      default -> false;
    };
  }

  /** Holds that nobody leaves work to threads that all share. */
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
                    && a.getName().endsWith("Async")),
        Set.of());
  }

  /** Holds that maps keep the order in which they were filled, which costs hardly more. */
  @Test
  void nobody_makesAMapInTheOrderOfHashes() {
    forbid(
        "makes a map in the order of hashes",
        a -> a.getName().equals("<init>") && HASHED.contains(a.getTargetOwner().getName()),
        hashing());
  }

  /**
   * Byte code says of a walk only that it is one over a Map or a Set, not over which: so that a
   * class that makes an unordered one may walk none at all, unless it has been read.
   */
  @Test
  void whoMakesAnUnorderedMap_walksNone() {
    TreeSet<String> both = new TreeSet<>();
    for (JavaClass one : classes) {
      boolean makes = one.getAccessesFromSelf().stream().anyMatch(DeterminismRules::makes);
      boolean walks = one.getAccessesFromSelf().stream().anyMatch(DeterminismRules::walks);
      if (makes && walks) {
        both.add(one.getName());
      }
    }
    assertThat(both).isEqualTo(new TreeSet<>(reviewed()));
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

  private void forbid(String what, Predicate<JavaAccess<?>> test, Set<String> allowed) {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                what,
                (JavaAccess<?> a) ->
                    test.test(a) && !allowed.contains(withoutPackage(a.getOriginOwner()))))
        .check(classes);
  }

  private static String withoutPackage(JavaClass one) {
    return one.getName().substring(one.getPackageName().length() + 1);
  }

  private static boolean isOn(JavaAccess<?> access, String owner) {
    return access.getTargetOwner().getName().equals(owner);
  }
}
