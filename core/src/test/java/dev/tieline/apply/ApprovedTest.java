package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.Tieline;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.error.StalePlanException;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.topology.Topology;
import dev.tieline.toy.ToyNetwork;
import dev.tieline.toy.ToyWorld;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Plans: what they hold, that they are done and nothing else, and that they can be continued. */
class ApprovedTest {
  private final ToyWorld world = new ToyWorld();
  private final Tieline tieline = world.process();

  @Test
  void plan_ofAWish_makesNoMutatingCall() {
    tieline.plan(world.pair());

    assertThat(world.cloud.writes()).isEmpty();
  }

  @Test
  void plan_afterApply_isEmpty() {
    tieline.apply(world.pair()).orThrow();

    Plan plan = tieline.plan(world.pair());

    assertThat(plan.isEmpty()).as(plan.toString()).isTrue();
  }

  @Test
  void snapshot_afterApply_isTheProjectedOneButForIds() {
    Plan plan = tieline.plan(world.pair());

    Outcome outcome = tieline.apply(plan);

    assertThat(plan.projected().vpcs().stream().map(v -> v.name() + v.cidrs()).sorted())
        .containsExactlyElementsOf(
            outcome.snapshot().vpcs().stream().map(v -> v.name() + v.cidrs()).sorted().toList());
    assertThat(plan.projected().peerings()).hasSameSizeAs(outcome.snapshot().peerings());
  }

  @Test
  void apply_ofAStalePlan_isRefusedWithTheExtraStepsAndChangesNothing() {
    tieline.apply(world.pair()).orThrow();
    Plan plan = tieline.plan(world.pair("blue", "7").build());
    world.cloud.byHand(
        w -> {
          w.remove("peg#board#" + world.south + "#10.1.0.0/16");
          return "";
        });
    int before = world.cloud.writes().size();

    assertThatThrownBy(() -> tieline.apply(plan))
        .isInstanceOfSatisfying(
            StalePlanException.class,
            e ->
                assertThat(e.extraSteps())
                    .singleElement()
                    .asString()
                    .startsWith("+ peering.n-s/claim.s/peg"));
    assertThat(world.cloud.writes()).hasSize(before);
  }

  @Test
  void apply_ofAPlanWhoseWishWasMadeMeanwhile_doesNothingMore() {
    Plan plan = tieline.plan(world.pair());
    tieline.apply(plan).orThrow();

    Outcome again = tieline.apply(plan);

    assertThat(again.writes()).isZero();
    assertThat(again.isReady()).isTrue();
  }

  @Test
  void apply_ofAPlan_canBeContinuedAfterACrashAtAnyWrite() {
    for (int write = 0; write < 8; write++) {
      ToyWorld fresh = new ToyWorld();
      Plan plan = fresh.process().plan(fresh.pair());
      int at = write;
      assertThatThrownBy(() -> fresh.doomed(at, false).apply(plan))
          .isInstanceOf(ToyWorld.Crash.class);

      Outcome outcome = fresh.process().apply(plan);

      assertThat(outcome.isReady()).as("write " + write + ": " + outcome).isTrue();
    }
  }

  @Test
  void apply_ofAPlanThatReplaces_canBeContinuedAfterTheDelete() {
    tieline.apply(world.pair()).orThrow();
    Plan plan = tieline.plan(world.pair("blue", "7").build());
    assertThat(plan.steps()).extracting(Step::action).containsOnly(Action.REPLACE);
    assertThatThrownBy(() -> world.doomed(0, false).apply(plan)).isInstanceOf(ToyWorld.Crash.class);

    Outcome outcome = world.process().apply(plan);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("lamp")).extracting(l -> l.get("colour")).containsExactly("blue");
  }

  @Test
  void apply_ofAPlanInAnotherNamespace_isRefused() {
    Plan plan = tieline.plan(world.pair());

    assertThatThrownBy(() -> world.process(b -> b.namespace("other")).apply(plan))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("acme");
  }

  @Test
  void link_thatIsRenamed_isRemarkedNotRebuilt() {
    tieline.apply(world.pair()).orThrow();
    String cable = world.cloud.alive("cable").get(0).id();

    Outcome outcome = tieline.apply(link("renamed", "s"));

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("cable"))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.id()).isEqualTo(cable);
              assertThat(c.marks())
                  .isEqualTo(new TreeMap<>(Map.of("acme/shop", "peering.renamed/cable")));
            });
    assertThat(outcome.done())
        .filteredOn(s -> s.action() == Action.CREATE)
        .extracting(Step::address)
        .containsExactly("network.t");
  }

  private Topology link(String name, String to) {
    return Topology.named("shop")
        .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
        .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
        .network("t", ToyNetwork.managed("south", "t", "10.2.0.0/16"))
        .peer("n", to, p -> p.named(name))
        .build();
  }

  @Test
  void link_thatLeavesTheWish_losesItsObjectsAndTheNetworkStays() {
    tieline.apply(world.pair()).orThrow();
    String box = world.cloud.alive("board").get(0).get("box");
    Topology networks =
        Topology.named("shop")
            .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
            .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
            .build();

    Outcome outcome = tieline.apply(networks);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("cable")).isEmpty();
    assertThat(world.cloud.alive("peg")).isEmpty();
    assertThat(world.cloud.alive("claim")).isEmpty();
    assertThat(world.cloud.alive("board")).extracting(b -> b.get("box")).contains(box);
  }

  @Test
  void peg_thatMovesToAnotherCable_isMovedBeforeTheOldCableGoes() {
    tieline.apply(link("one", "s")).orThrow();
    int before = world.cloud.writes().size();

    tieline.apply(link("two", "t")).orThrow();

    assertThat(world.cloud.writes().subList(before, world.cloud.writes().size()))
        .extracting(e -> e.operation())
        .containsSubsequence("CreateCable", "AcceptCable", "MovePeg", "DeleteCable");
  }

  @Test
  void cable_thatAPegStillUsesSinceItsMoveFailed_isNotDeleted() {
    tieline.apply(link("one", "s")).orThrow();
    world.cloud.fault("MovePeg", 0, dev.tieline.toy.Fault.DENIED);

    Outcome outcome = tieline.apply(link("two", "t"));

    assertThat(outcome.failed()).extracting(Failed::address).contains("peering.two/claim.n/peg");
    String used =
        world.cloud.alive("peg").stream()
            .filter(p -> p.region().equals("north"))
            .map(p -> p.get("cable"))
            .findFirst()
            .orElseThrow();
    assertThat(world.cloud.alive("cable")).extracting(c -> c.id()).contains(used);
    assertThat(tieline.apply(link("two", "t")).isReady()).isTrue();
    assertThat(world.cloud.alive("cable")).hasSize(1);
  }

  @Test
  void lamp_inConflictWithOneThatGoes_isPutOffUntilThatIsGone() {
    tieline.apply(world.pair()).orThrow();
    Topology moved =
        Topology.named("shop")
            .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
            .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
            .peer("n", "s", p -> p.named("other").with(dev.tieline.toy.ToyOption.lamp("n", "blue")))
            .build();

    Outcome outcome = tieline.apply(moved);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("lamp"))
        .singleElement()
        .satisfies(l -> assertThat(l.get("colour")).isEqualTo("blue"));
    assertThat(outcome.took()).isLessThan(java.time.Duration.ofSeconds(30));
  }

  @Test
  void dial_ofABoxThatIsNotOurs_getsItsValueBack() {
    world.cloud.byHand(w -> w.put(w.get("dial#" + world.south).with("value", "5")));
    tieline.apply(world.pair()).orThrow();
    assertThat(dial()).isEqualTo("7");

    tieline.destroy("shop");

    assertThat(dial()).isEqualTo("5");
  }

  @Test
  void dial_thatSomebodyElseHasSetSince_keepsThatValue() {
    tieline.apply(world.pair()).orThrow();
    world.cloud.byHand(w -> w.put(w.get("dial#" + world.south).with("value", "9")));

    tieline.destroy("shop");

    assertThat(dial()).isEqualTo("9");
  }

  private String dial() {
    return world.cloud.alive("dial").stream()
        .filter(d -> d.get("box").equals(world.south))
        .map(d -> d.get("value"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void cable_thatIsNotOurs_isUsedAndLeftAlone() {
    tieline.apply(link("one", "s")).orThrow();
    world.cloud.byHand(w -> w.put(w.all("cable", "north").get(0).unmarked("acme/shop")));

    Outcome outcome = tieline.apply(link("one", "s"));
    tieline.destroy("shop");

    assertThat(outcome.writes()).isZero();
    assertThat(world.cloud.alive("cable")).hasSize(1);
  }
}
