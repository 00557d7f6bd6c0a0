package dev.tieline.aws;

import static dev.tieline.aws.BadWorld.ACCOUNT;
import static dev.tieline.aws.BadWorld.OTHER;
import static dev.tieline.aws.BadWorld.SINGAPORE;
import static dev.tieline.aws.BadWorld.TOKYO;
import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tieline.Tieline;
import dev.tieline.apply.Failed;
import dev.tieline.apply.Outcome;
import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.plan.Plan;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What users get to read when something is wrong with their wish, their credentials, their quotas
 * or the way to AWS. All of it stands in {@code bad-input.txt}, in one section a test, for
 * reviewers to read in one place. A run writes what it found to {@code target/bad-input.txt}.
 */
class BadInputTest {
  private static final Path FILE =
      Path.of("src", "test", "resources", "dev", "tieline", "aws", "bad-input.txt");
  private static final Map<String, String> EXPECTED = sections();
  private static final Map<String, String> FOUND = new ConcurrentSkipListMap<>(EXPECTED);

  private static Map<String, String> sections() {
    try {
      return Files.exists(FILE)
          ? Arrays.stream(Files.readString(FILE).split("(?m)^## "))
              .skip(1)
              .collect(
                  Collectors.toMap(
                      s -> s.substring(0, s.indexOf('\n')),
                      s -> s.substring(s.indexOf('\n') + 1).strip()))
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void write() throws IOException {
    StringBuilder text =
        new StringBuilder("What users read when something is wrong; held by BadInputTest.\n");
    new TreeMap<>(FOUND)
        .forEach((k, v) -> text.append("\n## ").append(k).append('\n').append(v).append('\n'));
    Files.writeString(Path.of("target", "bad-input.txt"), text);
  }

  /** Compares what the library said with the section of this test. */
  private static void compare(TestInfo test, BadWorld world) {
    String name = test.getTestMethod().map(Method::getName).orElseThrow();
    String argument = test.getDisplayName().contains("(") ? "" : " " + test.getDisplayName();
    String said = world.said();
    FOUND.put(name + argument, said);
    assertThat(said).isEqualTo(EXPECTED.getOrDefault(name + argument, ""));
  }

  // ---- how a wish is tried ----

  /** What can be told without asking AWS is thrown, and AWS is not asked. */
  private static void refused(TestInfo test, ThrowingCallable... tries) {
    try (BadWorld world = new BadWorld()) {
      for (ThrowingCallable one : tries) {
        Throwable thrown = catchThrowable(one);
        assertThat(thrown)
            .isInstanceOfAny(IllegalArgumentException.class, InvalidTopologyException.class);
        world.thrown(thrown);
      }
      compare(test, world);
    }
  }

  /**
   * Plan and apply hold what is wrong and change nothing at all; with a network beside it that has
   * nothing to do with it, that one is made and nothing else.
   */
  private static void held(TestInfo test, BadWorld world, Topology.Builder wish) {
    String before = world.aws.dump();
    world.aws.resetCalls();
    Plan plan = world.plan(wish.build());
    assertThat(plan.steps()).as("%s", plan).isEmpty();
    Outcome outcome = world.apply(wish.build());
    assertThat(outcome.isReady()).isFalse();
    assertThat(world.writes()).isEmpty();
    assertThat(world.aws.dump()).isEqualTo(before);
    compare(test, world);
  }

  private static void heldAndOthersGoOn(TestInfo test, BadWorld world, Topology.Builder wish) {
    held(test, world, wish);
    goOn(world, wish);
  }

  private static void goOn(BadWorld world, Topology.Builder wish) {
    wish.network("apart", AwsVpc.managed("main", SINGAPORE, "10.99.0.0/16"));
    world.aws.resetCalls();
    Outcome outcome = world.tieline().apply(wish.build());
    assertThat(outcome.parts())
        .as("%s", outcome)
        .anyMatch(p -> p.part().equals("network.apart") && p instanceof dev.tieline.apply.Ready);
    assertThat(outcome.isReady()).isFalse();
    assertThat(world.writes()).containsExactly("CreateVpc");
  }

  // ---- wishes that contradict themselves ----

  @Test
  void cidr_malformed(TestInfo test) {
    refused(
        test,
        () -> AwsVpc.managed("main", TOKYO, "10.20.0.0/33"),
        () -> AwsVpc.managed("main", TOKYO, "10.20.0.0"),
        () -> AwsVpc.managed("main", TOKYO, "10.20.0/16"),
        () -> AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1/24", TOKYO + "a"),
        () -> AwsVpc.managed("main", TOKYO, "10.20.0.0/16").secondaryBlock("10.21.0.0/x"),
        () -> AwsVpc.foreign(OTHER, TOKYO, "vpc-1", "172.31.0.0/16", "banana"));
  }

  @Test
  void cidr_hostBitsSet(TestInfo test) {
    refused(
        test,
        () -> AwsVpc.managed("main", TOKYO, "10.20.0.1/16"),
        () ->
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1.7/24", TOKYO + "a"),
        () -> AwsVpc.managed("main", TOKYO, "10.20.0.0/16").secondaryBlock("10.21.3.0/16"),
        () -> AwsVpc.foreign(OTHER, TOKYO, "vpc-1", "172.31.0.1/16"));
  }

  @Test
  void json_malformedCidrOrUnknownMember(TestInfo test) {
    String json;
    try (BadWorld world = new BadWorld()) {
      json = world.fine().build().toJson();
    }
    refused(
        test,
        () -> Topology.parse(json.replace("10.20.0.0/16", "10.20.0.0/40")),
        () -> Topology.parse(json.replace("10.20.0.0/16", "10.20.0.1/16")),
        () -> Topology.parse(json.substring(0, json.length() / 2)));
  }

  @Test
  void names_tooLongOrMalformed(TestInfo test) {
    refused(
        test,
        () -> Topology.named("a".repeat(41)),
        () -> Topology.named("Tokyo"),
        () -> Topology.named("two").network("to/kyo", AwsVpc.existing("main", TOKYO, "vpc-1")),
        () -> Topology.named("two").peer("a", "b", p -> p.named("b".repeat(41))),
        () -> Tieline.builder().namespace("n".repeat(25)),
        () ->
            AwsVpc.managed("main", TOKYO, "10.0.0.0/16").subnet("s".repeat(41), "10.0.1.0/24", "z"),
        () -> AwsProvider.builder().account("Main", AwsCredentials.defaultChain()),
        () -> AwsVpc.existing("main", TOKYO, "i-0123"),
        () -> AwsVpc.foreign("1234", TOKYO, "vpc-1", "10.0.0.0/16"));
  }

  @Test
  void link_unknownNetworkOrItself(TestInfo test) {
    Topology.Builder two =
        Topology.named("two")
            .network("shop", AwsVpc.existing("main", TOKYO, "vpc-1"))
            .network("ledger", AwsVpc.existing("main", TOKYO, "vpc-2"));
    refused(
        test,
        () -> two.peer("shop", "legder", p -> {}).build(),
        () ->
            Topology.named("one")
                .network("shop", AwsVpc.existing("main", TOKYO, "vpc-1"))
                .peer("shop", "shop", p -> {})
                .build(),
        () ->
            Topology.named("flows")
                .network("shop", AwsVpc.existing("main", TOKYO, "vpc-1"))
                .network("ledger", AwsVpc.existing("main", TOKYO, "vpc-2"))
                .peer("shop", "ledger", p -> p.allowFrom("bank", tcp(1)))
                .build());
  }

  private void refusedByProvider(TestInfo test, Topology... topologies) {
    try (BadWorld world = new BadWorld()) {
      world.aws.resetCalls();
      for (Topology topology : topologies) {
        for (ThrowingCallable one :
            List.<ThrowingCallable>of(
                () -> world.tieline().plan(topology), () -> world.tieline().apply(topology))) {
          Throwable thrown = catchThrowable(one);
          assertThat(thrown).isInstanceOf(InvalidTopologyException.class);
          world.thrown(thrown);
        }
      }
      assertThat(world.aws.calls()).isEmpty();
      compare(test, world);
    }
  }

  @Test
  void account_unknownAlias(TestInfo test) {
    refusedByProvider(
        test,
        Topology.named("one").network("shop", AwsVpc.existing("mian", TOKYO, "vpc-1")).build());
  }

  @Test
  void region_noName(TestInfo test) {
    refused(
        test,
        () -> AwsVpc.managed("main", "tokyo", "10.20.0.0/16"),
        () -> AwsVpc.existing("main", "tokyo", "vpc-1"),
        () -> AwsVpc.foreign(OTHER, "tokyo", "vpc-1", "10.20.0.0/16"));
  }

  @Test
  void zone_ofNoShape(TestInfo test) {
    AwsVpc.Managed tokyo = AwsVpc.managed("main", TOKYO, "10.20.0.0/16");
    refused(
        test,
        () -> tokyo.subnet("a", "10.20.1.0/24", SINGAPORE + "a"),
        () -> tokyo.subnet("a", "10.20.1.0/24", "zone-a"),
        () -> AwsVpc.existing("main", TOKYO, "vpc-1").subnet("a", "10.20.1.0/24", TOKYO));
  }

  @Test
  void zone_notThere(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("one")
              .network(
                  "tokyo",
                  AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                      .subnet("a", "10.20.1.0/24", TOKYO + "z")));
    }
  }

  @Test
  void partition_china(TestInfo test) {
    refusedByProvider(
        test,
        Topology.named("two")
            .network("shop", AwsVpc.existing("main", TOKYO, "vpc-1"))
            .network("beijing", AwsVpc.existing("main", "cn-north-1", "vpc-2"))
            .peer("shop", "beijing", p -> {})
            .build());
  }

  // ---- wishes that do not fit what is there ----

  @Test
  void blocks_overlap(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("two")
              .network(
                  "tokyo",
                  AwsVpc.existing(
                      "main",
                      TOKYO,
                      world.vpc(world.tokyo, "172.31.128.0/20", "172.31.128.0/24", TOKYO + "a")))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
              .peer("tokyo", "singapore", p -> p.allow(icmp()).groups("singapore", world.group)));
    }
  }

  @Test
  void blocks_ofNoSizeThatAwsHas(TestInfo test) {
    AwsVpc.Managed fine = AwsVpc.managed("main", TOKYO, "10.20.0.0/16");
    refused(
        test,
        () -> AwsVpc.managed("main", TOKYO, "10.0.0.0/8"),
        () -> AwsVpc.managed("main", TOKYO, "10.0.0.0/29"),
        () -> AwsVpc.managed("main", TOKYO, "fd00::/56"),
        () -> AwsVpc.managed("main", TOKYO, FreeBlock.of(8)),
        () -> fine.secondaryBlock("10.0.0.0/8"),
        () -> fine.subnet("a", "10.20.0.0/30", TOKYO + "a"),
        () -> AwsVpc.foreign(OTHER, TOKYO, "vpc-1", "0.0.0.0/0"));
  }

  @Test
  void subnet_outsideItsVpc(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      held(
          test,
          world,
          Topology.named("sizes")
              .network(
                  "outside",
                  AwsVpc.managed("main", TOKYO, "10.30.0.0/16")
                      .subnet("a", "10.31.0.0/24", TOKYO + "a")));
    }
  }

  @Test
  void vpc_notThere(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("two")
              .network("singapore", AwsVpc.existing("main", SINGAPORE, "vpc-0dead0000000beef0")));
    }
  }

  @Test
  void vpc_inAnotherRegion(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("two").network("tokyo", AwsVpc.existing("main", TOKYO, world.vpc)));
    }
  }

  @Test
  void vpc_inAnotherAccount(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.with(
          b ->
              b.account("main", world.credentials(ACCOUNT), ACCOUNT)
                  .account("other", world.credentials(OTHER), OTHER));
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("two")
              .network("singapore", AwsVpc.existing("other", SINGAPORE, world.vpc)));
    }
  }

  // ---- who we are ----

  @Test
  void account_isNotTheDeclaredOne(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.with(b -> b.account("main", world.credentials(OTHER), ACCOUNT));
      held(test, world, world.fine());
      world.aws.resetCalls();
      assertThat(world.destroy("two").isReady()).isFalse();
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void account_underTwoAliases(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      assertThat(world.tieline().apply(world.fine().build()).isReady()).isTrue();
      world.with(
          b ->
              b.account("main", world.credentials(ACCOUNT))
                  .account("same", world.credentials(ACCOUNT)));
      held(test, world, world.fine());
      assertThat(world.destroy("two").isReady()).isFalse();
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void account_declaredTwice(TestInfo test) {
    refused(
        test,
        () ->
            AwsProvider.builder()
                .account("main", AwsCredentials.defaultChain(), ACCOUNT)
                .account("same", AwsCredentials.defaultChain(), ACCOUNT));
  }

  @Test
  void credentials_expired(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      Map<String, String> session = world.session();
      world.with(
          b ->
              b.account(
                  "main",
                  AwsCredentials.of(session.get("id"), session.get("secret"), session.get("token")),
                  ACCOUNT));
      world.time.advance(Duration.ofHours(2));
      held(test, world, world.fine());
    }
  }

  @Test
  void credentials_unknownKey(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.with(
          b -> b.account("main", AwsCredentials.of("AKIAUNKNOWN", "secret-secret"), ACCOUNT));
      held(test, world, world.fine());
    }
  }

  @Test
  void credentials_wrongSecret(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      String key = world.aws.keys(ACCOUNT).accessKeyId();
      world.with(b -> b.account("main", AwsCredentials.of(key, "secret-secret"), ACCOUNT));
      held(test, world, world.fine());
    }
  }

  @Test
  void clock_isBehind(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.clockSkew(Duration.ofHours(1));
      held(test, world, world.fine());
    }
  }

  @Test
  void clock_isAhead(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.clockSkew(Duration.ofHours(-1));
      held(test, world, world.fine());
    }
  }

  // ---- what we may do ----

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ec2:DescribeVpcs",
        "ec2:DescribeSubnets",
        "ec2:DescribeRouteTables",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSecurityGroupRules",
        "ec2:DescribeVpcPeeringConnections",
        "ec2:DescribeTags",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeAvailabilityZones",
        "sts:GetCallerIdentity",
        "servicequotas:ListServiceQuotas"
      })
  void read_denied(String action, TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.permissions().deny(ACCOUNT, action);
      Topology topology = world.full();
      world.aws.resetCalls();
      world.plan(topology);
      assertThat(world.writes()).isEmpty();
      Outcome outcome = world.apply(topology);
      if (!outcome.isReady()) {
        world.aws.permissions().reset(ACCOUNT);
        assertThat(world.tieline().apply(topology).isReady()).isTrue();
      }
      compare(test, world);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ec2:CreateVpc",
        "ec2:CreateSubnet",
        "ec2:CreateTags",
        "ec2:CreateRouteTable",
        "ec2:AssociateRouteTable",
        "ec2:AssociateVpcCidrBlock",
        "ec2:ModifyVpcAttribute",
        "ec2:CreateSecurityGroup",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:CreateVpcPeeringConnection",
        "ec2:AcceptVpcPeeringConnection",
        "ec2:ModifyVpcPeeringConnectionOptions",
        "ec2:CreateRoute"
      })
  void write_denied(String action, TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.permissions().deny(ACCOUNT, action);
      Topology topology = world.full();
      Outcome outcome = world.apply(topology);
      Stream<String> foreseen =
          outcome.findings().stream()
              .filter(f -> f.code().equals(Codes.PERMISSION_MISSING))
              .filter(f -> !f.what().startsWith("no link of it"))
              .map(Finding::what);
      List<String> denied =
          Stream.concat(foreseen, outcome.failed().stream().map(Failed::why)).toList();
      assertThat(denied).as("%s", outcome).isNotEmpty();
      assertThat(denied).allMatch(w -> w.contains(action.substring(action.indexOf(':') + 1)));
      world.aws.permissions().reset(ACCOUNT);
      Outcome again = world.tieline().apply(topology);
      assertThat(again.isReady()).as("%s", again).isTrue();
      compare(test, world);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ec2:DeleteRoute",
        "ec2:RevokeSecurityGroupIngress",
        "ec2:DeleteVpcPeeringConnection",
        "ec2:DeleteSecurityGroup",
        "ec2:DisassociateRouteTable",
        "ec2:DeleteRouteTable",
        "ec2:DeleteSubnet",
        "ec2:DisassociateVpcCidrBlock",
        "ec2:DeleteVpc",
        "ec2:DeleteTags"
      })
  void destroy_denied(String action, TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      String before = world.dump();
      Outcome made = world.tieline().apply(world.full());
      assertThat(made.isReady()).as("%s", made).isTrue();
      world.aws.permissions().deny(ACCOUNT, action);
      Outcome outcome = world.destroy("full");
      assertThat(outcome.failed()).as("%s", outcome).isNotEmpty();
      world.aws.permissions().reset(ACCOUNT);
      for (int look = 0; look < 3; look++) { // what a lost call may still bring about is waited for
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.tieline().destroy("full").failed()).isEmpty();
      }
      assertThat(world.dump()).isEqualTo(before);
      compare(test, world);
    }
  }

  // ---- how much we may have ----

  @Test
  void read_deniedElsewhere(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.permissions().deny(ACCOUNT, "ec2:DescribeTags");
      Topology topology =
          Topology.named("one")
              .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
              .build();
      world.plan(topology);
      assertThat(world.apply(topology).isReady()).isTrue();
      assertThat(world.destroy("one").isReady()).isFalse();
      compare(test, world);
    }
  }

  @Test
  void region_downDuringDestroy(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      String before = world.dump();
      assertThat(world.tieline().apply(world.full()).isReady()).isTrue();
      world.aws.regionDown(TOKYO, true);
      Outcome outcome = world.destroy("full");
      assertThat(outcome.isReady()).as("%s", outcome).isFalse();
      assertThat(outcome.waiting()).as("%s", outcome).isEmpty();
      world.aws.regionDown(TOKYO, false);
      for (int look = 0; look < 3; look++) { // what a lost call may still bring about is waited for
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.tieline().destroy("full").failed()).isEmpty();
      }
      assertThat(world.dump()).isEqualTo(before);
      compare(test, world);
    }
  }

  @Test
  void region_downDuringDestroyForDays(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      Topology topology = world.bothThere().build();
      String before = world.dump();
      assertThat(world.tieline().apply(topology).isReady()).isTrue();
      world.aws.regionDown(TOKYO, true);
      assertThat(world.destroy("two").isReady()).isFalse();
      world.time.advance(Duration.ofDays(7)); // longer than AWS remembers what was deleted
      world.aws.regionDown(TOKYO, false);
      assertThat(world.tieline().destroy("two").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before); // no route is left that leads nowhere
      compare(test, world);
    }
  }

  @Test
  void quota_vpcs(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, TOKYO, "L-F678F1CE", 0);
      heldAndOthersGoOn(test, world, world.fine());
    }
  }

  @Test
  void quota_vpcsUnread(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, TOKYO, "L-F678F1CE", 0);
      unread(test, world, world.fine(), "VpcLimitExceeded");
    }
  }

  /** The finding was wrong, or could not be made: AWS refuses, and nothing else is made. */
  private static void unread(TestInfo test, BadWorld world, Topology.Builder wish, String code) {
    world.with(b -> b.account("main", world.credentials(ACCOUNT), ACCOUNT).quotas(false));
    world.plan(wish.build());
    Outcome outcome = world.apply(wish.build());
    assertThat(outcome.failed()).as("%s", outcome).isNotEmpty();
    assertThat(outcome.failed()).anyMatch(f -> f.why().contains(code));
    compare(test, world);
  }

  @Test
  void quota_blocks(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, TOKYO, "L-83CA0A9D", 1);
      heldAndOthersGoOn(test, world, world.twoBlocks());
    }
  }

  @Test
  void quota_blocksUnread(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, TOKYO, "L-83CA0A9D", 1);
      unread(test, world, world.twoBlocks(), "VpcCidrLimitExceeded");
    }
  }

  @Test
  void quota_peerings(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, SINGAPORE, "L-7E9ECCDB", 0);
      heldAndOthersGoOn(test, world, world.bothThere());
    }
  }

  @Test
  void quota_peeringsUnread(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, TOKYO, "L-7E9ECCDB", 0);
      world.aws.quota(ACCOUNT, SINGAPORE, "L-7E9ECCDB", 0);
      unread(test, world, world.bothThere(), "LimitExceeded");
    }
  }

  @Test
  void quota_routes(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, SINGAPORE, "L-93826ACB", 0);
      heldAndOthersGoOn(test, world, world.bothThere());
    }
  }

  @Test
  void quota_routesUnread(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, SINGAPORE, "L-93826ACB", 0);
      unread(test, world, world.bothThere(), "RouteLimitExceeded");
    }
  }

  @Test
  void quota_rules(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, SINGAPORE, "L-0EA8095F", 1);
      world.singapore.authorizeIngress(world.group, "tcp", 80, 80, "10.9.0.0/16");
      heldAndOthersGoOn(test, world, world.bothThere());
    }
  }

  @Test
  void quota_rulesUnread(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.quota(ACCOUNT, SINGAPORE, "L-0EA8095F", 1);
      world.singapore.authorizeIngress(world.group, "tcp", 80, 80, "10.9.0.0/16");
      unread(test, world, world.bothThere(), "RulesPerSecurityGroupLimitExceeded");
    }
  }

  @Test
  void quota_tags(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      Topology.Builder adopted = world.adopted();
      String table = world.singapore.mainRouteTable(world.vpc);
      for (int i = 0; i < 50; i++) {
        world.singapore.tag(table, "team-" + i, "x");
      }
      heldAndOthersGoOn(test, world, adopted);
    }
  }

  @Test
  void quota_tagsReachedMeanwhile(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      Topology.Builder secondary = world.twoBlocks();
      world.tieline();
      world.onceCreated(
          "CreateVpc",
          () -> {
            String made = world.onlyVpc(world.tokyo);
            for (int i = 0; i < 48; i++) {
              world.tokyo.tag(made, "team-" + i, "x");
            }
          });
      Outcome outcome = world.apply(secondary.build());
      assertThat(outcome.isReady()).isFalse();
      assertThat(outcome.toString()).containsAnyOf("TagLimitExceeded", "TAG_LIMIT");
      compare(test, world);
    }
  }

  // ---- the way there ----

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"html", "html502", "truncated", "throttled", "serverError"})
  void answer_ofReadsUnusable(String fault, TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      strike(world, "DescribeRouteTables", fault);
      heldAndOthersFailReading(test, world);
    }
  }

  private static void strike(BadWorld world, String action, String fault) {
    var on = world.aws.faults().on(action).always();
    switch (fault) {
      case "html" -> on.html();
      case "html502" -> on.html(502);
      case "truncated" -> on.truncated();
      case "throttled" -> on.throttle();
      default -> on.serverError();
    }
  }

  private static void heldAndOthersFailReading(TestInfo test, BadWorld world) {
    Topology.Builder wish =
        Topology.named("one")
            .network(
                "singapore",
                AwsVpc.existing("main", SINGAPORE, world.vpc)
                    .subnet("b", "172.31.64.0/20", SINGAPORE + "a"));
    held(test, world, wish);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"html", "html502", "truncated", "throttled", "serverError"})
  void answer_ofWritesUnusable(String fault, TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      strike(world, "CreateVpcPeeringConnection", fault);
      Topology topology = world.bothThere().build();
      Outcome outcome = world.apply(topology);
      assertThat(outcome.isReady()).isEqualTo(fault.equals("truncated")); // it had its effect
      world.aws.faults().clear();
      Outcome again = world.tieline().apply(topology);
      assertThat(again.isReady()).as("%s", again).isTrue();
      compare(test, world);
    }
  }

  @Test
  void endpoint_notReachable(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.with(BadWorld.nobody(), b -> b.account("main", world.credentials(ACCOUNT), ACCOUNT));
      held(test, world, world.fine());
      Instant began = world.time.instant();
      world.tieline().plan(world.fine().build());
      // at most a rest of the breaker from the plan before, and as long again for its one probe
      assertThat(Duration.between(began, world.time.instant()))
          .isLessThan(Duration.ofMinutes(2).plusSeconds(1));
    }
  }

  @Test
  void endpoint_notReachable_isGivenUpSoonAndOnceARun() {
    try (BadWorld world = new BadWorld()) {
      world.with(BadWorld.nobody(), b -> b.account("main", world.credentials(ACCOUNT), ACCOUNT));
      Instant began = world.time.instant();
      world.tieline().apply(world.fine().build());
      assertThat(Duration.between(began, world.time.instant())).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void blocks_same(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("two")
              .network(
                  "tokyo",
                  AwsVpc.managed("main", TOKYO, "172.31.0.0/16")
                      .subnet("a", "172.31.0.0/24", TOKYO + "a"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
              .peer("tokyo", "singapore", p -> p.allow(tcp(22)).groups("singapore", world.group)));
    }
  }

  @Test
  void block_reservedByAVendor(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test, world, world.fine().reserve("singapore", "EMQX Cloud", "10.11.1.0-10.64.255.255"));
    }
  }

  @Test
  void routeTable_notThere(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("two")
              .network(
                  "tokyo",
                  AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                      .subnet("a", "10.20.1.0/24", TOKYO + "a"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
              .peer(
                  "tokyo",
                  "singapore",
                  p ->
                      p.allow(tcp(22))
                          .groups("singapore", world.group)
                          .routeTables("singapore", "privat")));
    }
  }

  @Test
  void link_thatCarriesNothing(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.plan(
          Topology.named("two")
              .network("tokyo", AwsVpc.managed("main", TOKYO, "10.20.0.0/16"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
              .peer("tokyo", "singapore", p -> {})
              .build());
      compare(test, world);
    }
  }

  @Test
  void region_notOfTheAccount(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      heldAndOthersGoOn(
          test,
          world,
          Topology.named("two")
              .network("tokyo", AwsVpc.managed("main", "ap-northeast-9", "10.20.0.0/16"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, world.vpc))
              .peer("tokyo", "singapore", p -> p.allow(tcp(22)).groups("singapore", world.group)));
    }
  }

  @Test
  void destroy_instancesInOurSubnet(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      assertThat(world.tieline().apply(world.fine().build()).isReady()).isTrue();
      String subnet =
          world
              .tokyo
              .call("DescribeSubnets", Map.of())
              .text("subnetSet/item/subnetId")
              .orElseThrow();
      world.tokyo.runInstance(subnet);
      world.tokyo.call(
          "CreateNetworkInterface", Map.of("SubnetId", subnet, "Description", "web\u202e proxy"));
      world.time.advance(Duration.ofMinutes(1));
      assertThat(world.destroy("two").isReady()).isFalse();
      compare(test, world);
    }
  }

  @Test
  void destroy_interfacesUnreadable(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      assertThat(world.tieline().apply(world.fine().build()).isReady()).isTrue();
      String subnet =
          world
              .tokyo
              .call("DescribeSubnets", Map.of())
              .text("subnetSet/item/subnetId")
              .orElseThrow();
      world.tokyo.runInstance(subnet);
      world.time.advance(Duration.ofMinutes(1));
      world.aws.permissions().deny(ACCOUNT, "ec2:DescribeNetworkInterfaces");
      assertThat(world.destroy("two").isReady()).isFalse();
      compare(test, world);
    }
  }

  @Test
  void destroy_nothingInOurSubnet_doesNotAskForInterfaces() {
    try (BadWorld world = new BadWorld()) {
      assertThat(world.tieline().apply(world.fine().build()).isReady()).isTrue();
      world.aws.resetCalls();
      assertThat(world.tieline().destroy("two").failed()).isEmpty();
      assertThat(world.aws.calls())
          .isNotEmpty()
          .noneMatch(c -> c.action().equals("DescribeNetworkInterfaces"));
    }
  }

  @Test
  void region_down_isWaitedForOnceARun() {
    try (BadWorld world = new BadWorld()) {
      world.aws.regionDown(TOKYO, true);
      Instant began = world.time.instant();
      world.tieline().apply(world.fine().build());
      // a minute of trying, and a rest of the breaker that had begun before that was over
      assertThat(Duration.between(began, world.time.instant())).isLessThan(Duration.ofMinutes(2));
    }
  }

  @Test
  void region_down(TestInfo test) {
    try (BadWorld world = new BadWorld()) {
      world.aws.regionDown(TOKYO, true);
      heldAndOthersGoOn(test, world, world.fine());
    }
  }

  // ---- the file ----

  @Test
  void file_hasNoSectionOfATestThatIsNoMore() {
    List<String> tests =
        Stream.of(BadInputTest.class.getDeclaredMethods()).map(Method::getName).toList();
    List<String> sections = new ArrayList<>(EXPECTED.keySet());
    assertThat(sections).isNotEmpty().allMatch(s -> tests.contains(s.split(" ", 2)[0]));
  }
}
