package dev.tieline.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.spi.Find;
import dev.tieline.spi.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoublesTest {
  private record Thing(String id, Scope scope, Tags tags) implements Tagged {}

  private static Thing thing(String id) {
    return new Thing(id, new Scope("cloud", "main", "r-1"), Tags.none());
  }

  @Test
  void choose_ofNone_isNothing() {
    assertThat(Doubles.choose(List.<Thing>of(), t -> true)).isEqualTo(new Find.None<Thing>());
  }

  @Test
  void choose_unusedOnes_smallestIdStays() {
    Thing a = thing("a");
    Thing b = thing("b");
    assertThat(Doubles.choose(List.of(b, a), t -> false)).isEqualTo(new Find.Ours<>(a, List.of(b)));
  }

  @Test
  void choose_severalInUse_areNoSurplus() {
    Thing a = thing("a");
    Thing b = thing("b");
    Thing c = thing("c");
    assertThat(Doubles.choose(List.of(a, b, c), t -> !t.equals(a)))
        .isEqualTo(new Find.Ours<>(b, List.of(a)));
  }
}
