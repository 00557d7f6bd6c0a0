package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Host;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Endpoints that are not as they were, or not as most are, against the fake. */
class EndpointChangesTest {
  /** Notes the codes of refused writes. */
  private static List<String> refusals(EndpointWorld world) {
    List<String> codes = new ArrayList<>();
    world.base.cloud.observe(
        new CallListener() {
          @Override
          public void after(Call call) {
            if (call.mutating() && !call.dryRun() && call.status() / 100 != 2) {
              codes.add(call.action() + " " + call.errorCode());
            }
          }
        });
    return codes;
  }

  @Test
  void apply_zonesComeAndGo_oneAfterTheOtherWithoutOneRefusal() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      AliyunVpc wider = world.vpc().vSwitch("link", FreeBlock.of(24), EndpointWorld.I);
      List<String> refusals = refusals(world);
      world.base.settle(world.use("mo", world.target().zones(EndpointWorld.H), wider));

      world.base.settle(world.use("mo", world.target(), wider));
      world.base.settle(world.use("mo", world.target().zones(EndpointWorld.I), wider));
      world.base.settle(world.use("mo", world.target().zones(EndpointWorld.H), wider));
      world.base.settle(world.use("mo", world.target(), wider));
      world.base.destroy("db");

      assertThat(refusals).isEmpty();
    }
  }

  @Test
  void apply_groupsChosenLater_needsOneApplyAndNoRefusal() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String chosen = world.console.createSecurityGroup(world.app.vpc(), "endpoints");
      world.base.settle(world.use(world.target()));
      List<String> refusals = refusals(world);
      world.base.cloud.resetCalls();

      Outcome outcome = world.base.tieline.apply(world.use(world.target().groups(chosen)));

      assertThat(outcome.isReady()).as("%s", outcome).isTrue();
      assertThat(world.base.mutations())
          .containsSubsequence(
              "AttachSecurityGroupToVpcEndpoint",
              "DetachSecurityGroupFromVpcEndpoint",
              "DeleteSecurityGroup");
      assertThat(refusals).isEmpty();
      world.base.settled(world.use(world.target().groups(chosen)));
    }
  }

  @Test
  void apply_groupsNoMoreChosen_makesOneOfOursAndLeavesTheChosenOne() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String chosen = world.console.createSecurityGroup(world.app.vpc(), "endpoints");
      world.base.settle(world.use(world.target().groups(chosen)));

      world.base.settle(world.use(world.target()));

      assertThat(
              world.console.call(
                  "Privatelink",
                  "ListVpcEndpointSecurityGroups",
                  Map.of("EndpointId", world.endpointId())))
          .contains(chosen);
    }
  }

  @Test
  void plan_twoEndpointsOfOthers_usesOneAndNamesTheOther() {
    try (EndpointWorld world = new EndpointWorld(true, AliyunSwitch.SECOND_ENDPOINT_ALLOWED)) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        ids.add(
            world.console.createEndpoint(
                world.app.vpc(), world.service, world.app.vSwitch(), world.clientGroup));
        world.base.rest();
      }
      Plan plan = world.base.tieline.plan(world.use(world.target()));

      List<Finding> doubled =
          plan.findings().stream().filter(f -> f.code().equals("DOUBLED")).toList();
      assertThat(doubled).hasSize(1);
      assertThat(doubled.get(0).what()).containsAnyOf(ids.get(0), ids.get(1));
      Outcome outcome = world.base.settle(world.use(world.target()));
      assertThat(ids).contains(outcome.id("endpoint.matrixone").orElseThrow());
      assertThat(doubled.get(0).what())
          .doesNotContain(outcome.id("endpoint.matrixone").orElseThrow());
    }
  }

  @Test
  void apply_clientsOfAnEnterpriseGroup_getARuleForWhatGoesOutToTheEndpointAlone() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String enterprise =
          EndpointWorld.text(
              world.console.call(
                  "Ecs",
                  "CreateSecurityGroup",
                  Map.of("VpcId", world.app.vpc(), "SecurityGroupType", "enterprise")),
              "SecurityGroupId");
      Host host = world.console.runInstance(world.app.vSwitch(), enterprise);
      world.base.rest();
      String before = world.base.dump();
      Topology topology =
          Topology.named("db")
              .network("app", world.vpc())
              .endpoint(
                  "matrixone", "app", world.target(), e -> e.allow(tcp(6001)).clients(enterprise))
              .build();
      Plan plan = world.base.tieline.plan(topology);

      Outcome outcome = world.base.settle(topology);

      String ip = outcome.endpoint("matrixone").addresses().get(0).toString();
      assertThat(plan.steps())
          .extracting(s -> s.address())
          .anyMatch(a -> a.contains("rule.client." + enterprise + ".out.tcp-6001."));
      assertThat(world.base.cloud.walk().connect(host, ip, 6001).delivered()).isTrue();
      assertThat(
              world.console.call(
                  "Ecs",
                  "DescribeSecurityGroupAttribute",
                  Map.of("SecurityGroupId", enterprise, "Direction", "egress")))
          .contains("\"DestCidrIp\":\"" + ip + "/32\"", "6001/6001");
      assertThat(world.base.tieline.verify(topology).isGood()).isTrue();
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_serviceOfAnotherRegion_isMadeVerifiedAndDestroyed() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net far = abroad(world);
      String before = world.base.dump();
      Topology topology =
          Topology.named("db")
              .network("app", AliyunVpc.existing("main", SHANGHAI, far.vpc()))
              .endpoint(
                  "matrixone",
                  "app",
                  world.target().dns(AliyunDns.privateZone()),
                  e -> e.allow(tcp(6001)).clients(far.group()))
              .build();

      Outcome outcome = world.base.settle(topology);

      String ip = outcome.endpoint("matrixone").addresses().get(0).toString();
      assertThat(world.base.cloud.walk().connect(far.host(), ip, 6001).delivered()).isTrue();
      assertThat(world.base.cloud.walk().connect(far.host(), world.name, 6001).delivered())
          .isTrue();
      assertThat(world.base.tieline.verify(topology).isGood()).isTrue();
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  /** Our VPC in Shanghai, from which the service of Hangzhou may be used. */
  private static PeeringWorld.Net abroad(EndpointWorld world) {
    world.theirs.call(
        "Privatelink",
        "UpdateVpcEndpointServiceAttribute",
        Map.of("ServiceId", world.service, "AddSupportedRegionSet.1", SHANGHAI));
    world.base.rest();
    return world.base.net(ACCOUNT, SHANGHAI, 19);
  }

  private static Topology across(EndpointWorld world, PeeringWorld.Net far, int bandwidth) {
    return Topology.named("db")
        .network("app", AliyunVpc.existing("main", SHANGHAI, far.vpc()))
        .endpoint(
            "matrixone",
            "app",
            world.target().crossRegionBandwidth(bandwidth),
            e -> e.allow(tcp(6001)))
        .build();
  }

  @Test
  void apply_otherBandwidthAcrossRegions_isChangedInPlace() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net far = abroad(world);
      world.base.settle(across(world, far, 200));
      Plan plan = world.base.tieline.plan(across(world, far, 300));

      world.base.settle(across(world, far, 300));

      assertThat(plan.steps())
          .singleElement()
          .satisfies(
              s -> {
                assertThat(s.address()).isEqualTo("endpoint.matrixone");
                assertThat(s.action()).isEqualTo(Action.UPDATE);
                assertThat(s.toString()).contains("bandwidth 300 Mbit/s instead of 200");
              });
      assertThat(far.console().call("Privatelink", "ListVpcEndpoints", Map.of()))
          .contains("\"CrossRegionBandwidth\":300");
      assertThat(world.base.tieline.plan(across(world, far, 300)).isEmpty()).isTrue();
    }
  }

  @Test
  void plan_adoptedEndpointOfOtherBandwidth_saysThatItIsNotChanged() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net far = abroad(world);
      far.console()
          .call(
              "Privatelink",
              "CreateVpcEndpoint",
              Map.of(
                  "VpcId",
                  far.vpc(),
                  "ServiceId",
                  world.service,
                  "ServiceRegionId",
                  HANGZHOU,
                  "CrossRegionBandwidth",
                  "100",
                  "SecurityGroupId.1",
                  far.group()));
      world.base.rest();

      Plan plan = world.base.tieline.plan(across(world, far, 300));

      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("ADOPTED"))
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.severity()).isEqualTo(Severity.WARNING);
                assertThat(f.what()).contains("bandwidth 300 Mbit/s instead of 100");
                assertThat(f.remedy()).contains("Have its owner change it");
              });
      assertThat(plan.steps()).noneMatch(s -> s.address().equals("endpoint.matrixone"));
    }
  }

  /** Somebody else's endpoint with both kinds of addresses: the name has records of both. */
  @Test
  void apply_endpointWithIpv6_hasRecordsOfBothKindsAndLetsBothIn() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      AliyunConsole console = world.console;
      String vpc =
          EndpointWorld.text(
              console.call(
                  "Vpc", "CreateVpc", Map.of("CidrBlock", "10.60.0.0/16", "EnableIpv6", "true")),
              "VpcId");
      world.base.rest();
      String vSwitch =
          EndpointWorld.text(
              console.call(
                  "Vpc",
                  "CreateVSwitch",
                  Map.of(
                      "VpcId",
                      vpc,
                      "CidrBlock",
                      "10.60.1.0/24",
                      "ZoneId",
                      EndpointWorld.H,
                      "Ipv6CidrBlock",
                      "1")),
              "VSwitchId");
      world.base.rest();
      String group = console.createSecurityGroup(vpc, "guard");
      console.call(
          "Privatelink",
          "CreateVpcEndpoint",
          Map.of(
              "VpcId",
              vpc,
              "ServiceId",
              world.service,
              "SecurityGroupId.1",
              group,
              "Zone.1.ZoneId",
              EndpointWorld.H,
              "Zone.1.VSwitchId",
              vSwitch,
              "AddressIpVersion",
              "DualStack"));
      world.base.rest();
      String before = world.base.dump();
      Topology topology =
          Topology.named("db")
              .network("app", AliyunVpc.existing("main", HANGZHOU, vpc))
              .endpoint(
                  "matrixone",
                  "app",
                  world.target().groups(group).dns(AliyunDns.privateZone("db.example.com")),
                  e -> e.allow(tcp(6001)))
              .build();

      Outcome outcome = world.base.settle(topology);

      assertThat(outcome.endpoint("matrixone").addresses()).hasSize(2);
      String zone = outcome.id("endpoint.matrixone/dns").orElseThrow();
      String ip6 =
          outcome.endpoint("matrixone").addresses().stream()
              .filter(ip -> !ip.isV4())
              .findFirst()
              .orElseThrow()
              .toString();
      assertThat(console.call("pvtz", "DescribeZoneRecords", Map.of("ZoneId", zone)))
          .contains("\"Type\":\"A\"", "\"Type\":\"AAAA\"", ip6);
      assertThat(
              console.call(
                  "Ecs", "DescribeSecurityGroupAttribute", Map.of("SecurityGroupId", group)))
          .contains("\"SourceCidrIp\":\"10.60.0.0/16\"")
          .containsPattern("\"Ipv6SourceCidrIp\":\"[0-9a-f:]+/56\"");
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  /** A provider that changes its balancer in a zone is out of it for a while. */
  @Test
  void apply_zoneThatTheServiceLeaves_staysAsLongAsNoneIsChosen() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.console.createVSwitch(world.app.vpc(), "172.17.2.0/24", EndpointWorld.I);
      world.base.rest();
      Topology topology = world.use(world.target());
      Outcome outcome = world.base.settle(topology);
      assertThat(outcome.endpoint("matrixone").addresses()).hasSize(2);
      String both = "\"Zones\":[\"" + EndpointWorld.H + "\",\"" + EndpointWorld.I + "\"]";
      AtomicInteger left = new AtomicInteger();
      world.base.answered =
          body -> {
            left.addAndGet(body.contains(both) ? 1 : 0);
            return body.replace(both, "\"Zones\":[\"" + EndpointWorld.H + "\"]");
          };

      Plan plan = world.base.tieline.plan(topology);
      Outcome after = world.base.tieline.apply(topology);

      assertThat(left.get()).isPositive();
      assertThat(plan.steps()).noneMatch(s -> s.address().contains("/zone."));
      assertThat(after.endpoint("matrixone").addresses())
          .containsExactlyElementsOf(outcome.endpoint("matrixone").addresses());
    }
  }

  @Test
  void apply_zoneNoMoreChosenByName_goes() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.console.createVSwitch(world.app.vpc(), "172.17.2.0/24", EndpointWorld.I);
      world.base.rest();
      world.base.settle(world.use(world.target()));

      Outcome outcome = world.base.settle(world.use(world.target().zones(EndpointWorld.H)));

      assertThat(outcome.endpoint("matrixone").addresses()).hasSize(1);
    }
  }
}
