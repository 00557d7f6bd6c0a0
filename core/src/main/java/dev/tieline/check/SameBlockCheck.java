package dev.tieline.check;

import dev.tieline.net.Cidr;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One table leads a destination to one peer only. */
final class SameBlockCheck implements Checks.Check {
  private record Claimed(Way way, Cidr block) {}

  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (List<Way> ways : scene.waysFrom().values()) {
      BlockIndex<Claimed> claimed = new BlockIndex<>();
      for (Way way : ways) {
        for (Cidr block : way.destinations()) {
          claim(new Claimed(way, block), claimed, out);
        }
      }
    }
  }

  private static void claim(Claimed wish, BlockIndex<Claimed> claimed, Consumer<Finding> out) {
    Optional<Claimed> same = first(claimed.at(wish.block()), wish);
    if (same.isPresent()) {
      out.accept(finding(wish, same.get(), Severity.ERROR));
      return; // one that loses its block claims nothing, so that this stays linear
    }
    first(claimed.around(wish.block()), wish)
        .or(() -> first(claimed.inside(wish.block()), wish))
        .ifPresent(other -> out.accept(finding(wish, other, Severity.WARNING)));
    claimed.add(wish.block(), wish);
  }

  private static Optional<Claimed> first(List<Claimed> others, Claimed wish) {
    return others.stream()
        .filter(other -> !other.way().to().id().equals(wish.way().to().id()))
        .filter(other -> sharesTable(other.way(), wish.way()))
        .findFirst();
  }

  private static boolean sharesTable(Way a, Way b) {
    return !a.chosen() || !b.chosen() || !Collections.disjoint(a.tableIds(), b.tableIds());
  }

  private static Finding finding(Claimed wish, Claimed other, Severity severity) {
    Way way = wish.way();
    return way.finding(
        Codes.SAME_BLOCK_TWICE,
        severity,
        "%s is linked with %s (%s) and, by link %s, with %s (%s), and the same tables route both"
            .formatted(
                way.network(),
                way.peer(),
                wish.block(),
                other.way().link().name(),
                other.way().peer(),
                other.block()),
        severity == Severity.ERROR
            ? "A route table holds one route to a destination, so only one of the two is reached"
            : "The more specific route wins, so the addresses in both blocks lead to one of the two"
                + " only",
        "Choose different route tables for the two links (routeTables), or give one network"
            + " another block");
  }
}
