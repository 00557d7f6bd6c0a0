package dev.tieline.testkit;

import java.time.Duration;
import java.time.Instant;

/** The world most tests begin with: two accounts, three regions, a clock that stands. */
final class AliyunClouds {

  static final String OWN = "1000000000000001";
  static final String OTHER = "1000000000000002";
  static final String FOREIGN = "5000000000000003";
  static final String HANGZHOU = "cn-hangzhou";
  static final String BEIJING = "cn-beijing";
  static final String SINGAPORE = "ap-southeast-1";

  final ManualClock clock = ManualClock.at(Instant.parse("2026-11-01T12:00:00Z"));
  final FakeAliyun aliyun;

  AliyunClouds() {
    this(FakeAliyun.builder());
  }

  AliyunClouds(AliyunSwitch fact, boolean value) {
    this(FakeAliyun.builder().set(fact, value));
  }

  private AliyunClouds(FakeAliyun.Builder builder) {
    aliyun =
        builder
            .account(OWN)
            .account(OTHER)
            .internationalAccount(FOREIGN)
            .regions(HANGZHOU, BEIJING, SINGAPORE)
            .time(clock)
            .seed(7)
            .build();
  }

  AliyunClient own() {
    return AliyunClient.of(aliyun, OWN, HANGZHOU);
  }

  AliyunClient other() {
    return AliyunClient.of(aliyun, OTHER, HANGZHOU);
  }

  AliyunConsole console() {
    return aliyun.console(OWN, HANGZHOU);
  }

  AliyunConsole otherConsole() {
    return aliyun.console(OTHER, HANGZHOU);
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  void settle() {
    pass(Duration.ofSeconds(20));
  }
}
