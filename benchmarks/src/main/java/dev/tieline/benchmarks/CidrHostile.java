package dev.tieline.benchmarks;

import static dev.tieline.benchmarks.CidrSpeed.MANY;
import static dev.tieline.benchmarks.CidrSpeed.OURS;

import dev.tieline.benchmarks.Turns.Time;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrIndex;
import dev.tieline.net.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A /0, a nest as deep as can be, and duplicates: twice as many must take twice the time. */
final class CidrHostile {
  private final CidrSpeed speed;

  CidrHostile(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    List<Time> once = count("500,000", networks(MANY / 2));
    List<Time> twice = count("1,000,000", networks(MANY));
    speed
        .goals()
        .atMost(
            "hostile input",
            "time for twice as many networks",
            CidrSpeed.nanos(twice, OURS) / CidrSpeed.nanos(once, OURS),
            3,
            "x");
  }

  private static List<Cidr> networks(int size) {
    List<Cidr> cidrs = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int length = i % 3 == 0 ? 24 : i % 3 == 1 ? i / 3 % 33 : 32;
      cidrs.add(Cidr.enclosing(Ip.v4(i % 3 == 2 ? i * 0x9e3779b9 : -1), length));
    }
    return cidrs;
  }

  private List<Time> count(String many, List<Cidr> cidrs) {
    Integer[] numbers = Numbered.numbers(cidrs.size());
    return speed.run(
        new Turns("count of the pairs of " + many + " hostile networks", 1)
            .add(OURS, () -> Numbered.index(cidrs, numbers).overlapCount(), n -> n)
            .add(OURS + ", by parents", () -> byParents(Numbered.index(cidrs, numbers)), n -> n));
  }

  /** The number of pairs, by sorting counts of equal networks instead of sweeping. */
  private static long byParents(CidrIndex<Integer> index) {
    Map<Cidr, Long> equal = new HashMap<>();
    index.entries().forEach(e -> equal.merge(e.cidr(), 1L, Long::sum));
    long pairs = 0;
    for (Map.Entry<Cidr, Long> entry : equal.entrySet()) {
      long around = 0;
      for (int length = 0; length < entry.getKey().prefixLength(); length++) {
        around += equal.getOrDefault(entry.getKey().supernet(length), 0L);
      }
      pairs += entry.getValue() * around + entry.getValue() * (entry.getValue() - 1) / 2;
    }
    return pairs;
  }
}
