package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ABROAD;
import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunSite;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Offer;
import dev.tieline.topology.ServiceTarget;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What who uses a service gets to read when something is wrong: {@code bad-input-endpoint.txt}. */
class EndpointBadInputTest {
  private static final BadInput TEXTS = new BadInput("endpoint");

  @AfterAll
  static void write() throws IOException {
    TEXTS.write(EndpointBadInputTest.class);
  }

  private static void held(TestInfo test, EndpointWorld world, Topology wish) {
    TEXTS.held(test, world.base.cloud, world.base.tieline, wish);
  }

  private static Topology use(EndpointWorld world, ServiceTarget target, AliyunVpc network) {
    return Topology.named("db")
        .network("app", network)
        .endpoint("matrixone", "app", target, e -> e.allow(tcp(6001)))
        .build();
  }

  private static Topology use(EndpointWorld world, ServiceTarget target) {
    return use(world, target, world.vpc());
  }

  private static void refusedByTheCloud(TestInfo test, EndpointWorld world, Topology wish) {
    TEXTS.refusedByTheCloud(test, world.base.cloud, world.base.tieline, wish);
  }

  // ---- what is wrong by itself ----

  @Test
  void service_nameOfAnotherForm(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      TEXTS.refused(
          test,
          world.base.cloud,
          () -> AliyunEndpoint.service("epsrv-bp1vzjkp2q1x"),
          () -> AliyunEndpoint.service("com.amazonaws.vpce.us-east-1.vpce-svc-0e123abc"),
          () -> world.target().zones("h"),
          () -> world.target().zones(EndpointWorld.H, EndpointWorld.H),
          () -> world.target().groups("app"),
          () -> world.target().crossRegionBandwidth(0),
          () -> AliyunDns.privateZone("no name"),
          () -> AliyunDns.privateZone("aliyuncs.com"));
    }
  }

  @Test
  void link_thatCanNeverBe(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Tieline tieline = world.base.tieline;
      AliyunVpc foreign = AliyunVpc.foreign(CUSTOMER, HANGZHOU, "vpc-bp1x", "10.0.0.0/16");
      AliyunEndpoint finance =
          AliyunEndpoint.service("com.aliyuncs.privatelink.cn-hangzhou-finance.epsrv-bp1vzjkp2q1x");
      AliyunVpc unknown = AliyunVpc.existing("mian", HANGZHOU, world.app.vpc());
      TEXTS.refused(
          test,
          world.base.cloud,
          () -> tieline.plan(use(world, world.target(), foreign)),
          () -> tieline.plan(use(world, world.target().crossRegionBandwidth(100))),
          () -> tieline.plan(use(world, finance)),
          () -> tieline.plan(use(world, world.target().zones("cn-shanghai-f"))),
          () -> tieline.plan(use(world, world.target(), unknown)),
          () ->
              Topology.named("db")
                  .network("app", world.vpc())
                  .endpoint("matrixone", "shop", world.target(), e -> e.allow(tcp(6001)))
                  .build());
    }
  }

  @Test
  void sites_ofOfferAndNetworkMixed(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      try (Tieline tieline =
          world.base.openWith(
              p ->
                  p.account("main", world.base.credentials(ACCOUNT), ACCOUNT)
                      .account("abroad", world.base.credentials(ABROAD), ABROAD)
                      .site("main", AliyunSite.CHINA)
                      .site("abroad", AliyunSite.INTERNATIONAL))) {
        TEXTS.refused(
            test,
            world.base.cloud,
            () -> tieline.plan(use(world, offer(world, "endpoint-service", ABROAD, ACCOUNT))));
      }
    }
  }

  /** A service of an account of the international site, as our account of the other one sees it. */
  @Test
  void sites_mixedWithoutBeingDeclared(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      AliyunConsole abroad = world.base.cloud.console(ABROAD, HANGZHOU);
      String vpc = abroad.createVpc("10.0.0.0/16");
      world.base.rest();
      String vSwitch = abroad.createVSwitch(vpc, "10.0.1.0/24", EndpointWorld.H);
      world.base.rest();
      String balancer = abroad.createNetworkBalancer(vpc, vSwitch);
      String service = abroad.createService(balancer, EndpointWorld.H, true);
      world.base.rest();
      abroad.share(service, ACCOUNT);

      refusedByTheCloud(
          test,
          world,
          use(world, AliyunEndpoint.service("com.aliyuncs.privatelink.cn-hangzhou." + service)));
    }
  }

  // ---- services ----

  @Test
  void service_unknown(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      held(
          test,
          world,
          use(
              world,
              AliyunEndpoint.service("com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1vzjkp2q1x")));
    }
  }

  @Test
  void service_notShared(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      unshare(world);
      held(test, world, use(world, world.target()));
    }
  }

  private static void unshare(EndpointWorld world) {
    world.theirs.call(
        "Privatelink",
        "RemoveUserFromVpcEndpointService",
        Map.of("ServiceId", world.service, "UserId", ACCOUNT));
  }

  @Test
  void service_notSharedAnyMore(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.settle(use(world, world.target()));
      unshare(world);
      BadInput.Said said = new BadInput.Said(world.base.cloud);
      assertThat(said.plan(world.base.tieline, use(world, world.target())).isEmpty()).isTrue();
      TEXTS.compare(test, said);
    }
  }

  @Test
  void connection_cutByTheProvider(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Topology wish = use(world, world.target());
      world.base.settle(wish);
      world.theirs.connect(world.service, world.endpointId(), false);
      world.base.rest();
      BadInput.Said said = new BadInput.Said(world.base.cloud);
      said.apply(world.base.tieline, wish);
      TEXTS.compare(test, said);
    }
  }

  @Test
  void service_ofAnotherRegionThatDoesNotSupportOurs(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net far = world.base.net(ACCOUNT, SHANGHAI, 19);
      held(
          test, world, use(world, world.target(), AliyunVpc.existing("main", SHANGHAI, far.vpc())));
    }
  }

  private static Offer offer(EndpointWorld world, String form, String account, String audience) {
    return new Offer(
        Offer.VERSION,
        "aliyun",
        form,
        account,
        HANGZHOU,
        world.name,
        List.of(EndpointWorld.H),
        List.of(),
        audience,
        List.of(),
        null);
  }

  @Test
  void offer_forAnotherAccount(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      held(test, world, use(world, offer(world, "endpoint-service", CUSTOMER, CUSTOMER)));
    }
  }

  @Test
  void offer_ofAnotherForm(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      held(test, world, use(world, offer(world, "resource-gateway", CUSTOMER, ACCOUNT)));
    }
  }

  // ---- places ----

  @Test
  void zone_notOfTheService(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      held(test, world, use(world, world.target().zones("cn-hangzhou-j")));
    }
  }

  /** The finding says what to add, and with that it comes about. */
  @Test
  void zone_withoutVSwitch(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      AliyunEndpoint target = world.target().zones(EndpointWorld.I);
      held(test, world, use(world, target));

      Outcome outcome =
          world.base.settle(
              use(world, target, world.vpc().vSwitch("link", FreeBlock.of(24), EndpointWorld.I)));

      String ip = outcome.endpoint("matrixone").addresses().get(0).toString();
      assertThat(world.base.cloud.walk().connect(world.client, ip, 6001).delivered()).isTrue();
      assertThat(outcome.endpoint("matrixone").dnsNames().get(1)).contains("-i.");
    }
  }

  /** The network is where the service is not at all. */
  @Test
  void zone_noneInCommon(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String vpc = world.console.createVpc("10.7.0.0/16");
      world.base.rest();
      world.console.createVSwitch(vpc, "10.7.1.0/24", "cn-hangzhou-j");
      world.base.rest();
      AliyunVpc.Existing network = AliyunVpc.existing("main", HANGZHOU, vpc);
      held(test, world, use(world, world.target(), network));

      world.base.settle(
          use(world, world.target(), network.vSwitch("link", "10.7.2.0/24", EndpointWorld.H)));
    }
  }

  @Test
  void vSwitch_notThere(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      held(test, world, use(world, world.target().vSwitches("vsw-none")));
    }
  }

  @Test
  void vSwitch_ofAnotherZoneThanChosen(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String inI = world.console.createVSwitch(world.app.vpc(), "172.17.2.0/24", EndpointWorld.I);
      world.base.rest();
      held(test, world, use(world, world.target().zones(EndpointWorld.H).vSwitches(inI)));
    }
  }

  @Test
  void vSwitches_twoOfOneZone(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String second =
          world.console.createVSwitch(world.app.vpc(), "172.17.2.0/24", EndpointWorld.H);
      world.base.rest();
      held(test, world, use(world, world.target().vSwitches(world.app.vSwitch(), second)));
    }
  }

  @Test
  void vpc_notThere(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      held(
          test,
          world,
          use(world, world.target(), AliyunVpc.existing("main", HANGZHOU, "vpc-bp1none")));
    }
  }

  // ---- groups ----

  @Test
  void group_ofAnotherVpc(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net other = world.base.net(ACCOUNT, HANGZHOU, 18);
      held(test, world, use(world, world.target().groups(other.group())));
    }
  }

  @Test
  void groups_ofTwoTypes(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String enterprise =
          EndpointWorld.text(
              world.console.call(
                  "Ecs",
                  "CreateSecurityGroup",
                  Map.of("VpcId", world.app.vpc(), "SecurityGroupType", "enterprise")),
              "SecurityGroupId");
      held(test, world, use(world, world.target().groups(world.clientGroup, enterprise)));
    }
  }

  private static EndpointWorld withoutGroup() {
    EndpointWorld world = new EndpointWorld(true, AliyunSwitch.ENDPOINT_NEEDS_GROUP);
    world.console.call(
        "Privatelink",
        "CreateVpcEndpoint",
        Map.of("VpcId", world.app.vpc(), "ServiceId", world.service));
    world.base.rest();
    return world;
  }

  @Test
  void endpoint_withoutGroupsToGetOne(TestInfo test) {
    try (EndpointWorld world = withoutGroup()) {
      held(test, world, use(world, world.target()));
    }
  }

  @Test
  void endpoint_withoutGroupsToGetAChosenOne(TestInfo test) {
    try (EndpointWorld world = withoutGroup()) {
      Topology silent =
          Topology.named("db")
              .network("app", world.vpc())
              .endpoint("matrixone", "app", world.target().groups(world.clientGroup), e -> {})
              .build();
      held(test, world, silent);
    }
  }

  @Test
  void endpoint_ofOthersElsewhere(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.console.createEndpoint(
          world.app.vpc(), world.service, world.app.vSwitch(), world.clientGroup);
      world.base.rest();
      held(test, world, use(world, world.target().zones(EndpointWorld.I)));
    }
  }

  // ---- accounts ----

  @Test
  void product_notOpened(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.service(ACCOUNT, AliyunOpening.PRIVATELINK, false);
      world.base.cloud.service(ACCOUNT, AliyunOpening.PRIVATEZONE, false);
      held(test, world, use(world, world.target().dns(AliyunDns.privateZone())));
    }
  }

  @Test
  void account_inArrearsBefore(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.arrears(ACCOUNT, true);
      refusedByTheCloud(test, world, use(world, world.target()));
    }
  }

  @Test
  void account_inArrearsAfterwards(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.settle(use(world, world.target()));
      world.base.cloud.arrears(ACCOUNT, true);
      held(test, world, use(world, world.target()));
    }
  }

  @Test
  void vpc_hasNoPlaceForAnotherTag(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Map<String, String> tags = new TreeMap<>();
      tags.put("ResourceType", "VPC");
      tags.put("ResourceId.1", world.app.vpc());
      for (int i = 1; i <= 19; i++) {
        tags.put("Tag." + i + ".Key", "k" + i);
        tags.put("Tag." + i + ".Value", "v");
      }
      world.console.call("Vpc", "TagResources", tags);
      world.base.rest();
      held(test, world, use(world, world.target()));
    }
  }

  @Test
  void quota_reached(TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.quota(ACCOUNT, HANGZHOU, AliyunQuota.ENDPOINTS_PER_VPC, 0);
      refusedByTheCloud(test, world, use(world, world.target()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ListVpcEndpoints",
        "ListVpcEndpointServicesByEndUser",
        "CheckProductOpen",
        "DescribeZones",
        "DescribeUserServiceStatus"
      })
  void read_denied(String action, TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.faults().on(action).always().deny();
      BadInput.Said said = new BadInput.Said(world.base.cloud);
      said.plan(
          world.base.tieline,
          use(world, world.target().dns(AliyunDns.privateZone("db.example.com"))));
      TEXTS.compare(test, said);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "CreateVpcEndpoint",
        "CreateSecurityGroup",
        "AddZone",
        "AddZoneRecord",
        "BindZoneVpc"
      })
  void write_denied(String action, TestInfo test) {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.cloud.faults().on(action).always().deny();
      BadInput.Said said = new BadInput.Said(world.base.cloud);
      Topology wish = use(world, world.target().dns(AliyunDns.privateZone("db.example.com")));
      String before = world.base.cloud.dump();
      boolean begun = !said.apply(world.base.tieline, wish).failed().isEmpty();
      assertThat(begun).as("only what has no rehearsal").isEqualTo(!action.contains("Endpoint"));
      assertThat(world.base.cloud.dump().equals(before)).isEqualTo(!begun);
      world.base.cloud.faults().clear();
      assertThat(world.base.tieline.apply(wish).isReady()).isTrue();
      TEXTS.compare(test, said);
    }
  }
}
