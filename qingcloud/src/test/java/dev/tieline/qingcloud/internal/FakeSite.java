package dev.tieline.qingcloud.internal;

import dev.tieline.Tieline;
import dev.tieline.qingcloud.QingCloudCredentials;
import dev.tieline.qingcloud.QingCloudProvider;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.testkit.QingCloudConsole;
import dev.tieline.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A fake QingCloud of one account in Beijing 3 and Guangdong 2, with a process that uses it. */
final class FakeSite implements AutoCloseable {
  static final String USER = "usr-1gIBrASt";

  final VirtualTime time;
  final FakeQingCloud cloud;
  final QingCloudConsole pek3;
  final QingCloudConsole gd2;
  final Tieline tieline;

  FakeSite() {
    this(VirtualTime.startingAt(Instant.parse("2026-11-22T04:00:00Z")), builder -> builder);
  }

  FakeSite(VirtualTime time, UnaryOperator<FakeQingCloud.Builder> how) {
    this.time = time;
    cloud =
        how.apply(FakeQingCloud.builder().account(USER).zones("pek3", "gd2").time(time).seed(7))
            .build();
    pek3 = cloud.console(USER, "pek3");
    gd2 = cloud.console(USER, "gd2");
    tieline = process();
  }

  /** Another process of the same owner. */
  Tieline process() {
    FakeQingCloud.Keys keys = cloud.keys(USER);
    return Tieline.builder()
        .namespace("acme")
        .provider(
            QingCloudProvider.builder()
                .account(
                    "main",
                    QingCloudCredentials.of(keys.accessKeyId(), keys.secretAccessKey()),
                    USER)
                .zones("pek3", "gd2")
                .transport(new InProcessQingCloud(cloud))
                .build())
        .time(time)
        .build();
  }

  /** Destroys until nothing of the past can come back; returns whether it is done. */
  boolean destroyed(String topology) {
    for (int i = 0; i < 4; i++) {
      if (tieline.destroy(topology).isReady()) {
        return true;
      }
      time.advance(Duration.ofMinutes(3));
    }
    return false;
  }

  @Override
  public void close() {
    tieline.close();
    cloud.close();
  }
}
