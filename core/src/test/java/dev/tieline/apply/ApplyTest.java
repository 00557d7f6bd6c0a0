package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.toy.ToyWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The engine where nothing goes wrong: a box is made in the north, joined with one that is there in
 * the south by a cable that is accepted, a claimed peg on each board, a lamp and a dial.
 */
class ApplyTest {
  private final ToyWorld world = new ToyWorld();

  @Test
  void apply_fromNothing_makesEverything() {
    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("box")).hasSize(2);
    assertThat(world.cloud.alive("cable")).extracting("state").containsExactly("active");
    assertThat(world.cloud.alive("peg")).hasSize(2);
    assertThat(world.cloud.alive("lamp")).hasSize(1);
  }

  @Test
  void apply_again_makesNoMutatingCall() {
    Tieline tieline = world.process();
    tieline.apply(world.pair());

    Outcome again = tieline.apply(world.pair());

    assertThat(again.writes()).isZero();
    assertThat(again.isReady()).as(again.toString()).isTrue();
  }

  @Test
  void apply_ofAPlan_doesItsStepsInAnOrderThatKeepsNeeds() {
    Tieline tieline = world.process();
    Plan plan = tieline.plan(world.pair());

    Outcome outcome = tieline.apply(plan);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(outcome.done())
        .extracting(Step::address)
        .containsExactlyInAnyOrderElementsOf(
            plan.steps().stream().filter(s -> s.action().mutates()).map(Step::address).toList());
  }

  @Test
  void destroy_ofEverything_restoresWhatWasThereAndIsReadyAfterTheQuietTime() {
    String before = world.cloud.dump();
    Tieline tieline = world.process();
    tieline.apply(world.pair());

    Outcome first = tieline.destroy("shop");

    assertThat(world.cloud.dump()).isEqualTo(before);
    assertThat(first.waiting()).as(first.toString()).isNotEmpty();
    world.pass(Duration.between(world.time.instant(), first.waiting().get(0).nextLook()));
    assertThat(tieline.destroy("shop").isReady()).isTrue();
  }
}
