package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.topology.Topology;
import dev.tieline.toy.Fault;
import dev.tieline.toy.ToyNetwork;
import dev.tieline.toy.ToyOption;
import dev.tieline.toy.ToyWorld;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an apply does about permissions that are missing, in a cloud whose calls can be rehearsed: a
 * managed box n in the north is joined with s, and u with nobody.
 */
class RehearsalTest {
  private final ToyWorld world = new ToyWorld();

  @BeforeEach
  void rehearsing() {
    world.cloud.rehearse();
  }

  /**
   * A lamp and a dial at s can be rehearsed as they are; the cable needs a box that is not there.
   */
  private Topology pair() {
    return Topology.named("shop")
        .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
        .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
        .network("u", ToyNetwork.managed("south", "u", "10.9.0.0/16"))
        .peer("n", "s", p -> p.with(ToyOption.lamp("s", "red")).with(ToyOption.dial("s", "7")))
        .build();
  }

  private static List<String> ready(Outcome outcome) {
    return outcome.parts().stream().filter(p -> p instanceof Ready).map(PartOutcome::part).toList();
  }

  private void deny(String operation) {
    deny(operation, what -> true);
  }

  private void deny(String operation, Predicate<String> what) {
    world.cloud.fault(
        e -> e.operation().equals(operation) && what.test(e.what()), 0, 1_000, Fault.DENIED);
  }

  @Test
  void apply_nothingDenied_rehearsesEachOperationOnceInEachRegion() {
    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.isReady()).isTrue();
    assertThat(world.cloud.rehearsed())
        .containsExactlyInAnyOrder(
            "CreateBox north",
            "CreateBox south",
            "PutClaim south",
            "CreateCable north",
            "CreateLamp south",
            "SetDial south");
  }

  @Test
  void apply_secondTime_rehearsesNothing() {
    world.process().apply(pair()).orThrow();
    int before = world.cloud.rehearsed().size();

    world.process().apply(pair()).orThrow();

    assertThat(world.cloud.rehearsed()).hasSize(before);
  }

  @Test
  void plan_rehearsesNothing() {
    world.process().plan(pair());

    assertThat(world.cloud.rehearsed()).isEmpty();
  }

  @Test
  void destroy_rehearsesNothing() {
    world.process().apply(pair()).orThrow();
    int before = world.cloud.rehearsed().size();

    world.process().destroy("shop");

    assertThat(world.cloud.rehearsed()).hasSize(before);
  }

  @Test
  void apply_linkDenied_makesNeitherItNorTheNetworkThatIsForItAlone() {
    deny("CreateLamp");

    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.notStarted())
        .extracting(NotStarted::part)
        .containsExactlyInAnyOrder("peering.n-s", "network.n");
    assertThat(world.cloud.writes()).allMatch(e -> e.what().equals("u"));
    assertThat(ready(outcome)).contains("network.u");
  }

  @Test
  void apply_linkDenied_namesActionPlaceAndTheCloudsWords() {
    deny("CreateLamp");

    Outcome outcome = world.process().apply(pair());

    Finding finding =
        outcome.findings().stream()
            .filter(f -> f.part().equals("peering.n-s"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.code()).isEqualTo("PERMISSION_MISSING");
    assertThat(finding.subject()).isEqualTo("peering.n-s/lamp.s");
    assertThat(finding.what())
        .contains("CreateLamp in main/south would be refused", "you may not CreateLamp");
    assertThat(finding.remedy()).isEqualTo("Grant the permission for CreateLamp, then apply again");
  }

  /** Nobody is told to grant a permission for what no permission mends. */
  @Test
  void apply_linkUnpaid_isAPrerequisiteOfItAndOfTheNetworkThatIsForItAlone() {
    world.cloud.fault(e -> e.operation().equals("CreateLamp"), 0, 1_000, Fault.UNPAID);

    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.findings())
        .filteredOn(f -> f.severity() == Severity.ERROR)
        .extracting(Finding::code)
        .isNotEmpty()
        .containsOnly("PREREQUISITE_MISSING");
    assertThat(outcome.findings())
        .filteredOn(f -> f.part().equals("peering.n-s"))
        .first()
        .satisfies(
            f -> {
              assertThat(f.what()).contains("CreateLamp", "the bill is open");
              assertThat(f.remedy()).isEqualTo("Mend what these words say, then apply again");
            });
    assertThat(outcome.notStarted())
        .extracting(NotStarted::part)
        .containsExactlyInAnyOrder("peering.n-s", "network.n");
  }

  @Test
  void apply_limitReached_isAPrerequisiteAndNothingIsMadeForIt() {
    world.cloud.fault(e -> e.operation().equals("CreateLamp"), 0, 1_000, Fault.QUOTA);

    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.findings())
        .filteredOn(f -> f.part().equals("peering.n-s"))
        .first()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("PREREQUISITE_MISSING");
              assertThat(f.what()).contains("CreateLamp", "no more of these");
            });
    assertThat(world.cloud.writes()).allMatch(e -> e.what().equals("u"));
  }

  /** Whether there will be room is known only when what goes has gone. */
  @Test
  void apply_limitReachedWhileSomethingGoes_isTried() {
    world.process().apply(pair()).orThrow();
    Topology other =
        Topology.named("shop")
            .network("v", ToyNetwork.managed("south", "v", "10.10.0.0/16"))
            .build();
    world.cloud.fault(e -> e.what().endsWith("(rehearsed)"), 0, 1_000, Fault.QUOTA);

    assertThat(world.process().apply(other).isReady()).isTrue();
    assertThat(world.cloud.rehearsed()).contains("CreateBox south");
  }

  @Test
  void apply_networkDenied_holdsWhatNeedsIt() {
    deny("CreateBox", what -> what.startsWith("shop"));

    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.notStarted())
        .extracting(NotStarted::part)
        .containsExactlyInAnyOrder("peering.n-s", "network.n");
    assertThat(world.cloud.alive("cable")).isEmpty();
  }

  @Test
  void apply_deniedForOneObject_asksForEachPartApart() {
    Topology topology =
        Topology.named("shop")
            .network("a", ToyNetwork.managed("north", "a", "10.1.0.0/16"))
            .network("b", ToyNetwork.managed("north", "b", "10.2.0.0/16"))
            .network("c", ToyNetwork.managed("north", "c", "10.3.0.0/16"))
            .build();
    deny("CreateBox", what -> what.startsWith("a") || what.startsWith("c"));

    Outcome outcome = world.process().apply(topology);

    assertThat(ready(outcome)).containsExactly("network.b");
    assertThat(outcome.findings())
        .extracting(Finding::subject)
        .containsExactly("network.a", "network.c");
  }

  @Test
  void apply_deniedForWhatIsNotThereYet_isFoundBeforeAnythingIsMade() {
    deny("CreateCable");

    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.findings())
        .filteredOn(f -> f.subject().equals("peering.n-s/cable"))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("would be refused, asked about with ids that stand in for what is not there yet");
    assertThat(world.cloud.writes()).allMatch(e -> e.what().equals("u"));
  }

  @Test
  void apply_deniedForStandInsButNotForWhatIsThere_isNoFinding() {
    String third = world.cloud.box("south", "10.3.0.0/16");
    Topology topology =
        Topology.named("shop")
            .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
            .network("t", ToyNetwork.existing("south", third, "10.3.0.0/16"))
            .network("u", ToyNetwork.managed("south", "u", "10.9.0.0/16"))
            .peer("s", "t", p -> {})
            .peer("s", "u", p -> {})
            .build();
    deny("CreateCable", what -> what.contains("box-0"));

    assertThat(world.process().apply(topology).isReady()).isTrue();
  }

  @Test
  void apply_deniedForEveryCable_holdsAllThatNeedOne() {
    String third = world.cloud.box("south", "10.3.0.0/16");
    Topology topology =
        Topology.named("shop")
            .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
            .network("t", ToyNetwork.existing("south", third, "10.3.0.0/16"))
            .network("u", ToyNetwork.managed("south", "u", "10.9.0.0/16"))
            .peer("s", "t", p -> {})
            .peer("s", "u", p -> {})
            .build();
    deny("CreateCable"); // s and t are there, u is not

    Outcome outcome = world.process().apply(topology);

    assertThat(outcome.findings())
        .extracting(Finding::subject)
        .containsExactlyInAnyOrder("peering.s-t/cable", "peering.s-u/cable");
    assertThat(outcome.notStarted()).extracting("part").contains("network.u");
    assertThat(world.cloud.writes()).isEmpty();
  }

  @Test
  void apply_rehearsalFailsOtherwise_goesOnWithoutTryingAgain() {
    world.cloud.fault(e -> e.what().endsWith("(rehearsed)"), 0, 1_000, Fault.THROTTLED);

    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.isReady()).isTrue();
    assertThat(world.cloud.rehearsed()).doesNotHaveDuplicates();
  }

  @Test
  void apply_permissionGranted_makesTheRest() {
    deny("CreateLamp");
    world.process().apply(pair());
    world.cloud.heal();

    assertThat(world.process().apply(pair()).isReady()).isTrue();
  }

  @Test
  void apply_denied_keepsTheRestOfTheWishForAnotherRound() {
    world.process().apply(pair()).orThrow();
    world.cloud.byHand(
        w -> {
          w.all().stream().filter(t -> t.kind().equals("lamp")).forEach(t -> w.remove(t.id()));
          return true;
        });
    world.pass(Duration.ofMinutes(5));
    deny("CreateLamp");
    String before = world.cloud.dump();

    Outcome outcome = world.process().apply(pair());

    assertThat(outcome.notStarted()).extracting(NotStarted::part).containsExactly("peering.n-s");
    assertThat(world.cloud.dump()).isEqualTo(before);
  }
}
