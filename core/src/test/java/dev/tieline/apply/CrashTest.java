package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.Tieline;
import dev.tieline.topology.Topology;
import dev.tieline.toy.Fault;
import dev.tieline.toy.ToyCloud;
import dev.tieline.toy.ToyNetwork;
import dev.tieline.toy.ToyOption;
import dev.tieline.toy.ToyWorld;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that dies, or a call that goes wrong, at each mutating call in turn; then somebody
 * calls again. The state becomes the wish each time, and nothing is doubled.
 *
 * <p>Three jobs: everything is made from nothing; a wish is changed in every way that the toy cloud
 * knows (label, lamp replaced, dial set, link renamed, link removed, link added); everything is
 * destroyed.
 */
class CrashTest {
  private enum Job {
    MAKE {
      @Override
      Outcome run(ToyWorld world, Tieline tieline) {
        return tieline.apply(world.pair());
      }
    },
    CHANGE {
      @Override
      void prepare(ToyWorld world) {
        world.process().apply(two(world)).orThrow();
      }

      @Override
      Outcome run(ToyWorld world, Tieline tieline) {
        return tieline.apply(changed(world));
      }
    },
    DESTROY {
      @Override
      void prepare(ToyWorld world) {
        world.process().apply(two(world)).orThrow();
      }

      @Override
      Outcome run(ToyWorld world, Tieline tieline) {
        return tieline.destroy("shop");
      }
    };

    void prepare(ToyWorld world) {}

    abstract Outcome run(ToyWorld world, Tieline tieline);

    /** The networks t and u are of our own; t is joined with n before the change, u after it. */
    private static Topology two(ToyWorld world) {
      return world
          .pair("red", "7")
          .network("t", ToyNetwork.managed("south", "t", "10.3.0.0/16"))
          .network("u", ToyNetwork.managed("south", "u", "10.4.0.0/16"))
          .peer("n", "t", p -> p.named("going"))
          .build();
    }

    private static Topology changed(ToyWorld world) {
      return Topology.named("shop")
          .network("n", ToyNetwork.managed("north", "store", "10.1.0.0/16"))
          .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
          .network("t", ToyNetwork.managed("south", "t", "10.3.0.0/16"))
          .network("u", ToyNetwork.managed("south", "u", "10.4.0.0/16"))
          .peer(
              "n",
              "s",
              p ->
                  p.named("renamed")
                      .with(ToyOption.lamp("n", "blue"))
                      .with(ToyOption.dial("n", "3")))
          .peer("n", "u", p -> p.named("coming"))
          .build();
    }
  }

  /** What a job comes to when nothing goes wrong. */
  private record Expected(String dump, int writes) {
    static Expected of(Job job) {
      ToyWorld world = new ToyWorld();
      job.prepare(world);
      Tieline tieline = world.process();
      int writes = world.writesOf(() -> job.run(world, tieline));
      return new Expected(world.cloud.dump(), writes);
    }
  }

  static Stream<Arguments> everyWrite() {
    return Stream.of(Job.values())
        .flatMap(
            job -> {
              Expected expected = Expected.of(job);
              return IntStream.range(0, expected.writes())
                  .mapToObj(i -> Arguments.of(job, i, expected));
            });
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void crash_beforeAWrite_isMendedByTheNextCall(Job job, int write, Expected expected) {
    crash(job, write, true, expected);
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void crash_afterAWrite_isMendedByTheNextCall(Job job, int write, Expected expected) {
    crash(job, write, false, expected);
  }

  private static void crash(Job job, int write, boolean before, Expected expected) {
    ToyWorld world = new ToyWorld();
    job.prepare(world);
    Tieline doomed = world.doomed(write, before);
    assertThatThrownBy(() -> job.run(world, doomed)).isInstanceOf(ToyWorld.Crash.class);

    Tieline next = world.process();
    untilReady(job, world, next);

    assertThat(world.cloud.dump()).isEqualTo(expected.dump());
    assertStays(job, world, next);
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void answer_lostAfterTheEffect_isFoundOut(Job job, int write, Expected expected) {
    fault(job, write, expected, Fault.LOST, Duration.ZERO);
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void connection_resetBeforeTheEffect_isFoundOut(Job job, int write, Expected expected) {
    fault(job, write, expected, Fault.RESET, Duration.ZERO);
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void effect_thatComesLate_doublesNothing(Job job, int write, Expected expected) {
    fault(job, write, expected, Fault.LATE, Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void throttle_atAnyWrite_isWaitedOut(Job job, int write, Expected expected) {
    fault(job, write, expected, Fault.THROTTLED, Duration.ZERO);
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void outage_atAnyWrite_isWaitedOut(Job job, int write, Expected expected) {
    fault(job, write, expected, Fault.DOWN, Duration.ZERO);
  }

  private static void fault(Job job, int write, Expected expected, Fault fault, Duration later) {
    ToyWorld world = new ToyWorld();
    job.prepare(world);
    world.cloud.fault(ToyCloud.Entry::mutating, write, 1, fault);
    Tieline tieline = world.process();

    job.run(world, tieline);

    assertThat(world.cloud.faults()).isEqualTo(1);
    world.pass(later);
    untilReady(job, world, tieline);
    assertThat(world.cloud.dump()).isEqualTo(expected.dump());
    assertStays(job, world, tieline);
  }

  /** Calls again at the next look that each outcome names. */
  private static void untilReady(Job job, ToyWorld world, Tieline tieline) {
    Outcome outcome = job.run(world, tieline);
    for (int i = 0; i < 5 && !outcome.isReady(); i++) {
      assertThat(outcome.waiting()).as(outcome.toString()).isNotEmpty();
      world.pass(Duration.between(world.time.instant(), outcome.waiting().get(0).nextLook()));
      outcome = job.run(world, tieline);
    }
    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
  }

  /** Nothing more is to be done, and after the quiet time a destroy says so. */
  private static void assertStays(Job job, ToyWorld world, Tieline tieline) {
    world.pass(Duration.ofMinutes(3));
    Outcome again = job.run(world, tieline);
    assertThat(again.isReady()).as(again.toString()).isTrue();
    assertThat(again.writes()).isZero();
  }

  /** With reads that lag behind, only a box, which has neither key nor token, can be doubled. */
  @ParameterizedTest
  @MethodSource("everyWrite")
  void crash_whileReadsLag_leavesNoDoubleForGood(Job job, int write, Expected expected) {
    ToyWorld world = new ToyWorld();
    job.prepare(world);
    world.pass(Duration.ofMinutes(3));
    world.cloud.lag(Duration.ofSeconds(30));
    Tieline doomed = world.doomed(write, false);
    assertThatThrownBy(() -> job.run(world, doomed)).isInstanceOf(ToyWorld.Crash.class);
    Tieline next = world.process();
    untilReady(job, world, next);

    assertThat(world.cloud.dump()).isEqualTo(expected.dump());
    assertStays(job, world, next);
  }
}
