package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SINGAPORE;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.error.CallSite;
import dev.tieline.error.CloudCallException;
import dev.tieline.spi.Unread;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to be brought about before a write, and is no permission, is told before the first. */
class PrerequisitesTest {
  private final PeeringWorld world = new PeeringWorld(false);

  @AfterEach
  void close() {
    world.close();
  }

  /** Applies, expects that nothing was written, and returns what stands against it. */
  private Finding held(Topology topology) {
    world.cloud.resetCalls();
    Outcome outcome = world.tieline.apply(topology);
    assertThat(world.mutations()).isEmpty();
    return outcome.findings().stream()
        .filter(f -> f.code().equals("PREREQUISITE_MISSING"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(outcome.toString()));
  }

  private static Topology peering(Net own, Net theirs) {
    return peering(own, HANGZHOU, theirs.vpc());
  }

  private static Topology peering(Net own, String region, String theirs) {
    return Topology.named("join")
        .network("own", AliyunVpc.existing("main", HANGZHOU, own.vpc()))
        .network("theirs", AliyunVpc.foreign(CUSTOMER, region, theirs, "172.18.0.0/16"))
        .peer("own", "theirs", p -> p.allow(tcp(443)).groups("own", own.group()))
        .build();
  }

  @Test
  void apply_accountInArrears_asksForNoPermission() {
    Net own = world.net(ACCOUNT, HANGZHOU, 17);
    Net theirs = world.net(CUSTOMER, HANGZHOU, 18);
    world.cloud.arrears(ACCOUNT, true);

    Finding found = held(peering(own, theirs));

    assertThat(found.what()).contains("CreateVpcPeerConnection", "settle its bills");
    assertThat(found.remedy()).isEqualTo("Mend what these words say, then apply again");
  }

  /** The connection is asked about with a VPC that nobody has. */
  @Test
  void apply_networkThatIsToBeMade_isNotMadeForALinkThatWouldBeRefused() {
    Net theirs = world.net(CUSTOMER, HANGZHOU, 18);
    world.cloud.arrears(ACCOUNT, true);

    Finding found = held(managed(theirs));

    assertThat(found.what())
        .contains("CreateVpcPeerConnection", "stand in for what is not there yet", "settle its");
  }

  /** So are its routes, of tables that nobody has. */
  @Test
  void apply_routesThatAreDenied_keepsNetworksThatAreToBeMade() {
    Net theirs = world.net(CUSTOMER, HANGZHOU, 18);
    world.cloud.faults().on("CreateRouteEntry").always().deny();
    world.cloud.resetCalls();

    Outcome outcome = world.tieline.apply(managed(theirs));

    assertThat(world.mutations()).isEmpty();
    assertThat(outcome.findings())
        .filteredOn(f -> f.code().equals("PERMISSION_MISSING"))
        .extracting(Finding::what)
        .anyMatch(what -> what.contains("CreateRouteEntry"));
  }

  private static Topology managed(Net theirs) {
    return Topology.named("join")
        .network(
            "own",
            AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/16")
                .vSwitch("a", "10.20.1.0/24", "cn-hangzhou-h"))
        .network("theirs", AliyunVpc.foreign(CUSTOMER, HANGZHOU, theirs.vpc(), "172.18.0.0/16"))
        .peer("own", "theirs", p -> p.allow(tcp(443)))
        .build();
  }

  @Test
  void apply_dataTransferOfAForeignAccountAcrossTheBorder_namesItAndItsPart() {
    Net own = world.net(ACCOUNT, HANGZHOU, 17);
    String theirs = world.cloud.console(CUSTOMER, SINGAPORE).createVpc("172.18.0.0/16");
    world.rest();
    world.cloud.service(ACCOUNT, AliyunOpening.CDT_CROSS_BORDER, true);
    world.cloud.service(CUSTOMER, AliyunOpening.CDT_CROSS_BORDER, false);
    Topology topology = peering(own, SINGAPORE, theirs);

    Finding found = held(topology);

    assertThat(found.what()).contains("account " + CUSTOMER, "OpenCdtCbService", "border");
    world.cloud.service(CUSTOMER, AliyunOpening.CDT_CROSS_BORDER, true);
    assertThat(world.tieline.apply(topology).waiting()).isNotEmpty();
  }

  /** Before the mark and the claim, which were written and left before. */
  @Test
  void apply_balancerThatCanNotBeOffered_isToldBeforeAnythingIsWritten() {
    Net db = world.net(ACCOUNT, HANGZHOU, 16);
    String balancer = db.console().createNetworkBalancer(db.vpc(), db.vSwitch());
    world.rest();

    Finding elsewhere = held(offered(db, AliyunService.nlb(balancer, "cn-hangzhou-i")));
    Finding unknown = held(offered(db, AliyunService.nlb("nlb-notthere", "cn-hangzhou-h")));

    assertThat(elsewhere.what()).contains("CreateVpcEndpointService", "choose a zone");
    assertThat(unknown.what()).contains("check the balancer's id");
  }

  private static Topology offered(Net db, AliyunService source) {
    return Topology.named("offer")
        .network("db", AliyunVpc.existing("main", HANGZHOU, db.vpc()))
        .service("pg", "db", source, s -> s.sharedWith(CUSTOMER))
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IncorrectBusinessStatus.VpcPeer",
        "EndpointServiceNotAuthorized",
        "CheckServiceLinkRoleError",
        "OperationDenied.ServiceNotOpened",
        "UserService.NotOpened",
        "InvalidSecurityToken.Expired",
        "InvalidAccessKeyId.NotFound",
        "InvalidTimeStamp.Expired",
        "OperationFailed.CrossBorderCdtNotOpened",
        "AccountTypeRestricted"
      })
  void explain_whatIsNoPermission_saysDoWhatTheseWordsSay(String code) {
    CloudCallException refused = refused(code);

    assertThat(refused.lacksPrerequisite()).isTrue();
    assertThat(Unread.of(refused).remedy("plan again")).doesNotContain("Grant");
  }

  @Test
  void explain_forbidden_isAPermission() {
    CloudCallException refused = refused("Forbidden.RAM");

    assertThat(refused.lacksPrerequisite()).isFalse();
    assertThat(Unread.of(refused).remedy("plan again"))
        .isEqualTo("Grant the permission for DescribeVpcs, then plan again");
  }

  private static CloudCallException refused(String code) {
    return (CloudCallException)
        AliyunErrors.explain(
            new CallSite("aliyun", "main", HANGZHOU, "DescribeVpcs"),
            false,
            new Refusal(code, "no", 400, "id", ""));
  }
}
