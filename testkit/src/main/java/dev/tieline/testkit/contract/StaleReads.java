package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.testkit.FakeCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads that do not show what was written, or show what was there before. */
final class StaleReads {
  private static final int CALLS = 400; // more than any scenario makes in one job

  /** What is behind the writes. */
  private enum Behind {
    READS(FakeCloud::lag),
    LISTS(FakeCloud::listLag),
    TAGS(FakeCloud::tagLag);

    private final BiConsumer<FakeCloud, Duration> how;

    Behind(BiConsumer<FakeCloud, Duration> how) {
      this.how = how;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT) + " are";
    }
  }

  private StaleReads() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (Behind behind : Behind.values()) {
      Duration whole = prepared.start().lag();
      for (Duration lag : List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), whole)) {
        String what =
            behind.text()
                + (lag.equals(whole) ? " a full lag" : " " + lag.toSeconds() + " s")
                + " behind";
        cases.add(
            new Case(
                what,
                prepared.start(),
                world -> {
                  behind.how.accept(world.cloud(), lag);
                  whole(prepared, world);
                }));
        cases.add(
            new Case(
                "destroy at once, " + what,
                prepared.start(),
                world -> {
                  behind.how.accept(world.cloud(), lag);
                  Outcome outcome = world.process().apply(prepared.wish());
                  Word.ofApply(world, prepared.wish(), outcome);
                  Ending.restores(world, prepared.name(), prepared.before());
                  world.checkCalls();
                }));
      }
    }
    for (Behind behind : Behind.values()) {
      for (Point point : prepared.applying()) {
        if (point.after()) {
          dies(cases, prepared, behind, point);
        }
      }
    }
    for (int seed = 1; seed <= seeds; seed++) {
      int its = seed;
      cases.add(
          new Case(
              "some reads go back, seed " + seed,
              prepared.start(),
              world -> {
                goBack(world, its);
                Outcome outcome = world.process().apply(prepared.wish());
                Word.ofApply(world, prepared.wish(), outcome);
                world.cloud().faults().clear();
                whole(prepared, world);
              }));
      cases.add(
          new Case(
              "some reads go back during destroy, seed " + seed,
              prepared.settled(),
              world -> {
                goBack(world, its);
                Outcome outcome = world.process().destroy(prepared.name());
                Word.ofDestroy(world, prepared.before(), outcome);
                world.cloud().faults().clear();
                Ending.restores(world, prepared.name(), prepared.before());
                world.checkCalls();
              }));
    }
    return cases.stream();
  }

  /** A process dies, and the next one works before any read shows what the first one has done. */
  private static void dies(List<Case> to, Prepared prepared, Behind behind, Point point) {
    String what = "apply dies " + point.text() + ", " + behind.text() + " a full lag behind, then ";
    if (behind != Behind.TAGS || !prepared.start().scenario().choosesFreely()) {
      to.add(
          new Case(
              what + "apply",
              point.world(),
              world -> {
                behind.how.accept(world.cloud(), world.lag());
                Outcome outcome = Ending.applied(world, prepared.wish());
                if (behind != Behind.TAGS) { // else nobody could see whose it is that was found
                  Word.ofApply(world, prepared.wish(), outcome);
                }
                world.pass(world.quiet()); // what neither key nor token tells apart is doubled so
                whole(prepared, world);
              }));
    }
    to.add(
        new Case(
            what + "destroy",
            point.world(),
            world -> {
              behind.how.accept(world.cloud(), world.lag());
              Ending.restores(world, prepared.name(), prepared.before());
              world.checkCalls();
            }));
  }

  private static void goBack(World world, long seed) {
    Random random = new Random(seed);
    for (int call = 1; call < CALLS; call += 1 + random.nextInt(5)) {
      Duration age = Duration.ofMillis(random.nextInt((int) world.lag().toMillis()));
      world.cloud().faults().on("*").nth(call).stale(age);
    }
  }

  private static void whole(Prepared prepared, World world) {
    Ending.comesTrue(world, prepared.wish());
    Ending.restores(world, prepared.name(), prepared.before());
    world.checkCalls();
  }
}
