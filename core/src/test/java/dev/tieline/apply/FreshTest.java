package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import dev.tieline.toy.Fault;
import dev.tieline.toy.Thing;
import dev.tieline.toy.ToyCloud;
import dev.tieline.toy.ToyWorld;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted is read just before: the look may be out of date by then. */
class FreshTest {
  private final ToyWorld world = new ToyWorld();
  private final Tieline tieline = world.process();

  private void release(String kind) {
    world.cloud.byHand(
        w -> {
          for (Thing thing : world.cloud.alive(kind)) {
            thing.marks().keySet().forEach(owner -> w.put(thing.unmarked(owner)));
          }
          return null;
        });
  }

  @Test
  void box_releasedAfterTheLook_isLeftAlone() {
    tieline.apply(world.pair()).orThrow();
    int boxes = world.cloud.alive("box").size();
    AtomicBoolean released = new AtomicBoolean();
    world.cloud.onCall(
        e -> {
          if (e.operation().equals("DeleteCable") && !released.getAndSet(true)) {
            release("box");
          }
        });

    Outcome outcome = tieline.destroy("shop");

    assertThat(released).isTrue();
    assertThat(outcome.failed()).isEmpty();
    assertThat(world.cloud.alive("box")).hasSize(boxes).allMatch(box -> box.marks().isEmpty());
    assertThat(world.cloud.log()).extracting(ToyCloud.Entry::operation).doesNotContain("DeleteBox");
  }

  @Test
  void readsBeforeDeletes_ofOneKindInOneRegion_areOne() {
    tieline.apply(world.pair()).orThrow();
    long before = world.time.nanos();

    tieline.destroy("shop");

    Map<String, Long> reads =
        world.cloud.log().stream()
            .filter(e -> e.at() > before && e.operation().equals("ReadBox"))
            .collect(
                Collectors.groupingBy(e -> e.region() + " at " + e.at(), Collectors.counting()));
    assertThat(reads.values()).isNotEmpty().containsOnly(1L);
  }

  @Test
  void box_thatCanNotBeReadBeforeItsDelete_stays() {
    tieline.apply(world.pair()).orThrow();
    int boxes = world.cloud.alive("box").size();
    world.cloud.fault("ReadBox", 0, Fault.DENIED);

    Outcome outcome = tieline.destroy("shop");

    assertThat(outcome.failed()).isNotEmpty();
    assertThat(world.cloud.alive("box").size()).isGreaterThan(0).isLessThanOrEqualTo(boxes);
  }

  @Test
  void deletes_inAPlan_saySoThatTheyAreUnguarded() {
    tieline.apply(world.pair()).orThrow();

    Plan plan = tieline.planDestroy("shop");

    assertThat(plan.steps())
        .filteredOn(step -> step.kind().equals("box"))
        .isNotEmpty()
        .extracting(Step::traits)
        .allSatisfy(traits -> assertThat(traits).contains(Trait.UNGUARDED));
  }

  /** What a first attempt finds, a later one may not: the cloud would not look. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "RESET"})
  void peg_turnedByAnotherHandBeforeTheMoveIsRepeated_isLeftAlone(Fault fault) {
    tieline.apply(world.pair()).orThrow();
    String cable = world.cloud.alive("cable").get(0).id();
    world.cloud.byHand(
        w -> {
          w.remove(cable);
          return "";
        });
    world.cloud.fault("MovePeg", 0, fault);
    AtomicReference<String> turned = new AtomicReference<>();
    world.cloud.onCall(
        e -> {
          if (e.operation().equals("MovePeg") && turned.get() == null) {
            turned.set(e.what());
            world.cloud.byHand(
                w -> {
                  world.cloud.alive("peg").stream()
                      .filter(peg -> e.what().contains(peg.id()))
                      .forEach(peg -> w.put(peg.with("cable", "elsewhere")));
                  return "";
                });
          }
        });

    Outcome outcome = tieline.apply(world.pair());

    assertThat(turned.get()).isNotNull();
    assertThat(outcome.failed()).isNotEmpty();
    assertThat(world.cloud.alive("peg")).extracting(p -> p.get("cable")).contains("elsewhere");
  }

  @Test
  void box_releasedBeforeItsDeleteIsRepeated_isLeftAlone() {
    tieline.apply(world.pair()).orThrow();
    int boxes = world.cloud.alive("box").size();
    world.cloud.fault("DeleteBox", 0, Fault.THROTTLED);
    AtomicBoolean released = new AtomicBoolean();
    world.cloud.onCall(
        e -> {
          if (e.operation().equals("DeleteBox") && !released.getAndSet(true)) {
            release("box");
          }
        });

    Outcome outcome = tieline.destroy("shop");

    assertThat(released).isTrue();
    assertThat(outcome.failed()).isEmpty();
    assertThat(world.cloud.alive("box")).hasSize(boxes);
  }
}
