package dev.tieline.examples;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.examples.AliyunStage.Net;
import dev.tieline.plan.Trait;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * EMQX BYOC on Alibaba Cloud with the deployment in an account of its own: each side of the link
 * uses its account, the request is accepted by the other one, and the customer's account has not
 * opened Cloud Data Transfer yet, which a finding says before anything is made.
 */
final class EmqxAliyunTwoAccounts implements Scenario {
  private static final String EMQX = "1000000000000001";
  private static final String CUSTOMER = "1000000000000002";
  private static final String REGION = "cn-hangzhou";

  @Override
  public String name() {
    return "emqx-aliyun-two-accounts";
  }

  @Override
  public String title() {
    return "EMQX BYOC on Alibaba Cloud: two accounts, one of which has to open data transfer";
  }

  @Override
  public void play(Performance performance) {
    try (AliyunStage stage =
        AliyunStage.open(
            performance, title(), Map.of("emqx", EMQX, "customer", CUSTOMER), REGION)) {
      Net emqx = stage.net(EMQX, REGION, "10.100.0.0/16", "10.100.1.0/24", "cn-hangzhou-h");
      Net app = stage.net(CUSTOMER, REGION, "172.16.0.0/16", "172.16.1.0/24", "cn-hangzhou-i");
      stage.aliyun().service(CUSTOMER, AliyunOpening.CDT, false);
      String before = opened(stage);

      stage.expect(
          stage.plan(link(emqx, app)).findings().stream()
              .anyMatch(f -> f.code().equals("CDT_NOT_OPENED") && f.remedy().contains(CUSTOMER)),
          "a finding says which account has to open Cloud Data Transfer");
      Topology topology = link(emqx, app, AliyunPeering.OPEN_DATA_TRANSFER);
      var plan = stage.plan(topology);
      stage.expect(
          plan.steps().stream()
              .anyMatch(s -> s.kind().contains("Transfer") && s.traits().contains(Trait.PERMANENT)),
          "the link may open it, as a step that is called permanent");
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready, accepted by the customer's account");
      stage.expect(stage.verify(topology).isGood(), "both directions get through");
      stage.expect(
          stage.explain(topology, "emqx", "app", tcp(8883)).isBlocked(),
          "the broker may ping the customer, and opens nothing else to it");
      stage.say("the fake cloud's own packet walk");
      var cloud = stage.aliyun().fork(stage.time());
      Host broker = cloud.console(EMQX, REGION).runInstance(emqx.vSwitch(), emqx.group());
      Host client = cloud.console(CUSTOMER, REGION).runInstance(app.vSwitch(), app.group());
      stage.expect(
          cloud.walk().connect(client, broker.privateIp(), 8883).delivered(),
          "the customer reaches the broker");
      stage.expect(
          cloud.walk().ping(broker, client.privateIp()).delivered(),
          "the broker's ping reaches the customer");
      stage.expect(
          !cloud.walk().connect(broker, client.privateIp(), 8883).delivered(),
          "the broker opens no connection to the customer");
      cloud.close();
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }

  private static Topology link(Net emqx, Net app, AliyunPeering... options) {
    return Topology.named("emqx-two-accounts")
        .network("emqx", AliyunVpc.existing("emqx", REGION, emqx.vpc()))
        .network("app", AliyunVpc.existing("customer", REGION, app.vpc()))
        .peer(
            "emqx",
            "app",
            p -> {
              p.allow(icmp())
                  .allowFrom("app", tcp(8883))
                  .groups("emqx", emqx.group())
                  .groups("app", app.group());
              for (AliyunPeering option : options) {
                p.with(option);
              }
            })
        .build();
  }

  /** What is to be there in the end: all that is there, and the opened service. */
  private static String opened(AliyunStage stage) {
    var cloud = stage.aliyun().fork(stage.time());
    cloud.service(CUSTOMER, AliyunOpening.CDT, true);
    String dump = cloud.dump();
    cloud.close();
    return dump;
  }
}
