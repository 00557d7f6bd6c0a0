package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.icmp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** VPCs of 2020, with which no route table came: their vxnets get one of ours. */
class OwnTablesOnFakeTest {
  private final FakeSite site =
      new FakeSite(
          VirtualTime.startingAt(Instant.parse("2020-06-01T00:00:00Z")),
          builder -> builder.set(QingCloudSwitch.DEFAULT_TABLES, false));
  private final String one = site.pek3.createVpc("172.16.0.0/16");
  private final String two = site.pek3.createVpc("172.17.0.0/16");
  private final String first = site.pek3.createVxnet(one, "172.16.1.0/24", "172.16.1.253");
  private final String second = site.pek3.createVxnet(two, "172.17.1.0/24", "172.17.1.253");

  @AfterEach
  void close() {
    site.close();
  }

  private Topology topology() {
    return Topology.named("guide")
        .network("one", QingCloudVpc.existing("main", "pek3", one))
        .network("two", QingCloudVpc.existing("main", "pek3", two))
        .hub(
            "backbone",
            h ->
                h.member("one")
                    .member("two")
                    .allow(icmp())
                    .with(QingCloudHub.policies(QingCloudPolicies.ROUTE_TABLE)))
        .build();
  }

  @Test
  void apply_vxnetsWithoutTables_getOneOfOurs() {
    Outcome outcome = site.tieline.apply(topology());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(site.tieline.plan(topology()).isEmpty()).isTrue();
    assertThat(site.tieline.verify(topology()).isGood()).isTrue();
    Host here = site.pek3.createInstance(first, "");
    Host there = site.pek3.createInstance(second, "");
    assertThat(site.cloud.walk().ping(here, there.privateIp()).delivered()).isTrue();
  }

  @Test
  void destroy_tablesOfOurs_areUnboundAndRemoved() {
    String before = site.cloud.dump();
    site.tieline.apply(topology());

    assertThat(site.destroyed("guide")).as(site.tieline.destroy("guide").toString()).isTrue();
    assertThat(site.cloud.dump()).isEqualTo(before);
  }
}
