package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.topology.Offer;
import dev.tieline.topology.ServiceTarget;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is found before an endpoint is made: each finding against the fake. */
class EndpointFindingsTest {
  private static Finding only(Plan plan, String code) {
    List<Finding> found =
        plan.findings().stream().filter(f -> f.code().equals(code)).distinct().toList();
    assertThat(found).as("%s in %s", code, plan).hasSize(1);
    return found.get(0);
  }

  /** Plans, expects one error of a code, and that an apply changes nothing. */
  private static Finding refused(EndpointWorld world, Topology topology, String code) {
    Finding found = only(world.base.tieline.plan(topology), code);
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
    world.base.cloud.resetCalls();
    world.base.tieline.apply(topology);
    assertThat(world.base.mutations())
        .filteredOn(c -> !c.equals("TagResources") && !c.equals("UnTagResources"))
        .isEmpty();
    return found;
  }

  private static Topology use(EndpointWorld world, ServiceTarget target) {
    return Topology.named("db")
        .network("app", world.vpc())
        .endpoint("matrixone", "app", target, e -> e.allow(tcp(6001)))
        .build();
  }

  @Test
  void plan_serviceNotShared_namesTheAccountToBeListed() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.theirs.call(
          "Privatelink",
          "RemoveUserFromVpcEndpointService",
          Map.of("ServiceId", world.service, "UserId", ACCOUNT));

      Finding found = refused(world, world.use(world.target()), "SERVICE_NOT_SHARED");

      assertThat(found.remedy()).contains(ACCOUNT, "whitelist");
    }
  }

  @Test
  void plan_serviceOfAnotherRegion_thatDoesNotSupportOurs_saysSo() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net far = world.base.net(ACCOUNT, SHANGHAI, 19);
      Topology topology =
          Topology.named("db")
              .network("app", AliyunVpc.existing("main", SHANGHAI, far.vpc()))
              .endpoint("matrixone", "app", world.target(), e -> e.allow(tcp(6001)))
              .build();

      Finding found = refused(world, topology, "SERVICE_REGION_NOT_SUPPORTED");

      assertThat(found.remedy()).contains(SHANGHAI, ACCOUNT);
    }
  }

  @Test
  void apply_serviceOfAnotherRegion_thatSupportsOurs_isUsedWithItsBandwidth() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.theirs.call(
          "Privatelink",
          "UpdateVpcEndpointServiceAttribute",
          Map.of("ServiceId", world.service, "AddSupportedRegionSet.1", SHANGHAI));
      world.base.rest();
      PeeringWorld.Net far = world.base.net(ACCOUNT, SHANGHAI, 19);
      Topology topology =
          Topology.named("db")
              .network("app", AliyunVpc.existing("main", SHANGHAI, far.vpc()))
              .endpoint(
                  "matrixone",
                  "app",
                  world.target().crossRegionBandwidth(200),
                  e -> e.allow(tcp(6001)))
              .build();

      String ip = world.base.settle(topology).endpoint("matrixone").addresses().get(0).toString();

      assertThat(world.base.cloud.walk().connect(far.host(), ip, 6001).delivered()).isTrue();
      assertThat(far.console().call("Privatelink", "ListVpcEndpoints", Map.of()))
          .contains("\"CrossRegionBandwidth\":200");
    }
  }

  @Test
  void plan_noVSwitchInAZoneOfTheService_listsTheZones() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Finding found =
          refused(world, world.use(world.target().zones(EndpointWorld.I)), "NO_V_SWITCH_IN_ZONE");

      assertThat(found.why()).contains(EndpointWorld.H, EndpointWorld.I);
      assertThat(found.remedy()).contains("vSwitch(", EndpointWorld.I);
    }
  }

  @Test
  void plan_zoneThatTheServiceIsNotIn_listsThoseThatItIsIn() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Finding found =
          refused(world, world.use(world.target().zones("cn-hangzhou-j")), "ZONE_NOT_OFFERED");

      assertThat(found.remedy()).contains(EndpointWorld.H, EndpointWorld.I);
    }
  }

  @Test
  void plan_vSwitchThatTheNetworkLacks_saysWhichThereAre() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Finding found =
          refused(world, world.use(world.target().vSwitches("vsw-none")), "V_SWITCH_NOT_FOUND");

      assertThat(found.what()).contains(world.app.vSwitch());
    }
  }

  @Test
  void plan_vSwitchWithoutFreeAddress_saysSo() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      // of the 16 addresses of a /28 the cloud keeps four
      String small = world.console.createVSwitch(world.app.vpc(), "172.17.9.0/28", EndpointWorld.I);
      world.base.rest();
      for (int i = 0; i < 12; i++) {
        world.console.runInstance(small, world.clientGroup);
      }

      Finding found = refused(world, world.use(world.target().vSwitches(small)), "V_SWITCH_FULL");

      assertThat(found.what()).contains(small);
    }
  }

  @Test
  void plan_groupOfAnotherVpc_isNotFoundInThisOne() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net other = world.base.net(ACCOUNT, HANGZHOU, 18);

      Finding found =
          refused(world, world.use(world.target().groups(other.group())), "GROUP_NOT_FOUND");

      assertThat(found.what()).contains(other.group());
    }
  }

  @Test
  void plan_groupsOfTwoTypes_areNamed() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String enterprise =
          EndpointWorld.text(
              world.console.call(
                  "Ecs",
                  "CreateSecurityGroup",
                  Map.of("VpcId", world.app.vpc(), "SecurityGroupType", "enterprise")),
              "SecurityGroupId");

      Finding found =
          refused(
              world,
              world.use(world.target().groups(world.clientGroup, enterprise)),
              "GROUP_TYPES_MIXED");

      assertThat(found.what()).contains(enterprise + " (enterprise)");
    }
  }

  @Test
  void plan_endpointWithoutGroup_canGetNone() {
    try (EndpointWorld world = new EndpointWorld(true, AliyunSwitch.ENDPOINT_NEEDS_GROUP)) {
      world.console.call(
          "Privatelink",
          "CreateVpcEndpoint",
          Map.of("VpcId", world.app.vpc(), "ServiceId", world.service));
      world.base.rest();

      Finding found = refused(world, world.use(world.target()), "ENDPOINT_WITHOUT_GROUP");

      assertThat(found.what()).contains(world.endpointId());
    }
  }

  @Test
  void plan_endpointOfSomebodyElseElsewhere_saysHowItDiffers() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.console.createEndpoint(
          world.app.vpc(), world.service, world.app.vSwitch(), world.clientGroup);
      world.base.rest();

      Finding found =
          refused(world, world.use(world.target().zones(EndpointWorld.I)), "ENDPOINT_DIFFERS");

      assertThat(found.what()).contains(EndpointWorld.I);
    }
  }

  @Test
  void plan_twoLinksToOneService_areOneTooMany() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Topology topology =
          Topology.named("db")
              .network("app", world.vpc())
              .endpoint("one", "app", world.target(), e -> e.allow(tcp(6001)))
              .endpoint("two", "app", world.target(), e -> e.allow(tcp(6001)))
              .build();

      Finding found = only(world.base.tieline.plan(topology), "ENDPOINT_TWICE");

      assertThat(found.part()).isEqualTo("endpoint.two");
    }
  }

  @Test
  void plan_privateLinkNotOpened_namesTheAccount() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.service(ACCOUNT, AliyunOpening.PRIVATELINK, false);

      Finding found = refused(world, world.use(world.target()), "PRODUCT_NOT_OPENED");

      assertThat(found.what()).contains("PrivateLink", ACCOUNT);
      world.base.cloud.service(ACCOUNT, AliyunOpening.PRIVATELINK, true);
      world.base.settle(world.use(world.target()));
    }
  }

  @Test
  void plan_privateZoneNotOpened_mattersToThoseWhoWantAZone() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.service(ACCOUNT, AliyunOpening.PRIVATEZONE, false);
      assertThat(PeeringWorld.codes(world.base.tieline.plan(world.use(world.target()))))
          .doesNotContain("PRODUCT_NOT_OPENED");

      Finding found =
          refused(
              world, world.use(world.target().dns(AliyunDns.privateZone())), "PRODUCT_NOT_OPENED");

      assertThat(found.what()).contains("PrivateZone");
    }
  }

  @Test
  void plan_accountInArrears_saysThatNothingIsCarried() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.settle(world.use(world.target()));
      world.base.cloud.arrears(ACCOUNT, true);

      Finding found = refused(world, world.use(world.target()), "ARREARS");

      assertThat(found.what()).contains("FinancialLocked");
    }
  }

  private static Offer offer(
      EndpointWorld world, String form, String region, String audience, @Nullable Instant end) {
    return new Offer(
        Offer.VERSION,
        "aliyun",
        form,
        CUSTOMER,
        region,
        world.name,
        List.of("cn-hangzhou-z"), // what the cloud says counts
        List.of(),
        audience,
        List.of(),
        end);
  }

  @Test
  void apply_offer_isUsedWithWhatTheCloudSaysOfItsService() {
    try (EndpointWorld world = new EndpointWorld(false)) {
      Offer offer = offer(world, "endpoint-service", HANGZHOU, ACCOUNT, null);

      var outcome = world.base.tieline.apply(use(world, Offer.parse(offer.toJson())));

      assertThat(outcome.waiting()).as("%s", outcome).hasSize(1);
      assertThat(outcome.waiting().get(0).party()).contains(CUSTOMER, world.name);
    }
  }

  @Test
  void plan_offersForOthers_areUnfit() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      assertThat(
              refused(
                      world,
                      use(world, offer(world, "endpoint-service", HANGZHOU, CUSTOMER, null)),
                      "OFFER_UNFIT")
                  .what())
          .contains(CUSTOMER, ACCOUNT);
      assertThat(
              refused(
                      world,
                      use(world, offer(world, "resource-gateway", HANGZHOU, ACCOUNT, null)),
                      "OFFER_UNFIT")
                  .what())
          .contains("resource-gateway");
      assertThat(
              refused(
                      world,
                      use(world, offer(world, "endpoint-service", SHANGHAI, ACCOUNT, null)),
                      "OFFER_UNFIT")
                  .what())
          .contains(SHANGHAI);
    }
  }

  @Test
  void plan_offerThatHasExpired_isAFindingOfAllClouds() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Instant now = world.base.time.instant();

      Finding found =
          refused(
              world,
              use(world, offer(world, "endpoint-service", HANGZHOU, ACCOUNT, now)),
              "OFFER_EXPIRED");

      assertThat(found.what()).contains(now.toString());
      assertThat(
              PeeringWorld.codes(
                  world.base.tieline.plan(
                      use(
                          world,
                          offer(
                              world,
                              "endpoint-service",
                              HANGZHOU,
                              ACCOUNT,
                              now.plusSeconds(3600))))))
          .doesNotContain("OFFER_EXPIRED");
    }
  }

  /** What waits for its provider when the offer ends is neither given up nor finished by itself. */
  @Test
  void apply_offerThatExpiresWhileItsProviderIsWaitedFor_goesOnWhenTheyHaveAccepted() {
    try (EndpointWorld world = new EndpointWorld(false)) {
      Instant end = world.base.time.instant().plusSeconds(3600);
      Topology topology =
          use(
              world,
              Offer.parse(offer(world, "endpoint-service", HANGZHOU, ACCOUNT, end).toJson()));
      assertThat(world.base.tieline.apply(topology).waiting()).isNotEmpty();
      world.base.pass(Duration.ofHours(2));
      String before = world.base.cloud.dump();

      Outcome expired = world.base.tieline.apply(topology);

      assertThat(expired.findings()).extracting(Finding::code).contains("OFFER_EXPIRED");
      assertThat(world.base.cloud.dump()).isEqualTo(before);
      world.theirs.connect(world.service, world.endpointId(), true);
      world.base.rest();
      world.base.settle(topology);
    }
  }

  @Test
  void check_whatCanNeverBe_isRefusedWithoutACall() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.resetCalls();
      Topology foreign =
          Topology.named("db")
              .network("app", AliyunVpc.foreign(CUSTOMER, HANGZHOU, "vpc-bp1x", "10.0.0.0/16"))
              .endpoint("matrixone", "app", world.target(), e -> e.allow(tcp(6001)))
              .build();
      assertThatThrownBy(() -> world.base.tieline.plan(foreign))
          .isInstanceOf(InvalidTopologyException.class)
          .hasMessageContaining("foreign network app");
      AliyunEndpoint near = world.target().crossRegionBandwidth(100);
      assertThatThrownBy(() -> world.base.tieline.plan(world.use(near)))
          .isInstanceOf(InvalidTopologyException.class)
          .hasMessageContaining("bandwidth");
      AliyunEndpoint finance =
          AliyunEndpoint.service("com.aliyuncs.privatelink.cn-hangzhou-finance.epsrv-bp1vzjkp2q1x");
      assertThatThrownBy(() -> world.base.tieline.plan(world.use(finance)))
          .isInstanceOf(InvalidTopologyException.class)
          .hasMessageContaining("finance");
      AliyunEndpoint elsewhere = world.target().zones("cn-shanghai-f");
      assertThatThrownBy(() -> world.base.tieline.plan(world.use(elsewhere)))
          .isInstanceOf(InvalidTopologyException.class)
          .hasMessageContaining("cn-shanghai-f");
      assertThat(world.base.cloud.calls()).isEmpty();
    }
  }

  /** Its groups may guard other hosts, too: nothing is let in where nobody chose. */
  @Test
  void plan_endpointOfSomebodyElseWithoutAChoiceOfGroups_opensNoneAndListsThem() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.console.createEndpoint(
          world.app.vpc(), world.service, world.app.vSwitch(), world.clientGroup);
      world.base.rest();
      Topology topology = world.use(world.target());

      Finding found = only(world.base.tieline.plan(topology), "GROUP_NOT_CHOSEN");

      assertThat(found.severity()).isEqualTo(Severity.WARNING);
      assertThat(found.why()).contains(world.clientGroup);
      world.base.cloud.resetCalls();
      world.base.settle(topology);
      assertThat(world.base.mutations()).doesNotContain("AuthorizeSecurityGroup");
    }
  }

  @Test
  void plan_endpointOfSomebodyElseInNoZone_isNotReady() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.console.call(
          "Privatelink",
          "CreateVpcEndpoint",
          Map.of(
              "VpcId",
              world.app.vpc(),
              "ServiceId",
              world.service,
              "SecurityGroupId.1",
              world.clientGroup));
      world.base.rest();

      Finding found =
          refused(
              world,
              world.use(world.target().groups(world.clientGroup).dns(AliyunDns.privateZone())),
              "ENDPOINT_DIFFERS");

      assertThat(found.what()).contains("in no zone");
      assertThat(world.console.call("pvtz", "DescribeZones", Map.of())).contains("\"Zone\":[]");
    }
  }

  @Test
  void plan_zoneAddedWhileTheServiceIsNotShared_isAnError() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String inI = world.console.createVSwitch(world.app.vpc(), "172.17.2.0/24", EndpointWorld.I);
      world.base.rest();
      world.base.settle(world.use(world.target().zones(EndpointWorld.H)));
      world.theirs.call(
          "Privatelink",
          "RemoveUserFromVpcEndpointService",
          Map.of("ServiceId", world.service, "UserId", ACCOUNT));

      Finding found =
          refused(
              world,
              world.use(world.target().zones(EndpointWorld.H, EndpointWorld.I).vSwitches(inI)),
              "ZONE_NOT_OFFERED");

      assertThat(found.what()).contains(EndpointWorld.I, world.service);
    }
  }

  @Test
  void plan_serviceDeletedByItsProvider_saysWhatToDoWithTheEndpoint() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.settle(world.use(world.target()));
      String endpoint = world.endpointId();
      world.theirs.call(
          "Privatelink",
          "RemoveUserFromVpcEndpointService",
          Map.of("ServiceId", world.service, "UserId", ACCOUNT));
      world.base.answered =
          body ->
              body.replace(
                  "\"ConnectionStatus\":\"Connected\"", "\"ConnectionStatus\":\"ServiceDeleted\"");

      Finding found =
          only(world.base.tieline.plan(world.use(world.target())), "SERVICE_NOT_SHARED");

      assertThat(found.what()).contains("deleted by its provider");
      assertThat(found.why()).contains(endpoint, "billed");
      assertThat(found.remedy()).contains("new service").doesNotContain("whitelist");
    }
  }

  /** The list of the groups may lag behind the endpoint's own. */
  @Test
  void plan_endpointThatIsJustBeingMade_isNotSaidToHaveNoGroup() {
    try (EndpointWorld world = new EndpointWorld(true, AliyunSwitch.ENDPOINT_NEEDS_GROUP)) {
      world.console.call(
          "Privatelink",
          "CreateVpcEndpoint",
          Map.of("VpcId", world.app.vpc(), "ServiceId", world.service));
      world.base.answered =
          body -> body.replace("\"EndpointStatus\":\"Active\"", "\"EndpointStatus\":\"Creating\"");

      assertThat(PeeringWorld.codes(world.base.tieline.plan(world.use(world.target()))))
          .doesNotContain("ENDPOINT_WITHOUT_GROUP");
    }
  }

  /** What is made in a VPC that another account shares with ours is ours. */
  @Test
  void plan_vpcThatAnotherAccountShares_takesOffersForOursAndSaysSo() {
    try (EndpointWorld world = new EndpointWorld(false)) {
      world.base.answered =
          body -> body.replace("\"OwnerId\":" + ACCOUNT, "\"OwnerId\":1000000000000077");

      Plan plan =
          world.base.tieline.plan(
              use(world, offer(world, "endpoint-service", HANGZHOU, ACCOUNT, null)));
      Outcome outcome = world.base.tieline.apply(world.use(world.target()));

      assertThat(PeeringWorld.codes(plan)).doesNotContain("OFFER_UNFIT");
      assertThat(outcome.waiting().get(0).handover().markdown(Locale.ENGLISH))
          .contains(ACCOUNT)
          .doesNotContain("1000000000000077");
    }
  }
}
