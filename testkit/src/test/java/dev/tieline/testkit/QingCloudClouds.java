package dev.tieline.testkit;

import dev.tieline.testkit.QingCloudClient.Answer;
import java.time.Duration;
import java.time.Instant;

/** The world most tests begin with: two accounts, two zones, a clock that stands. */
final class QingCloudClouds {
  static final String OWN = "usr-1gIBrASt";
  static final String OTHER = "usr-2hJCsBTu";
  static final String BEIJING = "pek3";
  static final String GUANGDONG = "gd2";

  final ManualClock clock = ManualClock.at(Instant.parse("2026-11-01T12:00:00Z"));
  final FakeQingCloud cloud;

  QingCloudClouds() {
    this(FakeQingCloud.builder());
  }

  QingCloudClouds(QingCloudSwitch fact, boolean value) {
    this(FakeQingCloud.builder().set(fact, value));
  }

  QingCloudClouds(FakeQingCloud.Builder builder) {
    cloud =
        builder.account(OWN).account(OTHER).zones(BEIJING, GUANGDONG).time(clock).seed(7).build();
  }

  QingCloudClient own() {
    return QingCloudClient.of(cloud, OWN, BEIJING);
  }

  QingCloudClient south() {
    return QingCloudClient.of(cloud, OWN, GUANGDONG);
  }

  QingCloudClient other() {
    return QingCloudClient.of(cloud, OTHER, BEIJING);
  }

  QingCloudConsole console() {
    return cloud.console(OWN, BEIJING);
  }

  QingCloudConsole southConsole() {
    return cloud.console(OWN, GUANGDONG);
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  /** Lets all jobs end, and all leases be made. */
  void settle() {
    pass(Duration.ofSeconds(30));
  }

  /** Makes a call of a client that goes well, and lets its job end. */
  Answer done(QingCloudClient client, String action, String... parameters) {
    Answer answer = client.ok(action, parameters);
    settle();
    return answer;
  }
}
