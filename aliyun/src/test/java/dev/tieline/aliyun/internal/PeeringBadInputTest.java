package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ABROAD;
import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunSite;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.Faults;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What who peers VPCs gets to read when something is wrong: {@code bad-input-peering.txt}. */
class PeeringBadInputTest {
  private static final BadInput TEXTS = new BadInput("peering");

  private final PeeringWorld world = new PeeringWorld(true);
  private final BadInput.Said said = new BadInput.Said(world.cloud);
  private Net ours;
  private Net theirs;

  @BeforeEach
  void prepare() {
    ours = world.net(ACCOUNT, HANGZHOU, 16);
    theirs = world.net(CUSTOMER, HANGZHOU, 17);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @AfterAll
  static void write() throws IOException {
    TEXTS.write(PeeringBadInputTest.class);
  }

  private static AliyunVpc existing(String alias, Net net) {
    return AliyunVpc.existing(alias, net.region(), net.vpc());
  }

  private static Topology peered(AliyunVpc a, AliyunVpc b, AliyunPeering... options) {
    return Topology.named("two")
        .network("ours", a)
        .network("theirs", b)
        .peer(
            "ours",
            "theirs",
            p -> {
              p.allow(tcp(443));
              List.of(options).forEach(p::with);
            })
        .build();
  }

  private Topology fine() {
    return peered(existing("main", ours), existing("customer", theirs));
  }

  private AliyunVpc foreign() {
    return AliyunVpc.foreign(CUSTOMER, theirs.region(), theirs.vpc(), "172.17.0.0/16");
  }

  private void held(TestInfo test, Topology wish) {
    TEXTS.held(test, world.cloud, world.tieline, wish);
  }

  private void heldBy(TestInfo test, Consumer<AliyunProvider.Builder> accounts) {
    try (Tieline tieline = world.openWith(accounts)) {
      TEXTS.held(test, world.cloud, tieline, peered(existing("main", ours), foreign()));
    }
  }

  private void refusedByTheCloud(TestInfo test, Tieline tieline, Topology wish) {
    TEXTS.refusedByTheCloud(test, world.cloud, tieline, wish);
  }

  // ---- what is wrong by itself ----

  @Test
  void block_malformed(TestInfo test) {
    TEXTS.refused(
        test,
        world.cloud,
        () -> AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/33"),
        () -> AliyunVpc.managed("main", HANGZHOU, "10.20.0.1/16"),
        () -> AliyunVpc.managed("main", HANGZHOU, "10.0.0.0/7"),
        () -> AliyunVpc.existing("main", HANGZHOU, "vpc_1"),
        () -> AliyunVpc.foreign("acme", HANGZHOU, "vpc-bp1x", "10.0.0.0/16"),
        () -> AliyunPeering.bandwidth(0));
  }

  @Test
  void link_thatCanNeverBe(TestInfo test) {
    Net far = world.net(ACCOUNT, SHANGHAI, 18);
    TEXTS.refused(
        test,
        world.cloud,
        () -> world.tieline.plan(peered(existing("main", ours), existing("mian", theirs))),
        () ->
            Topology.named("two")
                .network("ours", existing("main", ours))
                .peer("ours", "shp", p -> p.allow(tcp(443)))
                .build(),
        () -> world.tieline.plan(peered(foreign(), foreign())),
        () ->
            world.tieline.plan(
                peered(
                    existing("main", ours),
                    existing("customer", theirs),
                    AliyunPeering.bandwidth(100))),
        () ->
            world.tieline.plan(
                peered(
                    existing("main", ours),
                    existing("main", far),
                    AliyunPeering.REQUESTED_BY_PEER)));
  }

  @Test
  void sites_declaredAndMixed(TestInfo test) {
    try (Tieline tieline =
        world.openWith(
            p ->
                p.account("main", world.credentials(ACCOUNT), ACCOUNT)
                    .account("abroad", world.credentials(ABROAD), ABROAD)
                    .site("main", AliyunSite.CHINA)
                    .site("abroad", AliyunSite.INTERNATIONAL))) {
      TEXTS.refused(
          test,
          world.cloud,
          () -> tieline.plan(peered(existing("main", ours), existing("abroad", theirs))));
    }
  }

  @Test
  void sites_mixedWithoutBeingDeclared(TestInfo test) {
    Net abroad = world.net(ABROAD, HANGZHOU, 19);
    try (Tieline tieline =
        world.openWith(
            p ->
                p.account("main", world.credentials(ACCOUNT), ACCOUNT)
                    .account("abroad", world.credentials(ABROAD), ABROAD))) {
      refusedByTheCloud(test, tieline, peered(existing("main", ours), existing("abroad", abroad)));
    }
  }

  // ---- blocks ----

  @Test
  void blocks_overlap(TestInfo test) {
    held(
        test,
        peered(existing("main", ours), existing("customer", world.net(CUSTOMER, HANGZHOU, 16))));
  }

  @Test
  void vpc_notThere(TestInfo test) {
    held(
        test,
        peered(existing("main", ours), AliyunVpc.existing("customer", HANGZHOU, "vpc-bp1none")));
  }

  @Test
  void vpc_inAnotherRegion(TestInfo test) {
    held(
        test,
        peered(existing("main", ours), AliyunVpc.existing("customer", SHANGHAI, theirs.vpc())));
  }

  @Test
  void group_notChosen(TestInfo test) {
    said.plan(world.tieline, fine());
    TEXTS.compare(test, said);
  }

  // ---- accounts ----

  @Test
  void account_isNotTheDeclaredOne(TestInfo test) {
    heldBy(test, p -> p.account("main", world.credentials(CUSTOMER), ACCOUNT));
  }

  @Test
  void credentials_unknownKey(TestInfo test) {
    heldBy(test, p -> p.account("main", AliyunCredentials.of("LTAIunknown", "no-secret"), ACCOUNT));
  }

  @Test
  void credentials_wrongSecret(TestInfo test) {
    heldBy(
        test,
        p ->
            p.account(
                "main",
                AliyunCredentials.of(world.cloud.keys(ACCOUNT).accessKeyId(), "no-secret"),
                ACCOUNT));
  }

  @Test
  void credentials_expired(TestInfo test) {
    String role = "acs:ram::" + ACCOUNT + ":role/tieline";
    world.cloud.role(role, CUSTOMER, "ext-1");
    String answer =
        world
            .cloud
            .console(CUSTOMER, HANGZHOU)
            .call(
                "Sts",
                "AssumeRole",
                Map.of("RoleArn", role, "RoleSessionName", "tieline", "ExternalId", "ext-1"));
    AliyunCredentials session =
        AliyunCredentials.of(
            member(answer, "AccessKeyId"),
            member(answer, "AccessKeySecret"),
            member(answer, "SecurityToken"));
    world.pass(Duration.ofHours(2));
    heldBy(test, p -> p.account("main", session, ACCOUNT));
  }

  private static String member(String json, String name) {
    Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    assertThat(member.find()).as(name).isTrue();
    return member.group(1);
  }

  @Test
  void clock_isBehind(TestInfo test) {
    world.cloud.clockSkew(Duration.ofHours(1));
    heldBy(test, p -> p.account("main", world.credentials(ACCOUNT), ACCOUNT));
  }

  @Test
  void dataTransfer_notOpened(TestInfo test) {
    world.cloud.service(CUSTOMER, AliyunOpening.CDT, false);
    held(test, fine());
  }

  /** Of a foreign account only its own refusal tells. */
  @Test
  void dataTransfer_notOpenedByAForeignAccount(TestInfo test) {
    world.cloud.service(CUSTOMER, AliyunOpening.CDT, false);
    refusedByTheCloud(test, world.tieline, peered(existing("main", ours), foreign()));
  }

  @Test
  void account_inArrearsBefore(TestInfo test) {
    world.cloud.arrears(ACCOUNT, true);
    refusedByTheCloud(test, world.tieline, fine());
  }

  @Test
  void account_inArrearsAfterwards(TestInfo test) {
    world.settle(fine());
    world.cloud.arrears(CUSTOMER, true);
    held(test, fine());
  }

  // ---- what became of a request ----

  private String asked() {
    Topology wish = peered(existing("main", ours), foreign());
    return world.tieline.apply(wish).id("peering.ours-theirs").orElseThrow();
  }

  private void plannedWhereForeign(TestInfo test) {
    said.plan(world.tieline, peered(existing("main", ours), foreign()));
    TEXTS.compare(test, said);
  }

  @Test
  void request_rejected(TestInfo test) {
    theirs.console().rejectPeering(asked());
    world.rest();
    plannedWhereForeign(test);
  }

  @Test
  void request_expired(TestInfo test) {
    asked();
    world.pass(Duration.ofDays(7).plusHours(1));
    plannedWhereForeign(test);
  }

  @Test
  void request_ofOthersRejected(TestInfo test) {
    String pcc = ours.console().createPeering(ours.vpc(), CUSTOMER, HANGZHOU, theirs.vpc());
    world.rest();
    theirs.console().rejectPeering(pcc);
    world.rest();
    held(test, fine());
  }

  @Test
  void quota_reached(TestInfo test) {
    world.cloud.quota(ACCOUNT, HANGZHOU, AliyunQuota.PEERINGS_PER_VPC_WITHIN_REGION, 0);
    refusedByTheCloud(test, world.tieline, fine());
  }

  // ---- what we may do, and the way there ----

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "DescribeVpcs",
        "ListVpcPeerConnections",
        "GetCdtServiceStatus",
        "GetCallerIdentity"
      })
  void read_denied(String action, TestInfo test) {
    world.cloud.faults().on(action).always().deny();
    Plan plan = said.plan(world.tieline, fine());
    assertThat(plan.findings()).isNotEmpty();
    TEXTS.compare(test, said);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"CreateVpcPeerConnection", "AcceptVpcPeerConnection", "CreateRouteEntry"})
  void write_denied(String action, TestInfo test) {
    world.cloud.faults().on(action).always().deny();
    String before = world.cloud.dump();
    assertThat(said.apply(world.tieline, fine()).notStarted()).isNotEmpty();
    assertThat(world.cloud.dump()).isEqualTo(before);
    world.cloud.faults().clear();
    assertThat(world.tieline.apply(fine()).failed()).isEmpty();
    TEXTS.compare(test, said);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"html", "html502", "truncated", "throttled", "serverError"})
  void answer_ofReadsUnusable(String fault, TestInfo test) {
    strike("DescribeRouteTableList", fault);
    held(test, fine());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"html", "html502", "truncated", "throttled", "serverError"})
  void answer_ofWritesUnusable(String fault, TestInfo test) {
    strike("CreateVpcPeerConnection", fault);
    said.apply(world.tieline, fine());
    world.cloud.faults().clear();
    assertThat(world.tieline.apply(fine()).failed()).isEmpty();
    TEXTS.compare(test, said);
  }

  private void strike(String action, String fault) {
    Faults.Fault on = world.cloud.faults().on(action).always();
    switch (fault) {
      case "html" -> on.html();
      case "html502" -> on.html(502);
      case "truncated" -> on.truncated();
      case "throttled" -> on.throttle();
      case "serverError" -> on.serverError();
      default -> throw new IllegalArgumentException(fault);
    }
  }

  @Test
  void region_down(TestInfo test) {
    world.cloud.regionDown(HANGZHOU, true);
    held(test, fine());
  }

  @Test
  void endpoint_notReachable(TestInfo test) {
    heldBy(
        test,
        p ->
            p.account("main", world.credentials(ACCOUNT), ACCOUNT)
                .transport(
                    request -> {
                      throw new ConnectException("Connection refused");
                    }));
  }
}
