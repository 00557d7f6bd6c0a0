package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.examples.AliyunStage.Net;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * The guide for MatrixOne Cloud: an application's VPC, whose only vSwitch is in another zone than
 * the service, gets one in the right zone, an endpoint with a group that lets in what was asked
 * for, and the service's name as a zone of PrivateZone, since it is in no public DNS.
 */
final class MatrixOnePrivateLink implements Scenario {
  private static final String ACCOUNT = "1000000000000001";

  @Override
  public String name() {
    return "matrixone-privatelink";
  }

  @Override
  public String title() {
    return "MatrixOne Cloud on Alibaba Cloud: a service used by PrivateLink, under its name";
  }

  @Override
  public void play(Performance performance) {
    try (AliyunStage stage =
        AliyunStage.open(
            performance,
            title(),
            Map.of("main", ACCOUNT),
            new String[] {MatrixOne.PROVIDER},
            MatrixOne.REGION)) {
      MatrixOne service = MatrixOne.open(stage, ACCOUNT, true);
      Net app =
          stage.net(ACCOUNT, MatrixOne.REGION, "172.16.0.0/16", "172.16.1.0/24", "cn-hangzhou-i");
      String before = stage.aliyun().dump();

      stage.expect(
          stage
              .plan(use(service, app, AliyunVpc.existing("main", MatrixOne.REGION, app.vpc())))
              .findings()
              .stream()
              .anyMatch(
                  f ->
                      f.code().equals("NO_V_SWITCH_IN_ZONE")
                          && f.remedy().contains(MatrixOne.ZONE)),
          "a finding says in which zone the network needs a vSwitch");
      Topology topology =
          use(
              service,
              app,
              AliyunVpc.existing("main", MatrixOne.REGION, app.vpc())
                  .vSwitch("link", "172.16.9.0/24", MatrixOne.ZONE));
      Plan plan = stage.plan(topology);
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(
          outcome.endpoint("matrixone").addresses().size() == 1,
          "the endpoint has an address: " + outcome.endpoint("matrixone").addresses());
      stage.expect(
          stage.verify(topology).isGood(), "the application reaches the service, and gets answers");
      stage.expect(
          stage.explain(topology, "app", "matrixone", tcp(3306)).isBlocked(),
          "nothing opens that was not asked for");
      walk(stage, service, app);
      stage.picture(outcome);
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }

  private static Topology use(MatrixOne service, Net app, AliyunVpc network) {
    return Topology.named("matrixone")
        .network("app", network)
        .endpoint(
            "matrixone",
            "app",
            AliyunEndpoint.service(service.name())
                .zones(MatrixOne.ZONE)
                .dns(AliyunDns.privateZone()),
            e -> e.allow(tcp(MatrixOne.PORT)).clients(app.group()))
        .build();
  }

  private static void walk(AliyunStage stage, MatrixOne service, Net app) {
    stage.say("the fake cloud's own packet walk");
    var cloud = stage.aliyun().fork(stage.time()); // so that the host is in nobody's way later
    Host client =
        cloud.console(app.account(), app.region()).runInstance(app.vSwitch(), app.group());
    stage.expect(
        cloud.walk().connect(client, service.name(), MatrixOne.PORT).delivered(),
        "a MySQL client reaches " + service.name() + ":" + MatrixOne.PORT);
    stage.expect(
        !cloud.walk().connect(client, service.name(), 3306).delivered(),
        "the database's own port stays closed");
    cloud.close();
  }
}
