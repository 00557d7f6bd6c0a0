package dev.tieline.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tieline.net.Ip;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
  private static final Ip ADDRESS = Ip.parse("203.0.113.7");

  @Test
  void send_serversTakeTurns_countsEach() throws Exception {
    Iterator<String> turns = List.of("i-1", "i-2", "192.168.211.2", "i-1").iterator();

    HttpProbe.Answers answers =
        Probe.http(ADDRESS, 80).times(4).send((address, port) -> turns.next());

    assertThat(answers.byBackend())
        .containsExactlyInAnyOrderEntriesOf(Map.of("i-1", 2, "i-2", 1, "192.168.211.2", 1));
    assertThat(answers.isFrom("i-1", "i-2", "192.168.211.2")).isTrue();
    assertThat(answers.isFrom("i-3")).isFalse();
  }

  @Test
  void send_requestsThatNobodyAnswers_areCountedWithTheirReasons() throws Exception {
    Iterator<String> turns = List.of("i-1", "", "", "i-1").iterator();

    HttpProbe.Answers answers =
        Probe.http(ADDRESS, 80)
            .times(4)
            .send(
                (address, port) -> {
                  String answered = turns.next();
                  if (answered.isEmpty()) {
                    throw new IOException(address + " port " + port + ": timed out");
                  }
                  return answered;
                });

    assertThat(answers.failed()).isEqualTo(2);
    assertThat(answers.isFrom("i-1")).isFalse();
    assertThat(answers).hasToString("{i-1=2}, 2 not answered: [203.0.113.7 port 80: timed out]");
  }

  @Test
  void http_portThatIsNone_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probe.http(ADDRESS, 0))
        .withMessage("port: 0 (expected: 1 to 65535)");
  }

  @Test
  void times_none_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probe.http(ADDRESS, 80).times(0))
        .withMessage("requests: 0 (expected: 1 or more)");
  }
}
