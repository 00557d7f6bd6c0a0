package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.codes;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.plan.Plan;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.Host;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks that are made, through the whole library against the fake Alibaba Cloud: {@code shop} is
 * 10.20.0.0/16 with two vSwitches, one of which has a route table of its own; it is peered with an
 * existing VPC 172.17.0.0/16.
 */
class ManagedRunTest {
  private static AliyunVpc.Managed shop() {
    return AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/16")
        .vSwitch("a", "10.20.1.0/24", HANGZHOU + "-h")
        .vSwitch("b", "10.20.2.0/24", HANGZHOU + "-i")
        .routeTable("inner", "b");
  }

  private static Topology linked(String name, AliyunVpc shop, Net app) {
    return Topology.named("shop")
        .network(name, shop)
        .network("app", AliyunVpc.existing("main", app.region(), app.vpc()))
        .peer(name, "app", p -> p.allow(tcp(1883)).groups("app", app.group()))
        .build();
  }

  private static Topology alone(AliyunVpc network) {
    return Topology.named("shop").network("shop", network).build();
  }

  private static void delete(AliyunConsole console, Host host) {
    console.call("Ecs", "DeleteInstance", Map.of("InstanceId", host.instanceId(), "Force", "true"));
  }

  /** The blocks of all VPCs. */
  private static String vpcs(PeeringWorld world) {
    String all =
        world
            .cloud
            .console(ACCOUNT, HANGZHOU)
            .call("Vpc", "DescribeVpcs", Map.of("PageSize", "50"));
    Matcher block = Pattern.compile("\"CidrBlock\":\"([^\"]*)\"").matcher(all);
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return String.join(" ", blocks);
  }

  private static int count(PeeringWorld world, String action) {
    return (int) world.mutations().stream().filter(action::equals).count();
  }

  @Test
  void apply_peeredWithAnExistingOne_carriesTrafficFromBothVSwitchesAndDestroyRestoresAll() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String before = world.dump();
      Topology topology = linked("shop", shop(), app);

      Outcome made = world.settle(topology);

      AliyunConsole console = app.console();
      String group = made.id("network.shop/group").orElseThrow();
      List<Host> hosts = new ArrayList<>();
      for (String vSwitch : List.of("a", "b")) {
        String id = made.id("network.shop/vswitch." + vSwitch).orElseThrow();
        hosts.add(console.runInstance(id, group));
      }
      world.rest();
      for (Host host : hosts) {
        assertThat(world.cloud.walk().connect(host, app.host().privateIp(), 1883).delivered())
            .isTrue();
        assertThat(world.cloud.walk().connect(app.host(), host.privateIp(), 1883).delivered())
            .isTrue();
        assertThat(world.cloud.walk().connect(app.host(), host.privateIp(), 22).delivered())
            .isFalse();
      }
      Report report = world.tieline.verify(topology);
      assertThat(report.isGood()).as("%s", report).isTrue();
      hosts.forEach(host -> delete(console, host));
      world.rest();
      world.destroy("shop");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void plan_ofWhatIsNotThere_projectsWhatTheSurveySeesAfterwards() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      Topology topology =
          linked("shop", shop().secondaryBlock("10.30.0.0/16").userBlock("30.0.0.0/8"), app);
      Plan plan = world.tieline.plan(topology);

      Outcome outcome = world.settle(topology);

      assertThat(shape(plan.projected())).isEqualTo(shape(outcome.snapshot()));
    }
  }

  /** What a snapshot shows but for ids: those of what is to come are placeholders. */
  private static List<String> shape(Snapshot snapshot) {
    List<String> shape = new ArrayList<>();
    snapshot.vpcs().forEach(v -> shape.add("vpc " + v.name() + " " + v.cidrs() + v.complete()));
    snapshot
        .subnets()
        .forEach(
            s -> shape.add("vSwitch " + s.name() + " " + s.cidrs() + " " + s.zone() + s.acl()));
    snapshot
        .routeTables()
        .forEach(
            t ->
                shape.add(
                    "table "
                        + t.name()
                        + t.main()
                        + t.routes().stream()
                            .map(r -> r.destination() + " " + r.nextHop().getClass() + r.origin())
                            .sorted()
                            .toList()));
    snapshot
        .groups()
        .forEach(
            g ->
                shape.add(
                    "group "
                        + g.name()
                        + g.rules().stream()
                            .map(r -> r.ingress() + " " + r.traffic() + r.peer().getClass())
                            .sorted()
                            .toList()));
    shape.sort(null);
    return shape;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void apply_crashAtAnyWrite_isResumedWithoutADouble(boolean after) {
    int writes = 0;
    for (int at = 0; ; at++) {
      try (PeeringWorld world = new PeeringWorld(false)) {
        Net app = world.net(ACCOUNT, HANGZHOU, 17);
        String before = world.dump();
        Topology topology = linked("shop", shop().secondaryBlock("10.30.0.0/16"), app);
        if (!new Dying(at, after).dies(world, process -> process.apply(topology))) {
          break;
        }
        writes++;

        world.settle(topology);

        assertThat(vpcs(world)).as("after a crash at %s", at).containsOnlyOnce("10.20.0.0/16");
        world.destroy("shop");
        assertThat(world.dump()).as("after a crash at %s", at).isEqualTo(before);
      }
    }
    // VPC, claim, block, two vSwitches, table, binding, group, peering, mark, three routes, rules
    assertThat(writes).isGreaterThan(12);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void destroy_crashAtAnyWrite_isResumed(boolean after) {
    for (int at = 0; ; at++) {
      try (PeeringWorld world = new PeeringWorld(false)) {
        String before = world.dump();
        world.settle(alone(shop().secondaryBlock("10.30.0.0/16")));
        if (!new Dying(at, after).dies(world, process -> process.destroy("shop"))) {
          assertThat(at).isGreaterThan(5);
          return;
        }
        world.destroy("shop");
        assertThat(world.dump()).as("after a crash at %s", at).isEqualTo(before);
      }
    }
  }

  @Test
  void apply_renamedNetwork_keepsAllAndChangesMarksOnly() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String before = world.dump();
      Outcome old = world.settle(linked("shop", shop().secondaryBlock("10.30.0.0/16"), app));
      Topology renamed = linked("store", shop().secondaryBlock("10.30.0.0/16"), app);

      world.cloud.resetCalls();
      Outcome kept = world.tieline.apply(renamed);

      assertThat(kept.isReady()).as("%s", kept).isTrue();
      assertThat(world.mutations()).isNotEmpty();
      assertThat(world.mutations())
          .noneMatch(a -> a.matches("(Create|Delete)(Vpc|VSwitch|RouteTable|SecurityGroup)"));
      for (String part : List.of("", "/vswitch.a", "/vswitch.b", "/table.inner", "/group")) {
        assertThat(kept.id("network.store" + part)).isEqualTo(old.id("network.shop" + part));
      }
      world.settled(renamed);
      world.destroy("shop");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_onceMoreAfterDestroy_isNotFooledByTokensOfTheDead() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      Topology topology = linked("shop", shop(), app);
      String dead = world.settle(topology).id("network.shop").orElseThrow();
      world.destroy("shop");
      world.cloud.resetCalls();

      Outcome again = world.tieline.apply(topology);

      assertThat(again.isReady()).as("%s", again).isTrue();
      // the first token is answered with the dead one, which no read shows within the lag
      assertThat(count(world, "CreateVpc")).isEqualTo(2);
      assertThat(vpcs(world)).containsOnlyOnce("10.20.0.0/16");
      world.settled(topology);
      assertThat(again.id("network.shop").orElseThrow()).isNotEqualTo(dead);
    }
  }

  @Test
  void apply_vSwitchMovedToAnotherTable_isGivenBackAndBoundAnew() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      String before = world.dump();
      world.settle(alone(shop()));
      AliyunVpc other =
          AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/16")
              .vSwitch("a", "10.20.1.0/24", HANGZHOU + "-h")
              .vSwitch("b", "10.20.2.0/24", HANGZHOU + "-i")
              .routeTable("outer", "b");

      world.cloud.resetCalls();
      Outcome outcome = world.tieline.apply(alone(other));

      assertThat(outcome.isReady()).as("%s", outcome).isTrue();
      assertThat(count(world, "DeleteRouteTable")).isPositive();
      world.settled(alone(other));
      world.destroy("shop");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_blockAndVSwitchLeaveTheWish_removesThemAndTheClaim() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      String before = world.dump();
      AliyunVpc.Managed small = AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/16");
      world.settle(
          alone(
              small.secondaryBlock("10.30.0.0/16").vSwitch("c", "10.30.1.0/24", HANGZHOU + "-h")));

      world.cloud.resetCalls();
      world.tieline.apply(alone(small));
      world.pass(Duration.ofHours(1));
      world.tieline.apply(alone(small));

      assertThat(world.mutations())
          .containsSubsequence("DeleteVSwitch", "UnassociateVpcCidrBlock", "UnTagResources");
      world.settled(alone(small));
      world.destroy("shop");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_freeBlocks_avoidWhatIsThereAndStayChosen() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      world.cloud.console(ACCOUNT, HANGZHOU).createVpc("10.0.0.0/16");
      world.rest();
      Topology topology =
          alone(
              AliyunVpc.managed("main", HANGZHOU, FreeBlock.of(16).within("10.0.0.0/8"))
                  .vSwitch("a", FreeBlock.of(24), HANGZHOU + "-h")
                  .vSwitch("b", "10.1.0.0/24", HANGZHOU + "-i"));

      world.settle(topology);

      assertThat(world.cloud.dump()).contains("10.1.0.0/16", "10.1.1.0/24");
    }
  }

  @Test
  void apply_freeBlock_avoidsWhatTheVendorAtTheOtherEndReserves() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      Topology topology =
          Topology.named("shop")
              .network("shop", AliyunVpc.managed("main", HANGZHOU, FreeBlock.of(16)))
              .network("app", AliyunVpc.existing("main", app.region(), app.vpc()))
              .peer("shop", "app", p -> p.allow(tcp(1883)).groups("app", app.group()))
              .reserve("app", "EMQX Cloud", "10.0.0.0-10.2.0.255")
              .build();

      world.settle(topology);

      assertThat(vpcs(world)).contains("10.3.0.0/16");
    }
  }

  @Test
  void apply_listThatHidesWhatWasMade_makesItOnceAndSaysSo() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Topology topology = alone(AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/16"));
      world.cloud.faults().on("DescribeVpcs").always().hide(id -> true);

      Outcome blind = world.tieline.apply(topology);

      world.cloud.faults().clear();
      assertThat(vpcs(world)).isEqualTo("10.20.0.0/16");
      assertThat(blind.toString()).contains("is there, but no list shows it");
      world.settle(topology);
      assertThat(vpcs(world)).isEqualTo("10.20.0.0/16");
    }
  }

  @Test
  void apply_renamedNetworkWithFreeBlocks_keepsTheBlocksThatWereChosen() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      AliyunVpc network =
          AliyunVpc.managed("main", HANGZHOU, FreeBlock.of(16).within("10.0.0.0/8"))
              .vSwitch("a", FreeBlock.of(24), HANGZHOU + "-h");
      Outcome old = world.settle(alone(network));
      Topology renamed = Topology.named("shop").network("store", network).build();

      Outcome kept = world.settle(renamed);

      assertThat(kept.id("network.store/vswitch.a")).isEqualTo(old.id("network.shop/vswitch.a"));
    }
  }

  @Test
  void apply_vSwitchOfAnExistingNetwork_isMadeServedAndRemovedAlone() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String before = world.dump();
      Topology topology =
          alone(
              AliyunVpc.existing("main", HANGZHOU, app.vpc())
                  .vSwitch("extra", FreeBlock.of(24), HANGZHOU + "-j"));

      world.settle(topology);

      world.cloud.resetCalls();
      world.destroy("shop");
      assertThat(world.mutations()).containsExactly("DeleteVSwitch");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_vSwitchThatFitsAndIsNotOurs_isUsedAndLeftAlone() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      Topology topology =
          alone(
              AliyunVpc.existing("main", HANGZHOU, app.vpc())
                  .vSwitch("theirs", "172.17.1.0/24", HANGZHOU + "-h"));

      world.cloud.resetCalls();
      Outcome outcome = world.settle(topology);

      assertThat(outcome.id("network.shop/vswitch.theirs")).contains(app.vSwitch());
      world.destroy("shop");
      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void destroy_hostInAVSwitch_saysWhatBlocksAndGoesOnWhenItIsGone() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      String before = world.dump();
      Outcome made = world.settle(alone(shop()));
      AliyunConsole console = world.cloud.console(ACCOUNT, HANGZHOU);
      String vpc = made.id("network.shop").orElseThrow();
      String theirs = console.createSecurityGroup(vpc, "theirs");
      Host host = console.runInstance(made.id("network.shop/vswitch.a").orElseThrow(), theirs);
      world.rest();

      Outcome refused = world.tieline.destroy("shop");

      assertThat(refused.failed()).isNotEmpty();
      assertThat(refused.toString()).contains("DependencyViolation");
      delete(console, host);
      console.call("Ecs", "DeleteSecurityGroup", Map.of("SecurityGroupId", theirs));
      world.rest();
      world.destroy("shop");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void plan_whatCanNotBeMade_isFoundBeforeAnythingIsMade() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Topology topology =
          alone(
              AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/16")
                  .secondaryBlock("10.20.128.0/17")
                  .vSwitch("out", "10.21.0.0/24", HANGZHOU + "-h")
                  .vSwitch("one", "10.20.1.0/24", HANGZHOU + "-h")
                  .vSwitch("two", "10.20.1.128/25", HANGZHOU + "-h")
                  .vSwitch("zone", "10.20.2.0/24", HANGZHOU + "-z"));

      Plan plan = world.tieline.plan(topology);

      assertThat(codes(plan))
          .contains(
              "VPC_BLOCKS_OVERLAP", "V_SWITCH_OUTSIDE_VPC", "V_SWITCH_OVERLAP", "ZONE_NOT_FOUND");
      world.cloud.resetCalls();
      world.tieline.apply(topology);
      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void plan_vSwitchOverADestination_isFound() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      Net other = world.net(ACCOUNT, HANGZHOU, 18);
      String pcc = app.console().createPeering(app.vpc(), ACCOUNT, HANGZHOU, other.vpc());
      world.rest();
      app.console().createRoute(app.table(), "172.17.9.0/25", "VpcPeer", pcc);
      world.rest();

      Plan plan =
          world.tieline.plan(
              alone(
                  AliyunVpc.existing("main", HANGZHOU, app.vpc())
                      .vSwitch("extra", "172.17.9.0/24", HANGZHOU + "-j")));

      assertThat(codes(plan)).contains("V_SWITCH_BLOCK_ROUTED");
    }
  }

  @Test
  void plan_moreThanTheQuotas_isAWarningAndTheCloudsRefusalTold() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      world.cloud.quota(ACCOUNT, HANGZHOU, AliyunQuota.VPCS_PER_REGION, 10);
      for (int i = 0; i < 10; i++) {
        world.cloud.console(ACCOUNT, HANGZHOU).createVpc("172." + (16 + i) + ".0.0/16");
      }
      world.rest();

      assertThat(codes(world.tieline.plan(alone(shop())))).contains("VPC_QUOTA");
      Outcome outcome = world.tieline.apply(alone(shop()));

      assertThat(outcome.isReady()).isFalse();
      assertThat(outcome.toString()).contains("QuotaExceeded.Vpc");
    }
  }

  @Test
  void plan_otherBlockThanOurVpcHas_isNeverReplaced() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      world.settle(alone(shop()));

      world.cloud.resetCalls();
      Outcome outcome =
          world.tieline.apply(alone(AliyunVpc.managed("main", HANGZHOU, "10.21.0.0/16")));

      assertThat(outcome.isReady()).isFalse();
      assertThat(world.mutations()).doesNotContain("DeleteVpc", "CreateVpc");
    }
  }
}
