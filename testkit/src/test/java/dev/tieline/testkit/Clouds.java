package dev.tieline.testkit;

import java.time.Duration;
import java.time.Instant;

/** The world most tests begin with: two accounts, Tokyo and Singapore, a clock that stands. */
final class Clouds {

  static final String OWN = "111122223333";
  static final String OTHER = "444455556666";
  static final String TOKYO = "ap-northeast-1";
  static final String SINGAPORE = "ap-southeast-1";

  final ManualClock clock = ManualClock.at(Instant.parse("2026-11-01T12:00:00Z"));
  final FakeAws aws;

  Clouds() {
    this(Switches.ofDefaults(), Delays.ofDefaults());
  }

  Clouds(Switches switches, Delays delays) {
    aws =
        FakeAws.builder()
            .account(OWN)
            .account(OTHER)
            .regions(TOKYO, SINGAPORE)
            .time(clock)
            .seed(7)
            .switches(switches)
            .delays(delays)
            .build();
  }

  Client tokyo() {
    return Client.of(aws, OWN, TOKYO);
  }

  Client singapore() {
    return Client.of(aws, OWN, SINGAPORE);
  }

  Console tokyoConsole() {
    return aws.console(OWN, TOKYO);
  }

  Console singaporeConsole() {
    return aws.console(OWN, SINGAPORE);
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  void settle() {
    pass(Duration.ofSeconds(10));
  }

  /** Requests, accepts and awaits a peering between a VPC of Tokyo and one of Singapore. */
  String peer(String tokyoVpc, String singaporeVpc) {
    String peering = tokyoConsole().createPeering(tokyoVpc, OWN, SINGAPORE, singaporeVpc);
    settle();
    singaporeConsole().acceptPeering(peering);
    settle();
    return peering;
  }
}
