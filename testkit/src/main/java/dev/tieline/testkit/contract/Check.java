package dev.tieline.testkit.contract;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the checks that every scenario must stand. */
enum Check {
  /** From nothing to the wish and back, looked at from all sides. */
  FROM_NOTHING(FromNothing::cases, 1),
  /** A process dies before or after each call that changes something. */
  CRASH(Crashes::cases, 1, "(?![a-z]+ dies .* then apply$).*", 29),
  /** Reads are behind, go back in time, or show some things and not others. */
  STALE(StaleReads::cases, 4, "apply dies .*", 23),
  /** Calls whose effect comes when nobody waits for it any more. */
  LATE(LateEffects::cases, 17),
  /** Two processes at once. */
  TOGETHER(Together::cases, 23),
  /** Somebody else changes things. */
  STRANGER(Strangers::cases, 37),
  /** The cloud refuses, hides things, is down, or has enough of us. */
  REFUSAL(Refusals::cases, 19),
  /** Wishes, faults, crashes, strangers and time at random. */
  LIFECYCLE(Lifecycle::cases, 2);

  /** Makes the cases of a check. */
  interface Cases {
    Stream<Case> of(Prepared prepared, int seeds);
  }

  private final Cases cases;
  private final int oneIn;
  private final Pattern dear;
  private final int oneInDear;

  Check(Cases cases, int oneIn) {
    this(cases, oneIn, "", oneIn);
  }

  /**
   * @param dear the scripts of those of which there are more than the sample can bear
   */
  Check(Cases cases, int oneIn, String dear, int oneInDear) {
    this.cases = cases;
    this.oneIn = oneIn;
    this.dear = Pattern.compile(dear);
    this.oneInDear = oneInDear;
  }

  /** All cases; with so many seeds where a seed decides. */
  Stream<Case> cases(Prepared prepared, int seeds) {
    return cases.of(prepared, seeds);
  }

  /** Whether a sample has the case: that is a function of its script. */
  boolean isSampled(Case one) {
    int spread = dear.matcher(one.script()).matches() ? oneInDear : oneIn;
    return Math.floorMod(one.script().hashCode(), spread) == 0;
  }

  /** The check as a script names it. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
