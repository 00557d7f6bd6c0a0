package dev.tieline.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
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
              "dev.tieline.testkit", "dev.tieline.apply", "dev.tieline.spi", "dev.tieline.plan");

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
        .that(not(isOneOf("FakeAws$Builder", "FakeAliyun$Builder", "ManualClock", "Contract")))
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

  /** Classes that make an unordered map or set and walk some map or set, each with its reason. */
  private static final Set<String> REVIEWED =
      Set.of(
          "AliyunCloud", // walks parameters, which are sorted
          "Ask", // the values of one header: of two spellings of it there is never more than one
          "AwsCloud", // the members of a JSON object go into a map that sorts them
          "Dump", // the lines are sorted
          "Evidence", // walks maps of the fake, which are sorted
          "Facts", // walks what keeps the order of the survey
          "Group", // walks what keeps the order in which it was asked
          "Holds", // walks what keeps the order of the graph, the plan or the wish
          "Launches", // the attributes go into a map that sorts them
          "Listing", // its sets are only asked, what it walks keeps the order
          "Memory", // takes away, by a test of each alone
          "OutcomeBuilder", // asks by key
          "Pipeline", // the clouds' names, of a map that keeps the caller's order
          "Planner", // walks what is sorted or keeps the order of the graph
          "Query", // walks a sorted map
          "Rehearsal", // walks what keeps the order of the plan
          "Rounds", // walks what keeps the order of the plan
          "RunLog", // asks by key
          "Run", // walks a list
          "ServiceQuotas", // sorts what it walks
          "Shapes", // the lines are sorted
          "Verifier"); // walks what keeps the order of the wish

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
        both.add(one.getSimpleName());
      }
    }
    assertThat(both).isEqualTo(new TreeSet<>(REVIEWED));
  }

  private static boolean makes(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    return switch (owner) {
      case "java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap" -> true;
      case "java.util.concurrent.ConcurrentHashMap" -> true;
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
