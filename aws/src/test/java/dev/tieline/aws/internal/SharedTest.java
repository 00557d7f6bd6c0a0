package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.topology.Topology;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Two topologies use one peering of two existing VPCs; in Tokyo, the second one routes another
 * table than the first.
 */
class SharedTest {
  private static final String TOKYO = PeeringWorld.TOKYO;
  private static final String SINGAPORE = PeeringWorld.SINGAPORE;

  private final PeeringWorld world = new PeeringWorld(false);
  private final String tokyo = world.appVpc(TOKYO, 30);
  private final String singapore = world.appVpc(SINGAPORE, 31);
  private final String main = world.console(TOKYO).mainRouteTable(tokyo);
  private final String other = world.console(TOKYO).createRouteTable(tokyo);
  private final String before;

  SharedTest() {
    String subnet = world.console(TOKYO).createSubnet(tokyo, "172.30.16.0/20", TOKYO + "a");
    world.pass(Duration.ofMinutes(1));
    world.console(TOKYO).associate(other, subnet);
    before = world.dump();
  }

  private Topology wish(String name, String table, int port) {
    return Topology.named(name)
        .network("t", AwsVpc.existing("main", TOKYO, tokyo))
        .network("s", AwsVpc.existing("main", SINGAPORE, singapore))
        .peer(
            "t",
            "s",
            p -> p.allow(tcp(port)).routeTables("t", table).groups("t", "app").groups("s", "app"))
        .build();
  }

  private void destroy(String name) {
    Outcome outcome = world.tieline.destroy(name);
    for (int i = 0; i < 4 && !outcome.isReady(); i++) {
      world.pass(Duration.ofMinutes(10));
      outcome = world.tieline.destroy(name);
    }
    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
  }

  private void restored() {
    assertThat(world.dump()).isEqualTo(before);
    world.close();
  }

  @Test
  void destroy_ofTheFirst_leavesWhatTheSecondUsesAndNothingElse() {
    world.settle(wish("first", main, 22));
    world.settle(wish("second", other, 443));
    destroy("first");
    assertThat(world.tieline.plan(wish("second", other, 443)).isEmpty())
        .as("%s", world.tieline.plan(wish("second", other, 443)))
        .isTrue();
    destroy("second");
    restored();
  }

  @Test
  void destroy_ofTheSecond_leavesWhatTheFirstUsesAndNothingElse() {
    world.settle(wish("first", main, 22));
    world.settle(wish("second", other, 443));
    destroy("second");
    assertThat(world.tieline.plan(wish("first", main, 22)).isEmpty())
        .as("%s", world.tieline.plan(wish("first", main, 22)))
        .isTrue();
    destroy("first");
    restored();
  }

  @Test
  void apply_ofTheFirstAfterTheSecond_takesNothingFromIt() {
    world.settle(wish("first", main, 22));
    world.settle(wish("second", other, 443));
    world.settle(wish("first", main, 22));
    world.settle(wish("second", other, 443));
    destroy("first");
    destroy("second");
    restored();
  }

  @Test
  void apply_anotherTableWhileShared_keepsTheRouteOfTheOldOneUntilNobodyUsesIt() {
    world.settle(wish("first", main, 22));
    world.settle(wish("second", main, 443));
    world.settle(wish("first", other, 22));
    assertThat(world.tieline.verify(wish("second", main, 443)).isGood()).isTrue();
    destroy("second"); // which can not know that the first, who made that route, left it to it
    Plan plan = world.tieline.plan(wish("first", other, 22));
    assertThat(plan.steps().stream().filter(s -> s.action().mutates()))
        .singleElement()
        .satisfies(s -> assertThat(s.action()).isEqualTo(Action.DELETE))
        .satisfies(s -> assertThat(s.address()).contains(main));
    world.settle(wish("first", other, 22));
    destroy("first");
    restored();
  }

  @Test
  void destroy_ofTheUserFirst_leavesTheSameRuleAndRoute() {
    world.settle(wish("first", main, 22));
    world.settle(wish("second", main, 22));
    destroy("second");
    assertThat(world.tieline.verify(wish("first", main, 22)).isGood()).isTrue();
    assertThat(world.tieline.plan(wish("first", main, 22)).isEmpty()).isTrue();
    destroy("first");
    restored();
  }

  @Test
  void destroy_ofTheMakerFirst_leavesARouteThatTheUserMade() {
    world.settle(wish("first", main, 22));
    world.settle(wish("second", other, 443));
    world.settle(wish("first", other, 22));
    destroy("second");
    assertThat(world.tieline.verify(wish("first", other, 22)).isGood()).isTrue();
    destroy("first");
    restored();
  }

  @Test
  void destroy_sameRuleAndRoute_goWithTheLast() {
    world.settle(wish("first", main, 22));
    world.settle(wish("second", main, 22));
    destroy("first");
    assertThat(world.tieline.verify(wish("second", main, 22)).isGood()).isTrue();
    assertThat(world.tieline.plan(wish("second", main, 22)).isEmpty()).isTrue();
    destroy("second");
    restored();
  }
}
