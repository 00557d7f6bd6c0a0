package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.aliyun.internal.PeeringWorld.SINGAPORE;
import static dev.tieline.aliyun.internal.PeeringWorld.codes;
import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.apply.Waiting;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import dev.tieline.spi.CallObserver;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import dev.tieline.topology.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Peerings through the whole library against the fake Alibaba Cloud: existing VPCs 172.n.0.0/16.
 */
class PeeringRunTest {
  static Topology link(String other, Net a, Net b, AliyunPeering... options) {
    return Topology.named("emqx")
        .network("broker", AliyunVpc.existing("main", a.region(), a.vpc()))
        .network("app", AliyunVpc.existing(other, b.region(), b.vpc()))
        .peer(
            "broker",
            "app",
            p -> {
              p.allow(icmp(), tcp(1883)).groups("broker", a.group()).groups("app", b.group());
              for (AliyunPeering option : options) {
                p.with(option);
              }
            })
        .build();
  }

  @Test
  void apply_sameAccountAndRegion_carriesTheWishedTrafficOnlyAndDestroyRestoresAll() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String before = world.dump();
      Topology topology = link("main", broker, app);

      world.settle(topology);

      assertThat(world.connects(broker, app, 1883)).isTrue();
      assertThat(world.connects(app, broker, 1883)).isTrue();
      assertThat(world.connects(app, broker, 22)).isFalse();
      assertThat(world.cloud.walk().ping(app.host(), broker.host().privateIp()).delivered())
          .isTrue();
      Report report = world.tieline.verify(topology);
      assertThat(report.isGood()).as("%s", report).isTrue();

      world.destroy("emqx");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_acrossRegions_hasTheWishedBandwidthAndFollowsAChangeOfIt() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, SHANGHAI, 17);
      String before = world.dump();

      String pcc =
          world
              .settle(link("main", broker, app, AliyunPeering.bandwidth(100)))
              .id("peering.broker-app")
              .orElseThrow();
      assertThat(attributes(broker, pcc)).contains("\"Bandwidth\":100", "\"LinkType\":\"Gold\"");
      assertThat(world.connects(app, broker, 1883)).isTrue();

      world.cloud.resetCalls();
      Topology wider =
          link("main", broker, app, AliyunPeering.bandwidth(200), AliyunPeering.PLATINUM);
      assertThat(world.tieline.apply(wider).isReady()).isTrue();
      assertThat(world.mutations()).containsExactly("ModifyVpcPeerConnection");
      assertThat(attributes(broker, pcc))
          .contains("\"Bandwidth\":200", "\"LinkType\":\"Platinum\"");

      world.destroy("emqx");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  private static String attributes(Net net, String pcc) {
    return net.console()
        .call("VpcPeer", "GetVpcPeerConnectionAttribute", Map.of("InstanceId", pcc));
  }

  private static Map<String, String> tags(Net net, String pcc) {
    String all =
        net.console()
            .call(
                "VpcPeer",
                "ListTagResources",
                Map.of("ResourceType", "PeerConnection", "ResourceId.1", pcc));
    Map<String, String> tags = new TreeMap<>();
    Matcher tag = Pattern.compile("\"TagKey\":\"([^\"]*)\",\"TagValue\":\"([^\"]*)\"").matcher(all);
    while (tag.find()) {
      tags.put(tag.group(1), tag.group(2));
    }
    return tags;
  }

  @Test
  void apply_twoAccounts_acceptsAndMarksBothSidesAndDestroyRestoresAll() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(CUSTOMER, HANGZHOU, 17);
      String before = world.dump();
      Topology topology = link("customer", broker, app);

      String pcc = world.settle(topology).id("peering.broker-app").orElseThrow();

      assertThat(tags(broker, pcc)).containsEntry("tieline/acme/emqx", "peering.broker-app");
      assertThat(tags(app, pcc)).containsEntry("tieline/acme/emqx", "peering.broker-app");
      assertThat(world.connects(broker, app, 1883)).isTrue();
      assertThat(world.connects(app, broker, 1883)).isTrue();
      world.destroy("emqx");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  private static Topology foreign(Net ours, Net theirs, String block, AliyunPeering... options) {
    return Topology.named("customer")
        .network("ours", AliyunVpc.existing("main", ours.region(), ours.vpc()))
        .network("theirs", AliyunVpc.foreign(CUSTOMER, theirs.region(), theirs.vpc(), block))
        .peer(
            "ours",
            "theirs",
            p -> {
              p.allow(tcp(443)).groups("ours", "app");
              for (AliyunPeering option : options) {
                p.with(option);
              }
            })
        .build();
  }

  @Test
  void apply_foreignAccepter_waitsWithHandoverAndGoesOnAfterAcceptance() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, SHANGHAI, 17);
      String before = world.dump();
      Topology topology = foreign(ours, theirs, "172.17.0.0/16");

      Outcome first = world.tieline.apply(topology);

      assertThat(first.waiting()).hasSize(1);
      Waiting waiting = first.waiting().get(0);
      String text = waiting.handover().markdown(Locale.ENGLISH);
      String pcc = first.id("peering.ours-theirs").orElseThrow();
      assertThat(text).contains(pcc, "aliyun vpcpeer AcceptVpcPeerConnection", "acs:vpc:");
      assertThat(waiting.handover().markdown(Locale.CHINA)).contains(pcc, "对等连接");
      assertThat(waiting.party()).contains(CUSTOMER);
      assertThat(waiting.until()).isPresent();
      assertThat(world.mutations()).doesNotContain("CreateRouteEntry", "AuthorizeSecurityGroup");
      theirs.console().acceptPeering(pcc);
      world.rest();
      assertThat(world.settle(topology).id("peering.ours-theirs")).contains(pcc);
      world.destroy("customer");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_afterTheOtherSideHasRejected_asksAnew() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      String before = world.dump();
      Topology topology = foreign(ours, theirs, "172.17.0.0/16");
      String first = world.tieline.apply(topology).id("peering.ours-theirs").orElseThrow();
      theirs.console().rejectPeering(first);
      world.rest();

      Plan plan = world.tieline.plan(topology);

      assertThat(codes(plan)).contains("DEAD_PEERING");
      assertThat(plan.steps())
          .filteredOn(s -> s.address().equals("peering.ours-theirs"))
          .singleElement()
          .extracting(Step::action)
          .isEqualTo(Action.REPLACE);
      Outcome again = world.tieline.apply(topology);
      assertThat(again.waiting()).hasSize(1);
      assertThat(again.id("peering.ours-theirs")).isPresent().isNotEqualTo(Optional.of(first));
      world.destroy("customer");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  /** The other side rejects as soon as it can, which is while apply looks what becomes of it. */
  @Test
  void apply_rejectedWhileItLooks_failsAtOnceAndTheNextApplyAsksAnew() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      String before = world.dump();
      Topology topology = foreign(ours, theirs, "172.17.0.0/16");
      List<String> rejected = new CopyOnWriteArrayList<>();
      Outcome first;
      try (Tieline process =
          world.open(
              new CallObserver() {
                @Override
                public void before(dev.tieline.spi.Call<?> call) {
                  if (rejected.isEmpty()) {
                    accepting(theirs)
                        .ifPresent(
                            pcc -> {
                              theirs.console().rejectPeering(pcc);
                              rejected.add(pcc);
                            });
                  }
                }
              })) {
        first = process.apply(topology);
      }

      assertThat(rejected).hasSize(1);
      assertThat(first.failed()).as("%s", first).isNotEmpty();
      assertThat(first.toString()).contains("the other side has rejected it");
      assertThat(first.took()).isLessThan(Duration.ofMinutes(1));
      assertThat(world.mutations()).doesNotContain("CreateRouteEntry", "AuthorizeSecurityGroup");
      Outcome again = world.tieline.apply(topology);
      assertThat(again.waiting()).as("%s", again).hasSize(1);
      assertThat(again.id("peering.ours-theirs"))
          .isPresent()
          .isNotEqualTo(Optional.of(rejected.get(0)));
      world.destroy("customer");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  /** The id of a request that waits for somebody's answer. */
  private static Optional<String> accepting(Net net) {
    String all =
        net.console().call("VpcPeer", "ListVpcPeerConnections", Map.of("RegionId", net.region()));
    Matcher id = Pattern.compile("\"(pcc-[0-9a-z]+)\"").matcher(all);
    while (id.find()) {
      if (attributes(net, id.group(1)).contains("\"Status\":\"Accepting\"")) {
        return Optional.of(id.group(1));
      }
    }
    return Optional.empty();
  }

  @Test
  void destroy_expiredRequest_deletesIt() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      String before = world.dump();
      world.tieline.apply(foreign(ours, theirs, "172.17.0.0/16"));
      world.pass(Duration.ofDays(8));

      world.destroy("customer");

      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void plan_deadConnectionOfOthers_isInTheWay() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      String pcc = ours.console().createPeering(ours.vpc(), CUSTOMER, HANGZHOU, theirs.vpc());
      world.rest();
      theirs.console().rejectPeering(pcc);
      world.rest();

      Topology topology = foreign(ours, theirs, "172.17.0.0/16");
      assertThat(codes(world.tieline.plan(topology))).contains("DEAD_PEERING");
      world.cloud.resetCalls();
      assertThat(world.tieline.apply(topology).isReady()).isFalse();
      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void apply_requestedByPeer_acceptsTheirRequestAndLeavesTheConnection() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, SHANGHAI, 17);
      Topology topology = foreign(ours, theirs, "172.17.0.0/16", AliyunPeering.REQUESTED_BY_PEER);
      Outcome first = world.tieline.apply(topology);
      assertThat(first.waiting()).hasSize(1);
      assertThat(first.waiting().get(0).handover().markdown(Locale.ENGLISH))
          .contains("CreateVpcPeerConnection", ours.vpc());
      String pcc = theirs.console().createPeering(theirs.vpc(), ACCOUNT, HANGZHOU, ours.vpc());
      world.rest();

      Plan plan = world.tieline.plan(topology);

      assertThat(plan.steps())
          .filteredOn(s -> s.action() == Action.ACCEPT)
          .singleElement()
          .satisfies(s -> assertThat(s.traits()).contains(Trait.PERMANENT));
      world.settle(topology);
      assertThat(tags(ours, pcc)).isEmpty();
      world.destroy("customer");
      assertThat(attributes(ours, pcc)).contains("\"Status\":\"Activated\"");
    }
  }

  /** The advice of a finding that is followed: our own request then makes way for theirs. */
  @ParameterizedTest
  @ValueSource(strings = {"Accepting", "Rejected", "Expired"})
  void apply_requestedByPeerAfterARequestOfOurs_withdrawsItAndWaitsForTheirs(String state) {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, SHANGHAI, 17);
      world.tieline.apply(foreign(ours, theirs, "172.17.0.0/16"));
      String own = accepting(ours).orElseThrow();
      if (state.equals("Rejected")) {
        theirs.console().rejectPeering(own);
      }
      world.pass(Duration.ofDays(state.equals("Expired") ? 8 : 1));
      Topology topology = foreign(ours, theirs, "172.17.0.0/16", AliyunPeering.REQUESTED_BY_PEER);

      Plan plan = world.tieline.plan(topology);
      Outcome first = world.tieline.apply(topology);

      assertThat(codes(plan)).doesNotContain("PEERING_DIFFERS");
      assertThat(first.failed()).as("%s", first).isEmpty();
      assertThat(first.waiting()).hasSize(1);
      assertThat(first.waiting().get(0).handover().markdown(Locale.ENGLISH))
          .contains("CreateVpcPeerConnection");
      world.rest();
      String pcc = theirs.console().createPeering(theirs.vpc(), ACCOUNT, HANGZHOU, ours.vpc());
      world.rest();
      world.settle(topology);
      assertThat(attributes(ours, pcc)).contains("\"Status\":\"Activated\"");
    }
  }

  /** One that their account cannot pay for, or that is being changed, is a request no more. */
  @Test
  void plan_connectionOfThePeerThatIsLocked_isArrearsAndNoRequest() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      String pcc = theirs.console().createPeering(theirs.vpc(), ACCOUNT, HANGZHOU, ours.vpc());
      world.rest();
      ours.console().acceptPeering(pcc);
      world.rest();
      Topology topology = foreign(ours, theirs, "172.17.0.0/16");
      assertThat(codes(world.tieline.plan(topology))).contains("ADOPTED");

      world.answered =
          body -> body.replace("\"BizStatus\":\"Normal\"", "\"BizStatus\":\"FinancialLocked\"");
      List<String> locked = codes(world.tieline.plan(topology));
      world.answered = body -> body.replace("\"Status\":\"Activated\"", "\"Status\":\"Updating\"");
      List<String> updating = codes(world.tieline.plan(topology));

      assertThat(locked).contains("ARREARS", "ADOPTED").doesNotContain("PEERING_DIFFERS");
      assertThat(updating).contains("ADOPTED").doesNotContain("PEERING_DIFFERS");
    }
  }

  /** What a transit router publishes for the peer's block is told, with where it leads. */
  @Test
  void apply_routeThatWasLearnedForThePeersBlock_isToldAndLeftAlone() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      ours.console().learnRoute(ours.table(), "172.17.0.0/16", "tr-attach-bp1x");
      ours.console().learnRoute(ours.table(), "172.19.0.0/16", "tr-attach-bp1x");
      Topology topology =
          Topology.named("join")
              .network("a", AliyunVpc.existing("main", HANGZHOU, ours.vpc()))
              .network("b", AliyunVpc.existing("customer", HANGZHOU, theirs.vpc()))
              .peer(
                  "a",
                  "b",
                  p -> p.allow(tcp(443)).groups("a", ours.group()).groups("b", theirs.group()))
              .build();

      Plan plan = world.tieline.plan(topology);

      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("ROUTE_LEARNED"))
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.what())
                    .contains(ours.table(), "172.17.0.0/16", "Attachment tr-attach-bp1x");
                assertThat(f.remedy()).contains("Stop publishing 172.17.0.0/16");
              });
      world.settle(topology);
      assertThat(world.connects(ours, theirs, 443)).isTrue();
      world.destroy("join");
      assertThat(world.cloud.dump()).contains("tr-attach-bp1x");
    }
  }

  @Test
  void plan_vpcThatAnotherAccountShares_canNotBePeeredByUs() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      world.answered =
          body -> body.replace("\"OwnerId\":" + ACCOUNT, "\"OwnerId\":1000000000000077");

      Plan plan = world.tieline.plan(foreign(ours, theirs, "172.17.0.0/16"));

      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("VPC_SHARED"))
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.what()).contains(ours.vpc(), "1000000000000077", ACCOUNT);
                assertThat(f.remedy()).contains("alias of account 1000000000000077");
              });
    }
  }

  @Test
  void apply_requestOfOtherBlocks_isNeverAccepted() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      String pcc = theirs.console().createPeering(theirs.vpc(), ACCOUNT, HANGZHOU, ours.vpc());
      world.rest();
      Topology topology = foreign(ours, theirs, "172.17.0.0/17", AliyunPeering.REQUESTED_BY_PEER);

      assertThat(codes(world.tieline.plan(topology))).contains("REQUEST_DIFFERS");
      world.cloud.resetCalls();
      world.tieline.apply(topology);

      assertThat(world.mutations()).isEmpty();
      assertThat(attributes(ours, pcc)).contains("\"Status\":\"Accepting\"");
    }
  }

  @Test
  void apply_foreignRequestThatNobodyWished_isNotAccepted() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      theirs.console().createPeering(theirs.vpc(), ACCOUNT, HANGZHOU, ours.vpc());
      world.rest();
      Topology topology = foreign(ours, theirs, "172.17.0.0/16");

      assertThat(codes(world.tieline.plan(topology))).contains("PEERING_DIFFERS");
      world.cloud.resetCalls();
      world.tieline.apply(topology);

      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void apply_connectionMadeByHand_isUsedAndLeftAlone() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String pcc = app.console().createPeering(app.vpc(), ACCOUNT, HANGZHOU, broker.vpc());
      world.rest();
      String before = world.dump();
      Topology topology = link("main", broker, app);
      assertThat(codes(world.tieline.plan(topology))).contains("ADOPTED");

      world.cloud.resetCalls();
      world.settle(topology);

      assertThat(tags(broker, pcc)).isEmpty();
      assertThat(world.connects(broker, app, 1883)).isTrue();
      world.destroy("emqx");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void destroy_routeOfOthersAtOurConnection_saysWhatBlocksAndLeavesIt() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String pcc = world.settle(link("main", broker, app)).id("peering.broker-app").orElseThrow();
      String table = broker.console().createRouteTable(broker.vpc());
      world.rest();
      String entry = broker.console().createRoute(table, "172.17.9.0/24", "VpcPeer", pcc);
      world.rest();

      Outcome blocked = world.tieline.destroy("emqx");

      assertThat(blocked.toString()).contains("172.17.9.0/24 in " + table);
      assertThat(attributes(broker, pcc)).contains("\"Status\":\"Activated\"");
      broker.console().deleteRoute(entry);
      world.rest();
      world.destroy("emqx");
    }
  }

  @Test
  void destroy_routeOfTheOtherSide_tellsWhoseItIsAndIsDoneWhenItIsGone() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, HANGZHOU, 17);
      String before = world.dump();
      Topology topology = foreign(ours, theirs, "172.17.0.0/16");
      String pcc = world.tieline.apply(topology).id("peering.ours-theirs").orElseThrow();
      theirs.console().acceptPeering(pcc);
      world.rest();
      world.settle(topology);
      String entry = theirs.console().createRoute(theirs.table(), "172.16.0.0/16", "VpcPeer", pcc);
      world.rest();

      Outcome blocked = world.tieline.destroy("customer");

      assertThat(blocked.failed()).as("%s", blocked).isEmpty();
      assertThat(blocked.waiting())
          .singleElement()
          .satisfies(
              w ->
                  assertThat(w.handover().markdown(Locale.ENGLISH))
                      .contains("aliyun vpc DeleteRouteEntry", pcc, theirs.vpc(), CUSTOMER));
      assertThat(blocked.toString())
          .contains("OperationDenied.RouteEntryExist")
          .contains(theirs.vpc() + " of account " + CUSTOMER + " in " + HANGZHOU)
          .contains("the owner of that VPC must delete those that lead into " + pcc);
      assertThat(attributes(ours, pcc)).contains("\"Status\":\"Activated\"");
      theirs.console().deleteRoute(entry);
      world.rest();
      world.destroy("customer");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void destroy_routeOfTheOtherSideInAnotherRegion_namesTheVpcThatIsNotOurs() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = world.net(ACCOUNT, HANGZHOU, 16);
      Net theirs = world.net(CUSTOMER, SHANGHAI, 17);
      Topology topology = foreign(ours, theirs, "172.17.0.0/16");
      String pcc = world.tieline.apply(topology).id("peering.ours-theirs").orElseThrow();
      theirs.console().acceptPeering(pcc);
      world.rest();
      theirs.console().createRoute(theirs.table(), "172.16.0.0/16", "VpcPeer", pcc);
      world.rest();

      assertThat(world.tieline.destroy("customer").toString())
          .contains("VPC " + theirs.vpc() + " of account " + CUSTOMER + " in " + SHANGHAI);
    }
  }

  @Test
  void apply_routeToElsewhere_isInTheWay() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      broker
          .console()
          .createRoute(broker.table(), "172.17.0.0/16", "Instance", broker.host().instanceId());
      world.rest();
      Topology topology = link("main", broker, app);

      assertThat(codes(world.tieline.plan(topology))).contains("ROUTE_DESTINATION_TAKEN");
      world.cloud.resetCalls();
      world.tieline.apply(topology);

      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void apply_customTable_getsTheRoutesOfItsVSwitches() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String second = app.console().createVSwitch(app.vpc(), "172.17.2.0/24", "cn-hangzhou-i");
      String table = app.console().createRouteTable(app.vpc());
      world.rest();
      app.console().associate(table, second);
      world.rest();
      Host inSecond = app.console().runInstance(second, app.group());
      String before = world.dump();

      world.settle(link("main", broker, app));

      assertThat(world.connects(broker, app, 1883)).isTrue();
      assertThat(world.cloud.walk().connect(broker.host(), inSecond.privateIp(), 1883).delivered())
          .isTrue();
      world.destroy("emqx");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_withoutDataTransfer_asksForItOrOpensItIfTheLinkSaysSo() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      world.cloud.service(ACCOUNT, AliyunOpening.CDT, false);
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      Topology plain = link("main", broker, app);
      assertThat(codes(world.tieline.plan(plain))).contains("CDT_NOT_OPENED");
      world.cloud.resetCalls();
      world.tieline.apply(plain);
      assertThat(world.mutations()).isEmpty();

      Topology opening = link("main", broker, app, AliyunPeering.OPEN_DATA_TRANSFER);
      assertThat(world.tieline.plan(opening).steps())
          .filteredOn(s -> s.address().endsWith("/cdt.main"))
          .singleElement()
          .satisfies(s -> assertThat(s.traits()).contains(Trait.PERMANENT));
      world.settle(opening);

      world.destroy("emqx");
      assertThat(codes(world.tieline.plan(plain))).doesNotContain("CDT_NOT_OPENED");
    }
  }

  /** The part across the border is one beside the other: both are asked for, and opened. */
  @Test
  void apply_acrossTheBorderWithoutDataTransfer_asksForBothParts() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      world.cloud.service(ACCOUNT, AliyunOpening.CDT, false);
      world.cloud.service(ACCOUNT, AliyunOpening.CDT_CROSS_BORDER, false);
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, SINGAPORE, 17);

      assertThat(codes(world.tieline.plan(link("main", broker, app))))
          .filteredOn("CDT_NOT_OPENED"::equals)
          .hasSize(2);
      assertThat(
              world
                  .tieline
                  .plan(link("main", broker, app, AliyunPeering.OPEN_DATA_TRANSFER))
                  .steps())
          .extracting(s -> s.address())
          .filteredOn(a -> a.contains("/cdt"))
          .containsExactlyInAnyOrder(
              "peering.broker-app/cdt.main", "peering.broker-app/cdt-border.main");
    }
  }

  @Test
  void plan_accountInArrears_saysThatItsConnectionIsLocked() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      Topology topology = link("main", broker, app);
      world.settle(topology);

      world.cloud.arrears(ACCOUNT, true);

      assertThat(codes(world.tieline.plan(topology))).contains("ARREARS");
      assertThat(world.tieline.verify(topology).isGood()).isFalse();
    }
  }

  @Test
  void plan_ruleThatDropsFirst_isNamedAndSeenInVerify() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      app.console().rule(app.group(), "drop", "TCP", "1883/1883", "172.16.0.0/12", 1);
      Topology topology = link("main", broker, app);

      Plan plan = world.tieline.plan(topology);
      assertThat(codes(plan)).contains("DROP_RULE");
      world.tieline.apply(topology);

      assertThat(world.connects(broker, app, 1883)).isFalse();
      assertThat(world.tieline.verify(topology).isGood()).isFalse();
      world.settled(topology);
    }
  }

  @Test
  void plan_networkAclThatDrops_isNamedAndSeenInVerify() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String acl = app.console().guard(app.vSwitch(), "tcp", "1883/1883", "172.16.0.0/16");
      world.rest();
      Topology topology = link("main", broker, app);

      Plan plan = world.tieline.plan(topology);

      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("ACL_BLOCKS"))
          .singleElement()
          .satisfies(f -> assertThat(f.what()).contains(acl, "tcp/1883"));
      world.tieline.apply(topology);
      assertThat(world.connects(broker, app, 1883)).isFalse();
      assertThat(world.connects(app, broker, 1883)).isTrue();
      assertThat(world.tieline.verify(topology).isGood()).isFalse();
    }
  }

  @Test
  void plan_blockThatTheVendorReserves_isRefused() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      String vpc = broker.console().createVpc("10.64.0.0/16");
      world.rest();
      Topology topology =
          Topology.named("emqx")
              .network("broker", AliyunVpc.existing("main", HANGZHOU, broker.vpc()))
              .network("app", AliyunVpc.existing("main", HANGZHOU, vpc))
              .peer("broker", "app", p -> p.allow(tcp(1883)).groups("broker", broker.group()))
              .reserve("broker", Vendor.EMQX_CLOUD)
              .build();

      Plan plan = world.tieline.plan(topology);

      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("RESERVED_BLOCK"))
          .singleElement()
          .satisfies(f -> assertThat(f.what()).contains("10.64.0.0/16", "EMQX Cloud", "app"));
      world.cloud.resetCalls();
      world.tieline.apply(topology);
      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void apply_enterpriseGroup_getsRulesInBothDirections() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String made =
          app.console()
              .call(
                  "Ecs",
                  "CreateSecurityGroup",
                  Map.of(
                      "VpcId", app.vpc(),
                      "SecurityGroupName", "strict",
                      "SecurityGroupType", "enterprise"));
      Matcher id = Pattern.compile("sg-[0-9a-z]+").matcher(made);
      assertThat(id.find()).isTrue();
      String group = id.group();
      Host host = app.console().runInstance(app.vSwitch(), group);
      String before = world.dump();
      Topology topology =
          Topology.named("strict")
              .network("broker", AliyunVpc.existing("main", HANGZHOU, broker.vpc()))
              .network("app", AliyunVpc.existing("main", HANGZHOU, app.vpc()))
              .peer(
                  "broker",
                  "app",
                  p -> p.allow(tcp(1883)).groups("broker", broker.group()).groups("app", group))
              .build();

      world.settle(topology);

      assertThat(world.cloud.walk().connect(host, broker.host().privateIp(), 1883).delivered())
          .isTrue();
      assertThat(world.cloud.walk().connect(broker.host(), host.privateIp(), 1883).delivered())
          .isTrue();
      world.destroy("strict");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_twoTopologiesOverOnePair_shareConnectionRoutesAndRules() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(CUSTOMER, HANGZHOU, 17);
      String before = world.dump();
      Topology first = link("customer", broker, app);
      Topology second =
          Topology.named("second")
              .network("one", AliyunVpc.existing("main", HANGZHOU, broker.vpc()))
              .network("two", AliyunVpc.existing("customer", HANGZHOU, app.vpc()))
              .peer(
                  "one",
                  "two",
                  p -> p.allow(tcp(1883)).groups("one", broker.group()).groups("two", app.group()))
              .build();
      world.settle(first);
      world.settle(second);
      world.settled(first);

      world.destroy("emqx");
      assertThat(world.connects(broker, app, 1883)).isTrue();
      world.settled(second);
      world.destroy("second");

      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void plan_overlappingBlocks_isRefusedSinceTheCloudDoesNot() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, SHANGHAI, 16);
      Topology topology = link("main", broker, app);

      assertThat(codes(world.tieline.plan(topology))).contains("CIDR_OVERLAP");
      world.cloud.resetCalls();
      world.tieline.apply(topology);

      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void plan_blockOfTheInternet_asksForUserCidr() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      String vpc = broker.console().createVpc("30.0.0.0/16");
      world.rest();
      Topology topology =
          Topology.named("emqx")
              .network("broker", AliyunVpc.existing("main", HANGZHOU, broker.vpc()))
              .network("odd", AliyunVpc.existing("main", HANGZHOU, vpc))
              .peer("broker", "odd", p -> {})
              .build();

      assertThat(codes(world.tieline.plan(topology))).contains("USER_CIDR_MISSING");
    }
  }

  @Test
  void plan_fullTable_warnsOfTheQuota() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      List<Net> others = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        world.cloud.quota(ACCOUNT, HANGZHOU, AliyunQuota.VPCS_PER_REGION, 20);
        others.add(world.net(ACCOUNT, HANGZHOU, 17 + i));
      }
      Topology.Builder topology =
          Topology.named("star")
              .network("broker", AliyunVpc.existing("main", HANGZHOU, broker.vpc()));
      for (int i = 0; i < others.size(); i++) {
        String name = "app" + i;
        topology.network(name, AliyunVpc.existing("main", HANGZHOU, others.get(i).vpc()));
        topology.peer("broker", name, p -> {});
      }

      Plan plan = world.tieline.plan(topology.build());

      assertThat(codes(plan)).contains("PEERING_QUOTA", "MESH_TOO_LARGE");
      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("PEERING_QUOTA"))
          .singleElement()
          .satisfies(f -> assertThat(f.subject()).isEqualTo("peering.broker-app10"));
    }
  }

  @Test
  void plan_oneAccountUnderTwoAliases_isRefused() {
    try (PeeringWorld world = new PeeringWorld(false);
        Tieline twice = world.openTwice()) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);

      assertThat(codes(twice.plan(link("again", broker, app)))).contains("ACCOUNT_TWICE");
    }
  }

  /** Dies before or after the nth mutating call. */
  private static final class Dying implements CallObserver {
    private final int at;
    private final boolean after;
    private int seen;

    Dying(int at, boolean after) {
      this.at = at;
      this.after = after;
    }

    @Override
    public void before(dev.tieline.spi.Call<?> call) {
      if (call.mutating() && seen++ == at && !after) {
        throw new Crash();
      }
    }

    @Override
    public void after(dev.tieline.spi.Call<?> call, @Nullable Throwable thrown) {
      if (call.mutating() && seen == at + 1 && after) {
        throw new Crash();
      }
    }
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  private static boolean dies(PeeringWorld world, Dying observer, Consumer<Tieline> job) {
    try (Tieline process = world.open(observer)) {
      job.accept(process);
      return false;
    } catch (Crash dead) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void apply_crashAtAnyWrite_isResumedAndLeavesNothing(boolean after) {
    boolean died = true;
    for (int at = 0; died; at++) {
      try (PeeringWorld world = new PeeringWorld(true)) {
        Net broker = world.net(ACCOUNT, HANGZHOU, 16);
        Net app = world.net(CUSTOMER, SHANGHAI, 17);
        String before = world.dump();
        Topology topology = link("customer", broker, app);
        died = dies(world, new Dying(at, after), t -> t.apply(topology));
        if (died) {
          world.settle(topology);
          assertThat(world.connects(app, broker, 1883)).isTrue();
          boolean inDestroy = dies(world, new Dying(at, after), t -> t.destroy("emqx"));
          assertThat(inDestroy || at > 3).isTrue();
          world.destroy("emqx");
          assertThat(world.dump()).isEqualTo(before);
        } else {
          assertThat(at).isGreaterThan(7);
        }
      }
    }
  }
}
