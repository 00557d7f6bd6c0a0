package dev.tieline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.check.Codes;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;

/**
 * The page on AWS says what the code does: which operations it calls, and how each kind is guarded.
 */
class AwsPageTest {
  private static final String PAGE = Documents.read(Documents.root().resolve("docs/aws.md"));
  private static final Pattern CALL =
      Pattern.compile("\\.([a-z][A-Za-z0-9]+)\\(\\s*(\\w+\\s*->|\\))");

  @Test
  void policies_actions_areTheOperationsThatTheCodeCalls() {
    Set<String> called = new TreeSet<>();
    Set<String> ec2 = names(Ec2Client.class);
    Set<String> quotas = names(ServiceQuotasClient.class);
    for (String source : sources()) {
      Matcher calls = CALL.matcher(source);
      while (calls.find()) {
        String method = calls.group(1);
        String operation = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
        if (ec2.contains(method)) {
          called.add("ec2:" + operation);
        } else if (quotas.contains(method)) {
          called.add("servicequotas:" + operation);
        }
      }
    }
    assertThat(called).hasSizeGreaterThan(30);
    assertThat(allowed()).containsExactlyInAnyOrderElementsOf(called);
  }

  @Test
  void policies_first_allowsReadsAlone() {
    assertThat(actions(Documents.snippets(PAGE, "json").get(0)))
        .allMatch(action -> action.matches("[a-z0-9]+:(Describe|Get|List)[A-Za-z]+"));
  }

  @Test
  void kinds_table_namesEachWithItsGuardAndWhetherWritesAreUnguarded() {
    try (AwsProvider provider =
        AwsProvider.builder()
            .account("main", AwsCredentials.of("id", "secret"))
            .regions("eu-west-1")
            .build()) {
      List<String> rows =
          provider.kinds().stream()
              .map(
                  k ->
                      k.name()
                          + " | "
                          + k.guard().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                          + (k.unguarded() ? " | unguarded" : ""))
              .toList();
      String table = PAGE.substring(PAGE.indexOf("## Kinds of objects"), PAGE.indexOf("## Calls"));
      assertThat(
              table
                  .lines()
                  .filter(line -> line.startsWith("| ") && !line.startsWith("| kind"))
                  .map(line -> line.split("\\|"))
                  .map(
                      cells ->
                          cells[1].strip()
                              + " | "
                              + cells[2].strip()
                              + (cells[3].contains("*unguarded*") ? " | unguarded" : "")))
          .containsExactlyElementsOf(rows);
    }
  }

  @Test
  void calls_tokyoSingapore_areAsManyAsThePageSays() {
    VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    try (FakeAws cloud =
            FakeAws.builder()
                .account(TokyoSingapore.ACCOUNT)
                .regions("ap-northeast-1", "ap-southeast-1")
                .time(time)
                .build();
        Tieline tieline = tieline(cloud, time)) {
      Topology wish =
          TokyoSingapore.Singapore.in(cloud.console(TokyoSingapore.ACCOUNT, "ap-southeast-1"))
              .wish();
      List<String> counts = new ArrayList<>();
      tieline.plan(wish);
      counts.add(calls(cloud, false) + " reads for the first plan");
      tieline.plan(wish);
      counts.add(calls(cloud, false) + " for the next one");
      tieline.apply(wish);
      counts.add(calls(cloud, true) + " writes and " + calls(cloud, false) + " reads");
      tieline.plan(wish);
      counts.add(calls(cloud, false) + " once both sides have groups");
      tieline.apply(wish);
      assertThat(calls(cloud, true)).isZero();
      counts.add("apply makes " + calls(cloud, false) + " reads and no write");
      assertThat(PAGE.replace('\n', ' ')).contains(counts);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AcceptVpcPeeringConnection",
        "AuthorizeSecurityGroupIngress",
        "CreateRoute",
        "CreateSecurityGroup",
        "CreateSubnet",
        "CreateTags",
        "CreateVpc",
        "CreateVpcPeeringConnection"
      })
  void permission_missingForTokyoSingapore_isFoundBeforeAnythingIsMade(String action) {
    VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    try (FakeAws cloud =
            FakeAws.builder()
                .account(TokyoSingapore.ACCOUNT)
                .regions("ap-northeast-1", "ap-southeast-1")
                .time(time)
                .build();
        Tieline tieline = tieline(cloud, time)) {
      Topology wish =
          TokyoSingapore.Singapore.in(cloud.console(TokyoSingapore.ACCOUNT, "ap-southeast-1"))
              .wish();
      cloud.permissions().deny(TokyoSingapore.ACCOUNT, "ec2:" + action);
      cloud.resetCalls();
      Outcome outcome = tieline.apply(wish);
      assertThat(outcome.findings())
          .anyMatch(f -> f.code().equals(Codes.PERMISSION_MISSING) && f.what().contains(action));
      assertThat(calls(cloud, true)).isZero();
    }
  }

  private static Tieline tieline(FakeAws cloud, VirtualTime time) {
    FakeAws.Keys keys = cloud.keys(TokyoSingapore.ACCOUNT);
    return Tieline.builder()
        .namespace("page")
        .provider(
            AwsProvider.builder()
                .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
                .regions("ap-northeast-1", "ap-southeast-1")
                .endpoint(cloud.serve())
                .build())
        .time(time)
        .build();
  }

  /** Counts calls since reads were last counted. */
  private static long calls(FakeAws cloud, boolean mutating) {
    long count =
        cloud.calls().stream()
            .filter(call -> (call.mutating() && !call.dryRun()) == mutating)
            .count();
    if (!mutating) {
      cloud.resetCalls();
    }
    return count;
  }

  private static List<String> allowed() {
    return Documents.snippets(PAGE, "json").stream()
        .flatMap(json -> actions(json).stream())
        .toList();
  }

  private static Collection<String> actions(String policy) {
    return Pattern.compile("\"([a-z0-9]+:[A-Za-z]+)\"")
        .matcher(policy)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /**
   * The operations of a client, beside which it has paginators, waiters and what every object has.
   */
  private static Set<String> names(Class<?> client) {
    return Arrays.stream(client.getMethods())
        .filter(method -> method.getReturnType().getSimpleName().endsWith("Response"))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static List<String> sources() {
    Path folder = Documents.root().resolve("aws/src/main/java");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).map(Documents::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
