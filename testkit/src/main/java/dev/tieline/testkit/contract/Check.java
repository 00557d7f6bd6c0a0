package dev.tieline.testkit.contract;

import java.util.stream.Stream;

/** One of the checks that every scenario must stand. */
enum Check {
  /** From nothing to the wish and back, looked at from all sides. */
  FROM_NOTHING(FromNothing::cases, 1),
  /** A process dies before or after each call that changes something. */
  CRASH(Crashes::cases, 1),
  /** Reads are behind, go back in time, or show some things and not others. */
  STALE(StaleReads::cases, 4),
  /** Calls whose effect comes when nobody waits for it any more. */
  LATE(LateEffects::cases, 11),
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

  Check(Cases cases, int oneIn) {
    this.cases = cases;
    this.oneIn = oneIn;
  }

  /** All cases; with so many seeds where a seed decides. */
  Stream<Case> cases(Prepared prepared, int seeds) {
    return cases.of(prepared, seeds);
  }

  /** How many cases a sample leaves out for each that it takes, counted with that one. */
  int oneIn() {
    return oneIn;
  }

  /** The check as a script names it. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
