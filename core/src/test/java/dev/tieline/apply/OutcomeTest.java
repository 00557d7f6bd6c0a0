package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Step;
import dev.tieline.time.WaitPolicy;
import dev.tieline.topology.Topology;
import dev.tieline.toy.Fault;
import dev.tieline.toy.ToyCloud;
import dev.tieline.toy.ToyNetwork;
import dev.tieline.toy.ToyOption;
import dev.tieline.toy.ToyWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an apply says when it can not do everything: a managed box n in the north is joined with s
 * and t in the south, each of which may be denied, unreadable, somebody else's, or fought over.
 */
class OutcomeTest {
  private static final Duration QUIET = Duration.ofMinutes(3);
  private final ToyWorld world = new ToyWorld();
  private final String third = world.cloud.box("south", "10.3.0.0/16");

  private Topology.Builder star() {
    return Topology.named("shop")
        .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
        .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
        .network("t", ToyNetwork.existing("south", third, "10.3.0.0/16"))
        .peer("n", "s", p -> p.with(ToyOption.lamp("s", "red")))
        .peer("n", "t", p -> p.with(ToyOption.lamp("t", "red")));
  }

  private static PartOutcome part(Outcome outcome, String part) {
    return outcome.parts().stream().filter(p -> p.part().equals(part)).findFirst().orElseThrow();
  }

  @Test
  void step_thatIsDenied_failsItsLinkAloneInTheCloudsWords() {
    world.cloud.fault(
        e -> e.operation().equals("AcceptCable") && e.what().equals(cableTo(third)),
        0,
        99,
        Fault.DENIED);

    Outcome outcome = world.process().apply(star().build());

    assertThat(part(outcome, "peering.n-s")).isInstanceOf(Ready.class);
    assertThat(outcome.failed()).hasSize(1);
    assertThat(outcome.failed().get(0).address()).isEqualTo("peering.n-t/yes");
    assertThat(outcome.failed().get(0).why()).contains("you may not AcceptCable");
  }

  @Test
  void text_ofAPartThatFailedItself_namesItOnce() {
    world.cloud.fault("CreateBox", 0, Fault.DENIED);

    String told = world.process().apply(star().build()).toString();

    assertThat(told.lines().findFirst().orElse(""))
        .startsWith("FAILED       network.n: ")
        .doesNotContain("network.n: network.n")
        .contains("you may not CreateBox");
  }

  @Test
  void text_ofADestroy_tellsWhenToLookAgainAndWhy() {
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();

    Outcome outcome = tieline.destroy("shop");

    Instant nextLook = outcome.waiting().get(0).nextLook();
    assertThat(outcome.toString())
        .startsWith("waiting ")
        .contains(
            ": removed; look again at "
                + nextLook
                + ", since a late effect of an earlier call is possible until then");
  }

  @Test
  void text_ofADestroyInPart_callsThatGoneWhichIsNotThere() {
    Tieline tieline = world.process();
    tieline.apply(star().build()).orThrow();
    world.cloud.fault("DeleteBox", 0, Fault.DENIED);

    Outcome outcome = tieline.destroy("shop");

    assertThat(outcome.failed()).extracting(Failed::part).containsExactly("network.n");
    assertThat(outcome.toString())
        .contains("gone         peering.n-s, peering.n-t\n")
        .doesNotContain("ready");
  }

  @Test
  void destroy_ofANameThatNothingBears_saysThatNothingWasFound() {
    Outcome outcome = world.process().destroy("nobodys");

    assertThat(outcome.isReady()).isFalse();
    assertThat(outcome.toString())
        .startsWith("waiting      topology.nobodys: nothing of it was found; look again at ");
  }

  private String cableTo(String box) {
    return world.cloud.alive("cable").stream()
        .filter(c -> c.get("b").equals(box))
        .map(c -> c.id())
        .findFirst()
        .orElse("none");
  }

  @Test
  void step_afterOneThatFailed_isNotCalledAndIsNoSecondFailure() {
    world.cloud.fault("CreateBox", 0, Fault.DENIED);

    Outcome outcome = world.process().apply(star().build());

    assertThat(outcome.failed()).extracting(Failed::address).containsExactly("network.n");
    assertThat(outcome.notStarted())
        .extracting(NotStarted::part, NotStarted::because)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("peering.n-s", "network.n"),
            org.assertj.core.groups.Tuple.tuple("peering.n-t", "network.n"));
    assertThat(world.cloud.alive("cable")).isEmpty();
  }

  @Test
  void region_thatCanNotBeRead_makesAndRemovesNothingThere() {
    world.process().apply(world.pair()).orThrow();
    world.cloud.fault(
        e -> e.region().equals("south") && e.operation().equals("ListPeg"), 0, 99, Fault.DENIED);
    String before = world.cloud.dump();

    Outcome outcome = world.process().apply(star().build());

    assertThat(outcome.findings()).extracting(Finding::code).contains("UNREADABLE");
    assertThat(part(outcome, "peering.n-s")).isInstanceOf(NotStarted.class);
    assertThat(part(outcome, "network.n")).isInstanceOf(Ready.class);
    assertThat(world.cloud.dump()).isEqualTo(before);
  }

  @Test
  void otherParts_whileOneIsUnreadable_goOn() {
    world.cloud.fault("ListPeg", 1, Fault.DENIED); // the second of two regions
    Topology topology =
        star().network("u", ToyNetwork.managed("north", "u", "10.9.0.0/16")).build();

    Outcome outcome = world.process().apply(topology);

    assertThat(part(outcome, "network.u")).isInstanceOf(Ready.class);
  }

  @Test
  void region_thatIsDown_isGivenUpWithinTheRetriesBudget() {
    world.cloud.fault(e -> e.region().equals("south"), 0, 10_000, Fault.DOWN);

    Outcome outcome = world.process().apply(star().build());

    assertThat(outcome.findings()).extracting(Finding::code).contains("UNREADABLE");
    assertThat(part(outcome, "network.n")).isInstanceOf(Ready.class);
    assertThat(outcome.took()).isLessThan(Duration.ofMinutes(15));
  }

  @Test
  void region_thatIsDown_isToldOnceForEachPartWithThoseThatWaitForIt() {
    world.cloud.fault(e -> e.region().equals("south"), 0, 10_000, Fault.DOWN);

    Outcome outcome = world.process().apply(star().build());

    List<Finding> told =
        outcome.findings().stream()
            .filter(f -> f.code().equals("UNREADABLE") && f.severity() == Severity.ERROR)
            .toList();
    assertThat(told).isNotEmpty().extracting(Finding::part).doesNotHaveDuplicates();
    assertThat(told)
        .anySatisfy(
            f -> {
              assertThat(f.subject()).isEqualTo("peering.n-s");
              assertThat(f.what()).contains("objects of kinds ").contains("peering.n-s/");
              assertThat(f.remedy()).startsWith("Wait until the region answers");
            });
    assertThat(outcome.findings())
        .filteredOn(f -> f.subject().startsWith("topology."))
        .extracting(Finding::what)
        .containsExactly("not everything in main/south could be read, as other findings say");
  }

  @Test
  void destroy_whileARegionCanNotBeRead_isNotDone() {
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();
    world.cloud.fault(
        e -> e.region().equals("south") && e.operation().startsWith("List"), 0, 999, Fault.DENIED);
    tieline.destroy("shop");
    world.pass(QUIET);

    Outcome outcome = tieline.destroy("shop");

    assertThat(outcome.isReady()).isFalse();
    assertThat(part(outcome, "topology.shop")).isInstanceOf(NotStarted.class);
  }

  @Test
  void link_thatWaitsForAnotherParty_handsOverAndIsContinuedWhenThatHasMoved() {
    String foreign = foreignBox();
    Topology topology = toForeign(foreign);
    Tieline tieline = world.process();

    Outcome first = tieline.apply(topology);

    assertThat(first.waiting()).hasSize(1);
    Waiting waiting = first.waiting().get(0);
    assertThat(waiting.party()).isEqualTo("the other party");
    assertThat(waiting.until()).contains(Instant.EPOCH.plus(Duration.ofDays(7)));
    assertThat(waiting.nextLook()).isAfter(world.time.instant());
    assertThat(waiting.handover().markdown(java.util.Locale.CHINA))
        .contains("接受", "请在 1970-01-08T00:00:00Z（UTC）之前完成");
    assertThat(waiting.handover().markdown(java.util.Locale.ENGLISH))
        .contains("## Until when\n\nThis can be done until 1970-01-08T00:00:00Z (UTC)");
    assertThat(world.cloud.alive("peg")).isEmpty();

    world.cloud.byHand(w -> w.accept(cableTo(foreign)));
    Outcome second = tieline.apply(topology);

    assertThat(second.isReady()).as(second.toString()).isTrue();
    assertThat(world.cloud.alive("peg")).hasSize(1);
  }

  @Test
  void wait_thatGoesOn_putsNothingThatNeedsIt() {
    String foreign = foreignBox();
    Tieline tieline = world.process();
    tieline.apply(toForeign(foreign));

    Outcome again = tieline.apply(toForeign(foreign));

    assertThat(again.writes()).isZero();
    assertThat(again.waiting()).hasSize(1);
    assertThat(world.cloud.alive("peg")).isEmpty();
  }

  /** They have accepted, and only the cloud is slow: nobody is asked to do it again. */
  @Test
  void wait_forTheCloud_handsOverNothingThatSomebodyHasDone() {
    String foreign = foreignBox();
    WaitPolicy impatient = WaitPolicy.builder().atMost(Duration.ofSeconds(3)).build();
    Tieline tieline = world.process(b -> b.waits(impatient));
    tieline.apply(toForeign(foreign));
    world.cloud.byHand(w -> w.accept(cableTo(foreign)));

    Waiting waiting = tieline.apply(toForeign(foreign)).waiting().get(0);

    assertThat(waiting.what()).isEqualTo("provisioning");
    assertThat(waiting.party()).isNotEqualTo("the other party");
    assertThat(waiting.handover().markdown(java.util.Locale.ENGLISH))
        .contains("Nothing is to be done but to apply again")
        .doesNotContain("Accept");
  }

  @Test
  void request_thatExpired_isMadeAnew() {
    String foreign = foreignBox();
    Tieline tieline = world.process();
    tieline.apply(toForeign(foreign));
    String old = cableTo(foreign);
    world.pass(Duration.ofDays(8));

    Outcome outcome = tieline.apply(toForeign(foreign));

    assertThat(outcome.waiting()).hasSize(1);
    assertThat(cableTo(foreign)).isNotEqualTo(old).isNotEqualTo("none");
  }

  private String foreignBox() {
    String id = world.cloud.box("south", "10.8.0.0/16");
    world.cloud.byHand(w -> w.put(w.get(id).with("account", "other")));
    return id;
  }

  private static Topology toForeign(String id) {
    return Topology.named("shop")
        .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
        .network("f", ToyNetwork.foreign("south", id, "10.8.0.0/16"))
        .peer("n", "f", p -> {})
        .build();
  }

  @Test
  void object_inAStateThatNobodyKnows_isAFindingAndIsLeftAlone() {
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();
    world.cloud.breakCables();
    world.pass(QUIET);

    Outcome outcome = tieline.apply(world.pair());

    assertThat(outcome.findings())
        .filteredOn(f -> f.code().equals("FAILED_STATE"))
        .singleElement()
        .satisfies(f -> assertThat(f.what()).contains("broken", "nobody knows this state"));
    assertThat(part(outcome, "peering.n-s")).isInstanceOf(NotStarted.class);
    assertThat(outcome.writes()).isZero();
  }

  @Test
  void repair_thatSomebodyUndoesAgainAndAgain_isContestedAndStops() {
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();
    Outcome last = null;
    for (int i = 0; i < 4; i++) {
      world.pass(QUIET);
      world.cloud.byHand(
          w -> {
            w.remove("peg#board#" + world.south + "#10.1.0.0/16");
            return "";
          });
      last = tieline.apply(world.pair());
    }

    assertThat(last.findings()).extracting(Finding::code).containsExactly("CONTESTED");
    assertThat(last.writes()).isZero();
    assertThat(part(last, "peering.n-s")).isInstanceOf(NotStarted.class);
  }

  @Test
  void wish_thatIsChangedOften_isNotTakenForAFight() {
    Tieline tieline = world.process();
    for (int i = 0; i < 8; i++) {
      world.pass(QUIET);

      Outcome outcome = tieline.apply(world.pair("red", "" + i % 2).build());

      assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    }
  }

  @Test
  void partThatIsBlocked_keepsItsObjectsAndWhatTheyUse() {
    Tieline tieline = world.process();
    tieline.apply(star().build()).orThrow();
    String before = world.cloud.dump();
    world.cloud.fault(
        e -> e.region().equals("south") && e.operation().equals("ListLamp"), 0, 99, Fault.DENIED);
    Topology withoutT =
        Topology.named("shop")
            .network("n", ToyNetwork.managed("north", "other label", "10.1.0.0/16"))
            .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
            .peer("n", "s", p -> p.with(ToyOption.lamp("s", "blue")))
            .build();

    Outcome outcome = tieline.apply(withoutT);

    assertThat(part(outcome, "peering.n-s")).isInstanceOf(NotStarted.class);
    assertThat(world.cloud.alive("lamp")).hasSize(2);
    assertThat(world.cloud.alive("cable")).hasSize(1); // the link to t is gone, as wished
    assertThat(before).contains("label=shop");
    assertThat(world.cloud.dump()).contains("label=other label");
  }

  @Test
  void network_thatIsNotThere_isAFindingAndHoldsItsLinkOnly() {
    Topology topology =
        star()
            .network("x", ToyNetwork.existing("south", "box-99", "10.7.0.0/16"))
            .peer("n", "x", p -> {})
            .build();

    Outcome outcome = world.process().apply(topology);

    assertThat(part(outcome, "network.x")).isInstanceOf(NotStarted.class);
    assertThat(part(outcome, "peering.n-s")).isInstanceOf(Ready.class);
  }

  @Test
  void pegOfSomebodyElse_inTheWay_isAFindingAndIsLeftAlone() {
    world.cloud.byHand(
        w ->
            w.put(
                new dev.tieline.toy.Thing(
                    "peg",
                    "peg#board#" + world.south + "#10.1.0.0/16",
                    "south",
                    0,
                    new java.util.TreeMap<>(),
                    new java.util.TreeMap<>(
                        java.util.Map.of(
                            "board",
                            "board#" + world.south,
                            "slot",
                            "10.1.0.0/16",
                            "cable",
                            "cable-77")))));
    String before = world.cloud.dump();

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.findings()).extracting(Finding::code).contains("IN_THE_WAY");
    assertThat(world.cloud.dump())
        .contains(before.lines().filter(l -> l.startsWith("peg")).toList());
    assertThat(outcome.done()).isEmpty(); // nor is the network made that only this link needs
  }

  @Test
  void throttleStorm_isWaitedOut() {
    world.cloud.fault(ToyCloud.Entry::mutating, 0, 4, Fault.THROTTLED);

    Outcome outcome = world.process().apply(star().build());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(List.copyOf(outcome.done())).isNotEmpty();
  }

  @Test
  void network_thatCanNotBecomeAsWished_holdsTheLinksThatNeedIt() {
    Tieline tieline = world.process();
    tieline.apply(Topology.named("shop").network("n", box("10.1.0.0/16")).build()).orThrow();

    Topology other =
        Topology.named("shop")
            .network("n", box("10.6.0.0/16"))
            .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
            .peer("n", "s", p -> {})
            .build();

    Outcome outcome = tieline.apply(other);

    assertThat(outcome.findings()).extracting(Finding::code).containsExactly("CANNOT_CHANGE");
    assertThat(part(outcome, "peering.n-s")).isEqualTo(new NotStarted("peering.n-s", "network.n"));
    assertThat(world.cloud.alive("cable")).isEmpty();
    assertThat(tieline.plan(other).steps())
        .extracting(Step::address)
        .doesNotContain("peering.n-s/cable", "peering.n-s/claim.s/peg");
  }

  private static ToyNetwork box(String block) {
    return ToyNetwork.managed("north", "shop", block);
  }

  @Test
  void objectThatIsNoLongerWished_usedByABlockedPart_stays() {
    Tieline tieline = world.process();
    tieline.apply(moving("one", "s")).orThrow();
    world.cloud.fault(
        e -> e.region().equals("south") && e.operation().equals("ListLamp"), 0, 99, Fault.DENIED);

    Outcome outcome = tieline.apply(moving("two", "t"));

    assertThat(part(outcome, "peering.two")).isInstanceOf(NotStarted.class);
    assertThat(part(outcome, "peering.one"))
        .isEqualTo(new NotStarted("peering.one", "peering.two"));
    assertThat(world.cloud.alive("cable"))
        .singleElement()
        .satisfies(c -> assertThat(c.get("b")).isEqualTo(world.south));
  }

  /** Both s and t have the same block, so that the peg in n's board moves between their cables. */
  private Topology moving(String name, String to) {
    return Topology.named("shop")
        .network("n", box("10.1.0.0/16"))
        .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
        .network("t", ToyNetwork.existing("south", third, "10.2.0.0/16"))
        .peer("n", to, p -> p.named(name).with(ToyOption.lamp(to, "red")))
        .build();
  }

  @Test
  void limit_thatIsReached_failsAtOnce() {
    world.cloud.fault("CreateCable", 0, Fault.QUOTA);

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.failed()).extracting(Failed::address).containsExactly("peering.n-s/cable");
    assertThat(outcome.took()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void conflict_thatPasses_isWaitedOut() {
    world.cloud.fault(e -> e.operation().equals("AcceptCable"), 0, 4, Fault.CONFLICT);

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
  }

  @Test
  void conflict_thatStays_isAFailureInTheCloudsWords() {
    world.cloud.fault(e -> e.operation().equals("AcceptCable"), 0, 9999, Fault.CONFLICT);

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.failed().get(0).why()).contains("something is in conflict");
    assertThat(outcome.took()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(6));
  }

  @Test
  void object_thatVanishesWhileItIsWaitedFor_isAFailureAfterTheQuietTime() {
    world.cloud.onCall(
        e -> {
          if (e.operation().equals("ReadCable")) {
            world.cloud.byHand(
                w -> {
                  w.all("cable", "north").forEach(c -> w.remove(c.id()));
                  return "";
                });
          }
        });

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.failed()).isNotEmpty();
    assertThat(outcome.failed().get(0).why()).contains("somebody else removed it");
    assertThat(outcome.took()).isGreaterThan(Duration.ofMinutes(2));
  }

  @Test
  void peg_thatSomebodyMovesAfterTheLook_isLeftAlone() {
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();
    String peg = "peg#board#" + world.south + "#10.1.0.0/16";
    world.cloud.onCall(
        e -> {
          if (e.operation().equals("ReadPeg")) {
            world.cloud.byHand(w -> w.put(w.get(peg).with("cable", "cable-77")));
          }
        });

    Outcome outcome = tieline.destroy("shop");

    assertThat(outcome.failed()).isNotEmpty();
    assertThat(world.cloud.alive("peg"))
        .singleElement()
        .satisfies(p -> assertThat(p.get("cable")).isEqualTo("cable-77"));
  }
}
