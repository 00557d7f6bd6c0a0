package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Token;
import dev.tieline.toy.Fault;
import dev.tieline.toy.ToyCloud;
import dev.tieline.toy.ToyWorld;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/**
 * Reads that are 30 seconds behind, tokens that are spent, doubles, and the time after which a
 * destroy is done, where the cloud settles within two minutes.
 */
class LagTest {
  private static final Duration LAG = Duration.ofSeconds(30);
  private final ToyWorld world = new ToyWorld();

  @Test
  void apply_whileReadsLag_isReadyOnlyWhenAReaderSeesIt() {
    world.pass(Duration.ofMinutes(5));
    world.cloud.lag(LAG);

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(outcome.took()).isGreaterThan(LAG);
    assertThat(outcome.ids()).containsKey("peering.n-s/cable");
  }

  @Test
  void apply_again_whileReadsLag_makesNoMutatingCall() {
    world.pass(Duration.ofMinutes(5));
    world.cloud.lag(LAG);
    Tieline tieline = world.process();
    Outcome first = tieline.apply(world.pair());

    Outcome second = tieline.apply(world.pair());

    assertThat(first.writes()).isEqualTo(first.done().size());
    assertThat(second.writes()).isZero();
  }

  @Test
  void looks_forWhatWasWritten_becomeRarer() {
    world.pass(Duration.ofMinutes(5));
    world.cloud.lag(LAG);

    Outcome outcome = world.process().apply(world.pair());

    long looks =
        world.cloud.log().stream()
            .filter(e -> e.operation().equals("ListBox") && e.region().equals("north"))
            .count();
    assertThat(looks).as(outcome.toString()).isLessThan(20); // in two minutes
  }

  @Test
  void destroy_whileReadsLag_restoresWhatWasThere() {
    String before = world.cloud.dump();
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();
    world.cloud.lag(LAG);

    Outcome outcome = destroyUntilReady(tieline);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.dump()).isEqualTo(before);
  }

  /** Calls again at the next look that each outcome names. */
  private Outcome destroyUntilReady(Tieline tieline) {
    Outcome outcome = tieline.destroy("shop");
    for (int i = 0; i < 5 && !outcome.isReady(); i++) {
      assertThat(outcome.waiting()).as(outcome.toString()).isNotEmpty();
      Duration wait = Duration.between(world.time.instant(), outcome.waiting().get(0).nextLook());
      world.pass(wait.isNegative() ? Duration.ZERO : wait);
      outcome = tieline.destroy("shop");
    }
    return outcome;
  }

  @Test
  void peg_putByACrashedProcessAndNotYetSeen_isNotOrphanedByADestroy() {
    String before = world.cloud.dump();
    world.pass(Duration.ofMinutes(5));
    world.cloud.lag(LAG);
    for (int write = 7; write < 9; write++) {
      try {
        world.doomed(write, false).apply(world.pair());
      } catch (ToyWorld.Crash expected) {
        assertThat(world.cloud.alive("peg")).isNotEmpty();
      }
    }

    destroyUntilReady(world.process());

    assertThat(world.cloud.dump()).isEqualTo(before);
  }

  @Test
  void box_doubledByACrashWithinTheLag_losesItsSurplusInTheApplyThatSeesBoth() {
    world.pass(Duration.ofMinutes(5));
    world.cloud.lag(LAG);
    try {
      world.doomed(0, false).apply(world.pair());
    } catch (ToyWorld.Crash expected) {
      assertThat(world.cloud.alive("box")).hasSize(2);
    }

    Outcome outcome = world.process().apply(world.pair());

    assertThat(world.cloud.log())
        .extracting(ToyCloud.Entry::operation)
        .filteredOn("CreateBox"::equals)
        .hasSize(2);
    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("box")).hasSize(2);
    assertThat(world.cloud.log())
        .extracting(ToyCloud.Entry::operation)
        .filteredOn("DeleteBox"::equals)
        .hasSize(1);
  }

  @Test
  void box_doubled_isNotTakenForTheUnusedOneWhileWhatUsesItIsNotSeen() {
    world.pass(Duration.ofMinutes(5));
    world.cloud.lag("ListBox", Duration.ofSeconds(10));
    world.cloud.lag("ListCable", Duration.ofSeconds(55));
    try {
      world.doomed(0, false).apply(world.pair());
    } catch (ToyWorld.Crash expected) {
      assertThat(world.cloud.alive("box")).hasSize(2);
    }

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("box")).hasSize(2);
    assertThat(world.cloud.alive("cable")).hasSize(1);
    assertThat(outcome.writes()).isEqualTo(outcome.done().size());
  }

  @Test
  void box_doubled_isNotBuiltUponWhileNoListShowsTheOneThatWasMadeBefore() {
    world.pass(Duration.ofMinutes(5));
    world.process().apply(world.pair()).orThrow();
    world.cloud.lag(LAG); // the second sees nothing of what the first has just made

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.log())
        .extracting(ToyCloud.Entry::operation)
        .filteredOn("CreateBox"::equals)
        .hasSize(2);
    assertThat(world.cloud.log())
        .extracting(ToyCloud.Entry::operation)
        .filteredOn("CreateCable"::equals)
        .hasSize(1);
    assertThat(world.cloud.alive("box")).hasSize(2);
  }

  @Test
  void box_whoseAnswerWasLost_isLookedForAfterTheQuietTimeBeforeAnotherIsMade() {
    world.cloud.fault("CreateBox", 0, Fault.LATE);

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(world.cloud.alive("box")).hasSize(2);
    assertThat(outcome.took()).isGreaterThan(Duration.ofMinutes(2));
  }

  @Test
  void lamp_thatWasDeleted_isMadeAnewWithTheNextTokenOfTheChain() {
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();
    String dead = world.cloud.alive("lamp").get(0).id();
    tieline.destroy("shop");
    world.pass(Duration.ofMinutes(5));

    world.process().apply(world.pair()).orThrow();

    List<String> tokens = tokens();
    Token first = new Token(tokens.get(0));
    assertThat(tokens).hasSize(3); // the box has another id, but the wish reads the same
    assertThat(tokens.get(1)).isEqualTo(first.text());
    assertThat(tokens.get(2)).isEqualTo(first.next(dead).text());
  }

  @Test
  void lamp_madeByAnotherProcess_walksTheSameChain() {
    Tieline tieline = world.process();
    for (int i = 0; i < 3; i++) {
      tieline.apply(world.pair()).orThrow();
      world.cloud.byHand(
          w -> {
            w.all().stream()
                .filter(t -> t.kind().equals("lamp") && !t.isDead())
                .forEach(t -> w.put(t.with("gone", "" + world.time.nanos())));
            return "";
          });
      world.pass(Duration.ofMinutes(2));
    }
    int before = tokens().size();

    world.process().apply(world.pair()).orThrow();

    List<String> walked = tokens().subList(before, tokens().size());
    assertThat(walked).hasSize(4);
    assertThat(tokens().subList(before - 3, before)).isEqualTo(walked.subList(0, 3));
  }

  @Test
  void token_thatTheCloudCallsSpent_isFollowedByTheNextOne() {
    Tieline tieline = world.process();
    tieline.apply(world.pair()).orThrow();
    tieline.destroy("shop");
    world.pass(Duration.ofHours(2)); // even the dead lamp is forgotten, but not its token

    Outcome outcome = world.process().apply(world.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
  }

  private List<String> tokens() {
    return world.cloud.log().stream()
        .filter(e -> e.operation().equals("CreateLamp"))
        .map(e -> e.what().split(" ")[1])
        .toList();
  }

  @Test
  void firstToken_ofAWish_dependsOnItsOwnerAddressAndTextOnly() {
    world.process().apply(world.pair()).orThrow();

    Token expected =
        Token.first(
            new Owner("acme", "shop"),
            new Address("peering.n-s/lamp.n"),
            new dev.tieline.spi.Wish() {
              @Override
              public List<dev.tieline.spi.Ref<?>> refs() {
                return List.of();
              }

              @Override
              public String toString() {
                return "Lamp[box=(id of network.n), colour=red]";
              }
            });
    assertThat(tokens()).first(InstanceOfAssertFactories.STRING).isEqualTo(expected.text());
  }

  @Test
  void destroy_byAProcessThatKnowsNothing_waitsForTheQuietTime() {
    world.pass(Duration.ofDays(1));
    Tieline fresh = world.process();

    Outcome first = fresh.destroy("shop");

    assertThat(first.waiting()).as(first.toString()).hasSize(1);
    world.pass(Duration.between(world.time.instant(), first.waiting().get(0).nextLook()));
    assertThat(fresh.destroy("shop").isReady()).isTrue();
  }

  @Test
  void destroy_byAPlanThatIsOlderThanTheQuietTime_isDoneInAnyProcess() {
    var plan = world.process().planDestroy("shop");
    world.pass(Duration.ofMinutes(3));

    assertThat(world.process().apply(plan).isReady()).isTrue();
  }

  @Test
  void destroy_byAPlanThatHeldSomething_knowsNothingOfWhatCameAfter() {
    world.process().apply(world.pair()).orThrow();
    var plan = world.process().planDestroy("shop");
    world.process().apply(plan);
    world.pass(Duration.ofMinutes(30));
    world.cloud.fault("CreateBox", 0, Fault.LATE);
    try {
      world.doomed(0, false).apply(world.pair());
    } catch (ToyWorld.Crash expected) {
      // what it asked for comes later
    }

    Outcome outcome = world.process().apply(plan);

    assertThat(outcome.isReady()).as(outcome.toString()).isFalse();
    assertThat(outcome.waiting()).isNotEmpty();
  }

  @Test
  void destroy_ofWhatACrashedProcessIsStillMaking_leavesNothing() {
    String before = world.cloud.dump();
    world.cloud.fault("CreateBox", 0, Fault.LATE);
    try {
      world.doomed(0, false).apply(world.pair());
    } catch (ToyWorld.Crash expected) {
      assertThat(world.cloud.alive("box")).hasSize(1);
    }
    Tieline other = world.process();
    Outcome first = other.destroy("shop");
    assertThat(first.isReady()).isFalse();
    world.pass(Duration.between(world.time.instant(), first.waiting().get(0).nextLook()));

    other.destroy("shop");

    assertThat(world.cloud.dump()).isEqualTo(before);
  }
}
