package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays what clients that nobody here wrote sent, over HTTP, each through whole life cycles:
 * every call is understood and answered as it was when its client went on with the answer. The
 * recordings are made by {@link RecordCalls}; each tells its clients in comments.
 */
class ClientCallsTest {

  /** Two accounts, two regions, and a clock that goes on with each call. */
  static final class World implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(5);

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-01T12:00:00Z"));
    final FakeAws aws =
        FakeAws.builder()
            .account(Clouds.OWN)
            .account(Clouds.OTHER)
            .regions("us-east-1", "eu-west-1")
            .time(clock)
            .seed(7)
            .build();

    Reply handle(Ask ask) {
      goOn();
      return aws.handle(ask);
    }

    void goOn() {
      clock.advance(PACE);
    }

    @Override
    public void close() {
      aws.close();
    }
  }

  private static List<String> recording(String client) throws IOException {
    try (InputStream in = ClientCallsTest.class.getResourceAsStream("/calls/" + client + ".txt")) {
      assertThat(in).as(client).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws-cli", "boto3", "aws-sdk-js", "terraform"})
  void replay_recordedCalls_areAnsweredAsRecorded(String client) throws IOException {
    try (World world = new World()) {
      replay(client, world);
    }
  }

  private static void replay(String client, World world) throws IOException {
    URI endpoint = world.aws.serve();
    Recorded.Ids ids = new Recorded.Ids();
    List<String> wrong = new ArrayList<>();
    int made = 0;
    for (String line : recording(client)) {
      if (line.startsWith("#") || line.isEmpty()) {
        continue;
      }
      Recorded recorded = Recorded.parse(line);
      List<String> parameters = new ArrayList<>();
      recorded
          .parameters()
          .forEach(
              (name, value) -> {
                parameters.add(name);
                parameters.add(ids.real(value));
              });
      FakeAws.Keys keys = world.aws.keys(recorded.account());
      Client.Answer answer =
          new Client(
                  ask -> {
                    assertThat(ask.method()).isEqualTo(recorded.method());
                    world.goOn();
                    return Http.send(endpoint, ask);
                  },
                  keys.accessKeyId(),
                  keys.secretAccessKey(),
                  "",
                  recorded.region(),
                  recorded.service(),
                  endpoint.getAuthority())
              .call(recorded.action(), parameters.toArray(new String[0]));
      ids.learn(answer.body());
      made++;
      String result = answer.status() == 200 ? "200" : answer.code();
      if (!result.equals(recorded.result())) {
        wrong.add(line + "\n  now: " + answer.body());
      }
    }
    assertThat(made).as("calls of %s", client).isGreaterThan(50);
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws-cli", "boto3", "aws-sdk-js", "terraform"})
  void recording_results_areSensible(String client) throws IOException {
    assertThat(recording(client))
        .filteredOn(line -> !line.startsWith("#") && !line.isEmpty())
        .extracting(line -> Recorded.parse(line).result())
        .doesNotContain(
            "UnknownParameter", "InvalidAction", "MissingParameter", "InternalError", "500");
  }
}
