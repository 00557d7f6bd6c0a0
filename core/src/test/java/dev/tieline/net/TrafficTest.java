package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocols with ports, against trying each port. */
class TrafficTest {

  @Property(tries = 200)
  void covers_anyRanges_isThatEveryPortIsThere(
      @ForAll @IntRange(max = 9) int from,
      @ForAll @IntRange(max = 9) int more,
      @ForAll @IntRange(max = 9) int otherFrom,
      @ForAll @IntRange(max = 9) int otherMore) {
    Traffic one = Traffic.tcp(from, from + more);
    Traffic other = Traffic.tcp(otherFrom, otherFrom + otherMore);
    boolean all = true;
    for (int port = otherFrom; port <= otherFrom + otherMore; port++) {
      all &= port >= from && port <= from + more;
    }
    assertThat(one.covers(other)).isEqualTo(all);
    assertThat(one.covers(Traffic.udp(otherFrom, otherFrom + otherMore))).isFalse();
    assertThat(Traffic.all().covers(other)).isTrue();
    assertThat(other.covers(Traffic.all())).isFalse();
    assertThat(Traffic.icmp().covers(other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, 5", "5, 65536", "6, 5"})
  void tcp_portsThatAreNone_throws(int from, int to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Traffic.tcp(from, to))
        .withMessage(
            "ports: " + from + "-" + to + " (expected: 0 to 65535, the first not above the last)");
  }

  @Test
  void of_protocolWithoutPorts_hasAllOrThrows() {
    assertThat(Traffic.icmp()).isEqualTo(new Traffic(Protocol.ICMP, 0, 65535));
    for (int[] ports : new int[][] {{0, 1}, {1, 65535}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Traffic(Protocol.ALL, ports[0], ports[1]))
          .withMessage(
              "ports: " + ports[0] + "-" + ports[1] + " (expected: none, since ALL has no ports)");
    }
    assertThat(Traffic.tcp(0, 65535).toString()).isEqualTo("tcp/0-65535");
  }

  @Test
  void toString_namesProtocolAndPorts() {
    assertThat(Stream.of(Traffic.tcp(22), Traffic.udp(8000, 8100), Traffic.udp(53)))
        .extracting(Traffic::toString)
        .containsExactly("tcp/22", "udp/8000-8100", "udp/53");
    assertThat(Stream.of(Traffic.icmp(), Traffic.all()))
        .extracting(Traffic::toString)
        .containsExactly("icmp", "all");
  }

  @Test
  void compareTo_isByProtocolThenPorts() {
    assertThat(Traffic.tcp(9).compareTo(Traffic.udp(1))).isNegative();
    assertThat(Traffic.udp(1).compareTo(Traffic.tcp(9))).isPositive();
    assertThat(Traffic.tcp(1, 9).compareTo(Traffic.tcp(2, 3))).isNegative();
    assertThat(Traffic.tcp(2, 9).compareTo(Traffic.tcp(2, 3))).isPositive();
    assertThat(Traffic.tcp(2, 3).compareTo(Traffic.tcp(2, 3))).isZero();
  }
}
