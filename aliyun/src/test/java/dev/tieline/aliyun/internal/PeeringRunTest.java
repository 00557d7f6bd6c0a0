package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.apply.Report;
import dev.tieline.topology.Topology;
import org.junit.jupiter.api.Test;

/**
 * Peerings through the whole library against the fake Alibaba Cloud: existing VPCs 172.n.0.0/16.
 */
class PeeringRunTest {
  static Topology link(String other, Net a, Net b, AliyunPeering... options) {
    return Topology.named("emqx")
        .network("broker", AliyunVpc.existing("main", a.region(), a.vpc()))
        .network("app", AliyunVpc.existing(other, b.region(), b.vpc()))
        .peer(
            "broker",
            "app",
            p -> {
              p.allow(icmp(), tcp(1883)).groups("broker", a.group()).groups("app", b.group());
              for (AliyunPeering option : options) {
                p.with(option);
              }
            })
        .build();
  }

  @Test
  void apply_sameAccountAndRegion_carriesTheWishedTrafficOnlyAndDestroyRestoresAll() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      String before = world.dump();
      Topology topology = link("main", broker, app);

      world.settle(topology);

      assertThat(world.connects(broker, app, 1883)).isTrue();
      assertThat(world.connects(app, broker, 1883)).isTrue();
      assertThat(world.connects(app, broker, 22)).isFalse();
      assertThat(world.cloud.walk().ping(app.host(), broker.host().privateIp()).delivered())
          .isTrue();
      Report report = world.tieline.verify(topology);
      assertThat(report.isGood()).as("%s", report).isTrue();

      world.destroy("emqx");
      assertThat(world.dump()).isEqualTo(before);
    }
  }
}
