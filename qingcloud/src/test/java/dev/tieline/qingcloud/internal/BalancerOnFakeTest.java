package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.reach.HttpProbe;
import dev.tieline.topology.Topology;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The load balancer of the guide, on the fake. */
class BalancerOnFakeTest {
  private final GuideWorld world = new GuideWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private Outcome apply(Topology topology) {
    return world.site.tieline.apply(topology);
  }

  @Test
  void apply_guide_waitsForTheBackendByAddressAndServesByTheOthers() throws Exception {
    Outcome outcome = apply(world.guide());

    assertThat(outcome.waiting()).as(outcome.toString()).hasSize(1);
    assertThat(outcome.waiting().get(0).handover().markdown(Locale.ENGLISH))
        .contains(world.listener(), world.balancer(), "192.168.211.2", "pek3");
    HttpProbe.Answers answers = world.ask(10);
    assertThat(answers.byBackend())
        .as(answers.toString())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(world.host1.instanceId(), 5, world.host2.instanceId(), 5));
  }

  @Test
  void apply_backendAddedByHand_publishesItAndIsReady() throws Exception {
    world.addByHand(apply(world.guide()));

    Outcome outcome = apply(world.guide());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    HttpProbe.Answers answers = world.ask(30);
    assertThat(answers.byBackend())
        .as(answers.toString())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                world.host1.instanceId(), 10, world.host2.instanceId(), 10, "192.168.211.2", 10));
    Plan again = world.site.tieline.plan(world.guide());
    assertThat(again.steps()).extracting(Step::toString).isEmpty();
  }

  @Test
  void verify_guide_saysWhoReachesWhomAndWhoAnswers() {
    world.addByHand(apply(world.guide()));
    apply(world.guide());

    Report report = world.site.tieline.verify(world.guide());

    assertThat(report.missing()).as(report.toString()).isEmpty();
  }

  @Test
  void destroy_guide_leavesTheRestAsItWas() {
    String before = world.site.cloud.dump();
    world.addByHand(apply(world.guide()));
    apply(world.guide());

    assertThat(world.site.destroyed("guide")).isTrue();

    assertThat(world.site.cloud.dump()).isEqualTo(before);
  }
}
