package dev.tieline.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/**
 * The fakes share nothing with the clients that are tried on them but core's pure values, and
 * neither they nor the engine depend on anything that differs from run to run.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "dev.tieline.testkit",
              "dev.tieline.apply",
              "dev.tieline.check",
              "dev.tieline.net",
              "dev.tieline.plan",
              "dev.tieline.provider",
              "dev.tieline.reach",
              "dev.tieline.retry",
              "dev.tieline.snapshot",
              "dev.tieline.spi",
              "dev.tieline.text",
              "dev.tieline.topology");

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

  /** The fake's clocks are the system's by default; a contract says how long it took. */
  @Test
  void nobody_readsTheWallClock() {
    noClasses()
        .that(
            not(
                isOneOf(
                    "FakeAws$Builder",
                    "FakeAliyun$Builder",
                    "FakeQingCloud$Builder",
                    "ManualClock",
                    "Contract")))
        .should()
        .accessTargetWhere(
            access(
                "reads the wall clock",
                a ->
                    (isOn(a, "java.lang.System")
                            && Set.of("currentTimeMillis", "nanoTime").contains(a.getName()))
                        || (a.getTargetOwner().getPackageName().equals("java.time")
                            && (a.getName().equals("now") || a.getName().startsWith("system")))))
        .check(CLASSES);
  }

  @Test
  void nobody_drawsWithoutASeed() {
    noClasses()
        .should()
        .accessTargetWhere(access("draws without a seed", ArchitectureTest::drawsUnseeded))
        .check(CLASSES);
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

  @Test
  void nobody_usesTheCommonPool() {
    noClasses()
        .should()
        .accessTargetWhere(
            access(
                "uses the common pool",
                a ->
                    a.getName().equals("parallelStream")
                        || (a.getName().equals("parallel")
                            && a.getTargetOwner().getPackageName().equals("java.util.stream"))
                        || a.getTargetOwner().isAssignableTo(ForkJoinPool.class)
                        || (a.getTargetOwner().isAssignableTo(CompletableFuture.class)
                            && a.getName().endsWith("Async"))))
        .check(CLASSES);
  }

  /** One that keeps the order of what is put in costs hardly more. */
  @Test
  void nobody_makesAMapInTheOrderOfHashes() {
    noClasses()
        .that(not(isOneOf("KnownCallers", "SigningKeys", "Rounds"))) // only ask by key
        .should()
        .accessTargetWhere(access("makes a map in the order of hashes", ArchitectureTest::hashes))
        .check(CLASSES);
  }

  private static boolean hashes(JavaAccess<?> access) {
    return access.getName().equals("<init>")
        && Set.of(
                "java.util.HashMap",
                "java.util.HashSet",
                "java.util.IdentityHashMap",
                "java.util.concurrent.ConcurrentHashMap")
            .contains(access.getTargetOwner().getName());
  }

  /** Classes that make another unordered map or set and walk some, each with its reason. */
  private static final Set<String> REVIEWED =
      Set.of(
          "dev.tieline.apply.Holds", // walks what keeps the order of the plan
          "dev.tieline.apply.OutcomeBuilder", // asks by key
          "dev.tieline.apply.Planner", // walks what is sorted or keeps the order of the graph
          "dev.tieline.apply.RunLog", // asks by key
          "dev.tieline.apply.Verifier", // walks what keeps the order of the wish
          "dev.tieline.check.MeshCheck", // walks what is sorted
          "dev.tieline.check.Scene", // walks what keeps the order of the wish
          "dev.tieline.provider.End", // compares sets, and sorts what it names
          "dev.tieline.provider.Marks", // walks tags, which are sorted
          "dev.tieline.provider.PrimaryBlocks", // walks what keeps the order of the wish
          "dev.tieline.testkit.Ask", // of two spellings there is one at most
          "dev.tieline.testkit.contract.Wishes", // its sets are only asked
          "dev.tieline.testkit.internal.Evidence", // walks maps of the fake, which are sorted
          "dev.tieline.testkit.internal.Json", // walks members in their order, and sorts lines
          "dev.tieline.testkit.internal.aliyun.AliyunEvidence", // walks marks, which are sorted
          "dev.tieline.testkit.internal.aliyun.Effect", // walks parameters, which are sorted
          "dev.tieline.testkit.internal.aws.AwsCloud", // members go into a sorted map
          "dev.tieline.testkit.internal.aws.Dump", // the lines are sorted
          "dev.tieline.testkit.internal.aws.Launches", // attributes go into a sorted map
          "dev.tieline.testkit.internal.aws.ServiceQuotas", // sorts what it walks
          "dev.tieline.testkit.internal.qingcloud.Asking", // walks parameters, which are sorted
          "dev.tieline.text.JsonWriter", // sorts what has no order, by the classes that it names
          "dev.tieline.topology.TopologyJson"); // asks by key, and sorts names for a message

  /**
   * Byte code says of a walk only that it is one over a Map or a Set, not over which: so that a
   * class that makes an unordered one may walk none at all, unless it has been read.
   */
  @Test
  void whoMakesAnUnorderedMap_walksNone() {
    TreeSet<String> both = new TreeSet<>();
    for (JavaClass one : CLASSES) {
      boolean makes = one.getAccessesFromSelf().stream().anyMatch(ArchitectureTest::makes);
      boolean walks = one.getAccessesFromSelf().stream().anyMatch(ArchitectureTest::walks);
      if (makes && walks) {
        both.add(one.getName());
      }
    }
    assertThat(both).isEqualTo(new TreeSet<>(REVIEWED));
  }

  private static boolean makes(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    return switch (owner) {
      case "java.util.Set", "java.util.Map" ->
          Set.of("of", "copyOf", "ofEntries").contains(access.getName());
      case "java.util.stream.Collectors" ->
          Set.of("toSet", "toMap", "groupingBy", "toUnmodifiableSet").contains(access.getName());
      default -> false;
    };
  }

  private static boolean walks(JavaAccess<?> access) {
    return access.getTargetOwner().isAssignableTo(java.util.Map.class)
        ? Set.of("entrySet", "keySet", "values", "forEach").contains(access.getName())
        : access.getTargetOwner().isAssignableTo(Set.class)
            && Set.of("iterator", "stream", "forEach", "toArray").contains(access.getName());
  }

  private static boolean isOn(JavaAccess<?> access, String owner) {
    return access.getTargetOwner().getName().equals(owner);
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String what, java.util.function.Predicate<JavaAccess<?>> test) {
    return describe(what, test);
  }

  private static DescribedPredicate<JavaClass> isOneOf(String... names) {
    Set<String> all = Set.of(names);
    return describe(
        "is one of " + all,
        c -> all.contains(c.getName().substring(c.getPackageName().length() + 1)));
  }
}
