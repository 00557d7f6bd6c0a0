package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.apply.Outcome;
import dev.tieline.provider.Trouble;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.Faults;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A peering of two accounts and two regions, made and destroyed while the cloud does not behave,
 * and with each uncertain fact about it turned the other way.
 */
class PeeringFaultsTest {
  private static final List<String> WRITES =
      List.of(
          "TagResources",
          "CreateVpcPeerConnection",
          "AcceptVpcPeerConnection",
          "CreateRouteEntry",
          "AuthorizeSecurityGroup",
          "RevokeSecurityGroup",
          "DeleteRouteEntry",
          "DeleteVpcPeerConnection",
          "UnTagResources");

  /** What goes wrong with the first call of an operation. */
  enum Trouble {
    THROTTLED(f -> f.times(3).throttle()),
    SERVER_ERROR(f -> f.times(2).serverError()),
    HTML(f -> f.times(1).html(502)),
    RESET(f -> f.times(2).resetBefore()),
    LOST(f -> f.times(1).loseAnswer()),
    LATE(f -> f.times(1).lateEffect(Duration.ofSeconds(90)));

    private final Consumer<Faults.Fault> what;

    Trouble(Consumer<Faults.Fault> what) {
      this.what = what;
    }
  }

  private static void madeAndDestroyed(PeeringWorld world) {
    Net broker = world.net(ACCOUNT, HANGZHOU, 16);
    Net app = world.net(CUSTOMER, SHANGHAI, 17);
    String before = world.dump();
    madeAndDestroyed(world, broker, app);
    assertThat(world.dump()).isEqualTo(before);
  }

  private static void madeAndDestroyed(PeeringWorld world, Net broker, Net app) {
    Topology topology = PeeringRunTest.link("customer", broker, app);
    Outcome outcome = world.tieline.apply(topology);
    for (int look = 0; look < 3 && !outcome.isReady(); look++) {
      world.pass(Duration.ofMinutes(20));
      outcome = world.tieline.apply(topology);
    }
    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    world.pass(Duration.ofMinutes(20));
    world.settled(topology);
    assertThat(world.connects(broker, app, 1883)).isTrue();
    world.destroy("emqx");
  }

  @ParameterizedTest
  @EnumSource(AliyunSwitch.class)
  void apply_factTheOtherWay_comesToTheSame(AliyunSwitch fact) {
    try (PeeringWorld world = new PeeringWorld(true, fact)) {
      madeAndDestroyed(world);
    }
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void apply_troubleWithEveryWrite_comesToTheSame(Trouble trouble) {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(CUSTOMER, SHANGHAI, 17);
      String before = world.dump();
      WRITES.forEach(action -> trouble.what.accept(world.cloud.faults().on(action)));
      world.cloud.resetCalls();

      madeAndDestroyed(world, broker, app);

      assertThat(world.dump()).isEqualTo(before);
    }
  }

  /** Without the mark on its VPC nobody would look for the rule any more. */
  @Test
  void destroy_ruleThatCanNotBeRevoked_isFoundAgain() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(CUSTOMER, SHANGHAI, 17);
      String before = world.dump();
      world.settle(PeeringRunTest.link("customer", broker, app));
      world.cloud.faults().on("RevokeSecurityGroup").always().deny();
      assertThat(world.tieline.destroy("emqx").failed()).isNotEmpty();
      world.pass(Duration.ofHours(1));
      assertThat(world.tieline.destroy("emqx").failed()).isNotEmpty();

      world.cloud.faults().clear();
      world.destroy("emqx");

      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_readsThatLag_comesToTheSame() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      world.cloud.lag(Duration.ofSeconds(20));
      madeAndDestroyed(world);
    }
  }

  @Test
  void apply_everyWrite_isOfThoseThatAreTroubled() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(CUSTOMER, SHANGHAI, 17);
      world.cloud.resetCalls();
      world.tieline.apply(PeeringRunTest.link("customer", broker, app));
      List<String> made = world.mutations();
      world.destroy("emqx");

      assertThat(new TreeSet<>(made)).hasSize(5);
      assertThat(WRITES).containsAll(made).containsAll(world.mutations());
    }
  }

  @Test
  void apply_twoRoutesOfOneVpc_areWrittenFiveSecondsApart() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(CUSTOMER, SHANGHAI, 17);
      for (String table : List.of("one", "two")) {
        String vSwitch =
            broker
                .console()
                .createVSwitch(
                    broker.vpc(),
                    table.equals("one") ? "172.16.2.0/24" : "172.16.3.0/24",
                    "cn-hangzhou-h");
        String id = broker.console().createRouteTable(broker.vpc());
        world.rest();
        broker.console().associate(id, vSwitch);
        world.rest();
      }
      world.cloud.resetCalls();
      world.tieline.apply(PeeringRunTest.link("customer", broker, app));

      List<Instant> routes =
          world.cloud.calls().stream()
              .filter(c -> c.action().equals("CreateRouteEntry") && !c.dryRun())
              .filter(c -> c.region().equals(HANGZHOU))
              .map(Call::at)
              .toList();
      assertThat(routes).hasSizeGreaterThanOrEqualTo(3);
      for (int i = 1; i < routes.size(); i++) {
        assertThat(Duration.between(routes.get(i - 1), routes.get(i)))
            .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
      }
    }
  }
}
