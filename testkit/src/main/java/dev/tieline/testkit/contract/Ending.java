package dev.tieline.testkit.contract;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.plan.Plan;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What must come of everything in the end: the wish comes true and stays so, and goes for good. */
final class Ending {
  /** Others leave, claims go after the quiet time, and the last look comes after it once more. */
  private static final int PATIENCE = 8;

  private Ending() {}

  /** Applies until the wish is true; then it stays so without a further write. */
  static void comesTrue(World world, Topology wish) {
    Outcome outcome = applied(world, wish);
    Breach.unless(
        outcome.isReady(), "the wish does not come true: " + outcome + " " + outcome.findings());
    stays(world, wish, 1);
  }

  /** Applies until the wish is true or nothing changes any more. */
  static Outcome applied(World world, Topology wish) {
    Outcome outcome = world.process().apply(wish);
    for (int i = 0; i < PATIENCE && !outcome.isReady(); i++) {
      world.pass(untilNextLook(world, outcome));
      world.scenario().others(world);
      world.pass(world.quiet());
      outcome = world.process().apply(wish);
    }
    return outcome;
  }

  /** Applies as often as said without a write, plans nothing, and verifies. */
  static void stays(World world, Topology wish, int applies) {
    Tieline process = world.process();
    Plan again = process.plan(wish);
    Breach.unless(again.isEmpty(), "there is more to do where nothing should be: " + again);
    int writes = world.writes();
    for (int i = 0; i < applies; i++) {
      process.apply(wish);
    }
    Breach.unless(
        world.writes() == writes, "a further apply writes " + (world.writes() - writes) + " times");
    Report report = process.verify(wish);
    Breach.unless(world.scenario().holds(report), "the model says otherwise: " + report);
  }

  /** Destroys until that is done; the cloud must be as it was. */
  static void restores(World world, String name, String before) {
    gone(world, name);
    String now = world.cloud().dump();
    Breach.unless(now.equals(before), "destroy does not restore: " + difference(before, now));
  }

  /** Destroys until that is done, and lets everything happen that may still happen then. */
  static void gone(World world, String name) {
    Outcome outcome = destroyed(world, name);
    Breach.unless(outcome.isReady(), "destroy does not end: " + outcome + " " + outcome.findings());
    world.pass(world.quiet());
  }

  /**
   * Destroys until that is done, where a stranger has moved in between: nothing of ours is left,
   * and nothing is gone or set otherwise that was there before, but what strangers have touched.
   */
  static void leavesNothing(World world, String name, String before) {
    leavesNothing(world, name, before, place -> place);
  }

  /**
   * Destroys until that is done, where an apply has met a destroy: nothing of ours is left, and
   * nothing is gone that was there before, though what is set may be what the apply set.
   */
  static void leavesNoObject(World world, String name, String before) {
    leavesNothing(world, name, before, Ending::setting);
  }

  private static void leavesNothing(
      World world, String name, String before, UnaryOperator<String> what) {
    gone(world, name);
    String now = world.cloud().dump();
    List<String> marks =
        now.lines().filter(l -> l.contains("tieline")).filter(l -> !before.contains(l)).toList();
    Breach.unless(marks.isEmpty(), "marks are left: " + marks);
    Set<String> old = places(before, what);
    Set<String> left = places(now, what);
    Set<String> lost = new TreeSet<>(old);
    lost.removeAll(left);
    Set<String> gone =
        lost.stream().filter(world::isTouched).collect(Collectors.toCollection(TreeSet::new));
    lost.removeIf(place -> world.isTouched(place) || goesWith(place, gone));
    left.removeAll(old);
    left.removeIf(world::isTouched);
    Breach.unless(left.isEmpty(), "destroy leaves what nobody else made: " + left);
    Breach.unless(lost.isEmpty(), "destroy takes along what was there before: " + lost);
  }

  /** Whether a setting or an entry is one of an object that has gone, or leads to it. */
  private static boolean goesWith(String place, Set<String> gone) {
    return gone.stream()
        .anyMatch(
            object ->
                place.startsWith(object + "/")
                    || place.endsWith("->" + object.substring(object.lastIndexOf(' ') + 1)));
  }

  private static Set<String> places(String dump, UnaryOperator<String> what) {
    return dump.lines()
        .map(line -> what.apply(place(line)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What a line of a dump is about: an account, a region and an id; of an entry or a setting also
   * which one it is, and where it leads or what it is set to.
   */
  static String place(String line) {
    String[] words = line.split(" ", 4);
    return String.join(" ", List.of(words).subList(0, Math.min(3, words.length)));
  }

  /** A place without what is set there. */
  static String setting(String place) {
    return place.replaceFirst("=.*", "");
  }

  static Outcome destroyed(World world, String name) {
    Outcome outcome = world.process().destroy(name);
    for (int i = 0; i < PATIENCE && !outcome.isReady(); i++) {
      world.pass(untilNextLook(world, outcome));
      world.scenario().leave(world);
      outcome = world.process().destroy(name);
    }
    return outcome;
  }

  /** As long as the outcome says, which must be right; the quiet time where it says nothing. */
  static Duration untilNextLook(World world, Outcome outcome) {
    Instant now = world.time().instant();
    return outcome.waiting().stream()
        .map(w -> Duration.between(now, w.nextLook()))
        .filter(d -> !d.isNegative())
        .max(Comparator.naturalOrder())
        .orElse(world.quiet());
  }

  static String difference(String before, String now) {
    Set<String> old = new LinkedHashSet<>(before.lines().toList());
    Set<String> fresh = new LinkedHashSet<>(now.lines().toList());
    List<String> more = fresh.stream().filter(l -> !old.contains(l)).map(l -> "\n+ " + l).toList();
    List<String> less = old.stream().filter(l -> !fresh.contains(l)).map(l -> "\n- " + l).toList();
    return String.join("", less) + String.join("", more);
  }
}
