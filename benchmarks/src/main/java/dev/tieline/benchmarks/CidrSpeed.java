package dev.tieline.benchmarks;

import dev.tieline.benchmarks.Turns.Time;
import java.util.ArrayList;
import java.util.List;

/** CIDR algebra against the libraries for it, on the same input, with the same results. */
final class CidrSpeed {
  static final int MANY = 1_000_000;
  static final String OURS = "Tieline";
  static final String IPADDRESS = "IPAddress";
  static final String GUAVA = "Guava";
  static final String IP_MATH = "commons-ip-math";

  private final Goals goals;
  private final List<Time> times = new ArrayList<>();

  CidrSpeed(Goals goals) {
    this.goals = goals;
  }

  void measure() {
    new CidrParses(this).measure();
    new CidrPairs(this).measure();
    new CidrLookups(this).measure();
    new CidrPools(this).measure();
    new CidrCovers(this).measure();
    new CidrHostile(this).measure();
  }

  Goals goals() {
    return goals;
  }

  /** The best times of all candidates so far. */
  List<Time> times() {
    return List.copyOf(times);
  }

  List<Time> run(Turns turns) {
    List<Time> of = turns.run();
    times.addAll(of);
    return of;
  }

  static double nanos(List<Time> of, String candidate) {
    return of.stream()
        .filter(t -> t.candidate().startsWith(candidate))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  /** How many times faster ours is. */
  void faster(String goal, List<Time> of, String rival, double wanted) {
    goals.atLeast(
        goal, "times as fast as " + rival, nanos(of, rival) / nanos(of, OURS), wanted, "x");
  }
}
