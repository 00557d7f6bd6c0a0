package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Waiting;
import dev.tieline.examples.AliyunStage.Net;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * MatrixOne Cloud with a provider that accepts each endpoint by hand, and an application that finds
 * the service by lines in its hosts file: apply waits for the provider with a document for it, goes
 * on when it has accepted, and tells the lines.
 */
final class MatrixOneHosts implements Scenario {
  private static final String ACCOUNT = "1000000000000001";

  @Override
  public String name() {
    return "matrixone-privatelink-hosts";
  }

  @Override
  public String title() {
    return "MatrixOne Cloud on Alibaba Cloud: accepted by hand, found by hosts lines";
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
      MatrixOne service = MatrixOne.open(stage, ACCOUNT, false);
      Net app =
          stage.net(ACCOUNT, MatrixOne.REGION, "172.16.0.0/16", "172.16.1.0/24", MatrixOne.ZONE);
      String before = stage.aliyun().dump();
      Topology topology =
          Topology.named("matrixone-hosts")
              .network("app", AliyunVpc.existing("main", MatrixOne.REGION, app.vpc()))
              .endpoint(
                  "matrixone",
                  "app",
                  AliyunEndpoint.service(service.name()).dns(AliyunDns.hosts()),
                  e -> e.allow(tcp(MatrixOne.PORT)).clients(app.group()))
              .build();

      Plan plan = stage.plan(topology);
      Outcome asked = stage.apply(plan);
      stage.expect(asked.waiting().size() == 1, "apply returns and waits for the provider");
      if (asked.waiting().isEmpty()) {
        return;
      }
      Waiting waiting = asked.waiting().get(0);
      stage.say("what the provider gets");
      stage.print(waiting.handover().markdown(Locale.ENGLISH).indent(2).stripTrailing());
      stage.say("the provider accepts");
      String endpoint = asked.endpoint("matrixone").id();
      stage
          .aliyun()
          .console(service.account(), MatrixOne.REGION)
          .connect(service.service(), endpoint, true);
      stage.time().advance(Duration.ofMinutes(1));
      Outcome outcome = stage.apply(stage.plan(topology));
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(
          stage.verify(topology).isGood(), "the application reaches the service, and gets answers");
      stage.expect(
          stage.explain(topology, "app", "matrixone", tcp(22)).isBlocked(),
          "and nothing but its port");
      stage.say("the lines for the hosts files of those that use the service");
      List<String> lines = AliyunDns.hostsLines(outcome.endpoint("matrixone"));
      lines.forEach(line -> stage.print("  " + line));
      String ip = outcome.endpoint("matrixone").addresses().get(0).toString();
      stage.expect(
          lines.equals(List.of(ip + " " + service.name())),
          "the outcome has the line: the endpoint's address and the service's name");
      stage.expect(
          outcome.findings().stream()
              .anyMatch(f -> f.code().equals("HOSTS_LINES") && f.what().contains(lines.get(0))),
          "and a finding tells it, too");
      walk(stage, app, ip);
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }

  private static void walk(AliyunStage stage, Net app, String ip) {
    stage.say("the fake cloud's own packet walk");
    var cloud = stage.aliyun().fork(stage.time());
    Host client =
        cloud.console(app.account(), app.region()).runInstance(app.vSwitch(), app.group());
    stage.expect(
        cloud.walk().connect(client, ip, MatrixOne.PORT).delivered(),
        "a MySQL client reaches " + ip + ":" + MatrixOne.PORT);
    stage.expect(
        !cloud.walk().connect(client, ip, 22).delivered(), "and nothing else is open there");
    cloud.close();
  }
}
