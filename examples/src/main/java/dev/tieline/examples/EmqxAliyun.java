package dev.tieline.examples;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.examples.AliyunStage.Net;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import dev.tieline.topology.Vendor;
import java.util.Map;

/**
 * The guide for EMQX BYOC on Alibaba Cloud: the deployment's VPC is peered with the VPCs of two
 * applications, one in the same region and one in another, which has a bandwidth. Both sides get
 * routes, in the order and at the pace that the cloud demands, and rules for the brokers' ports.
 * The vendor's own addresses are kept out of the applications' VPCs.
 */
final class EmqxAliyun implements Scenario {
  private static final String ACCOUNT = "1000000000000001";
  private static final String HANGZHOU = "cn-hangzhou";
  private static final String SHANGHAI = "cn-shanghai";

  @Override
  public String name() {
    return "emqx-aliyun";
  }

  @Override
  public String title() {
    return "EMQX BYOC on Alibaba Cloud: peered within a region and across regions";
  }

  @Override
  public void play(Performance performance) {
    try (AliyunStage stage =
        AliyunStage.open(performance, title(), Map.of("main", ACCOUNT), HANGZHOU, SHANGHAI)) {
      Net emqx = stage.net(ACCOUNT, HANGZHOU, "10.100.0.0/16", "10.100.1.0/24", "cn-hangzhou-h");
      Net near = stage.net(ACCOUNT, HANGZHOU, "172.16.0.0/16", "172.16.1.0/24", "cn-hangzhou-i");
      Net far = stage.net(ACCOUNT, SHANGHAI, "172.17.0.0/16", "172.17.1.0/24", "cn-shanghai-f");
      String before = stage.aliyun().dump();

      Topology topology =
          Topology.named("emqx-aliyun")
              .network("emqx", AliyunVpc.existing("main", HANGZHOU, emqx.vpc()))
              .network("near", AliyunVpc.existing("main", HANGZHOU, near.vpc()))
              .network("far", AliyunVpc.existing("main", SHANGHAI, far.vpc()))
              .peer(
                  "emqx",
                  "near",
                  p ->
                      p.allow(icmp())
                          .allowFrom("near", tcp(1883), tcp(8883))
                          .groups("emqx", emqx.group())
                          .groups("near", near.group()))
              .peer(
                  "emqx",
                  "far",
                  p ->
                      p.allow(icmp())
                          .allowFrom("far", tcp(8883))
                          .groups("emqx", emqx.group())
                          .groups("far", far.group())
                          .with(AliyunPeering.bandwidth(100)))
              .reserve("emqx", Vendor.EMQX_CLOUD)
              .build();
      Plan plan = stage.plan(topology);
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(
          stage.verify(topology).isGood(), "the applications reach the brokers, and get answers");
      stage.expect(
          stage.explain(topology, "emqx", "near", tcp(22)).isBlocked(),
          "nothing opens that was not asked for");
      walk(stage, emqx, near, far);
      stage.picture(outcome);
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }

  private static void walk(AliyunStage stage, Net emqx, Net near, Net far) {
    stage.say("the fake cloud's own packet walk");
    var cloud = stage.aliyun().fork(stage.time()); // so that the hosts are in nobody's way later
    Host broker =
        cloud.console(emqx.account(), emqx.region()).runInstance(emqx.vSwitch(), emqx.group());
    Host nearby =
        cloud.console(near.account(), near.region()).runInstance(near.vSwitch(), near.group());
    Host away = cloud.console(far.account(), far.region()).runInstance(far.vSwitch(), far.group());
    stage.expect(
        cloud.walk().connect(nearby, broker.privateIp(), 1883).delivered(),
        "the application nearby reaches the broker");
    stage.expect(
        cloud.walk().connect(away, broker.privateIp(), 8883).delivered(),
        "the application far away reaches the broker");
    stage.expect(cloud.walk().ping(broker, away.privateIp()).delivered(), "the broker pings back");
    stage.expect(
        !cloud.walk().connect(away, nearby.privateIp(), 8883).delivered(),
        "the two applications do not reach each other: peerings pass nothing on");
    cloud.close();
  }
}
