package dev.tieline.testkit.contract;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the checks that every scenario must stand. */
enum Check {
  /** From nothing to the wish and back, looked at from all sides. */
  FROM_NOTHING(FromNothing::cases, 1),
  /** A process dies before or after each call that changes something. */
  CRASH(Crashes::cases, 1, "(?![a-z]+ dies .* then apply$).*", 53),
  /** Reads are behind, go back in time, or show some things and not others. */
  STALE(StaleReads::cases, 6, "apply dies .*", 41),
  /** Calls whose effect comes when nobody waits for it any more. */
  LATE(LateEffects::cases, 17),
  /** Two processes at once. */
  TOGETHER(Together::cases, 37, ".*, seed 1", 1),
  /** Somebody else changes things. */
  STRANGER(Strangers::cases, 53),
  /** The cloud refuses, hides things, is down, or has enough of us. */
  REFUSAL(Refusals::cases, 37, ".*is down|throttle storm, seed 1", 1),
  /** Wishes, faults, crashes, strangers and time at random. */
  LIFECYCLE(Lifecycle::cases, 3);

  /** Makes the cases of a check. */
  interface Cases {
    Stream<Case> of(Prepared prepared, int seeds);
  }

  private final Cases cases;
  private final int oneIn;
  private final Pattern others;
  private final int oneInOthers;

  Check(Cases cases, int oneIn) {
    this(cases, oneIn, "", oneIn);
  }

  /**
   * @param others the scripts of which more or fewer are in the sample: there are very many, or few
   *     of a kind that nothing stands in for
   */
  Check(Cases cases, int oneIn, String others, int oneInOthers) {
    this.cases = cases;
    this.oneIn = oneIn;
    this.others = Pattern.compile(others);
    this.oneInOthers = oneInOthers;
  }

  /** All cases; with so many seeds where a seed decides. */
  Stream<Case> cases(Prepared prepared, int seeds) {
    return cases.of(prepared, seeds);
  }

  /**
   * Whether a sample has a case: that is a function of its script and the scenario's name, so that
   * each scenario has another sample.
   */
  boolean isSampled(String scenario, Case one) {
    int spread = others.matcher(one.script()).matches() ? oneInOthers : oneIn;
    return Math.floorMod(draw(scenario, one), spread) == 0;
  }

  /** What decides, like a die. */
  static int draw(String scenario, Case one) {
    int mixed = (scenario + ": " + one.script()).hashCode() * 0x9e3779b9;
    return mixed
        ^ mixed >>> 15; // texts that differ in a number alone have hashes next to each other
  }

  /** The check as a script names it. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
