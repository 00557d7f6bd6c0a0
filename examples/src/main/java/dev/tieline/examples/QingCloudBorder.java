package dev.tieline.examples;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.examples.QingCloudStage.Net;
import dev.tieline.plan.Plan;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.topology.Topology;
import java.util.List;

/**
 * The first part of QingCloud's guide "cross-region networking and load balancing": two VPCs of one
 * zone, joined by a border router. The VPCs learn of each other by policies that somebody writes
 * down in the console, and once more by rules in the tables of their vxnets, for which there are
 * calls.
 */
final class QingCloudBorder implements Scenario {
  private static final String ZONE = "pek3";
  private static final List<Net> NETS =
      List.of(
          new Net("vpc1", ZONE, "172.16.0.0/16", "172.16.1.0/24"),
          new Net("vpc2", ZONE, "172.17.0.0/16", "172.17.1.0/24"));

  @Override
  public String name() {
    return "qingcloud-border";
  }

  @Override
  public String title() {
    return "QingCloud: two VPCs joined by a border router, with policies by hand and by tables";
  }

  @Override
  public void play(Performance performance) {
    try (QingCloudStage stage = QingCloudStage.open(performance, title(), ZONE)) {
      String before = stage.qingcloud().dump();
      byHand(stage, before);
      byTables(stage, before);
    }
  }

  private static Topology topology(QingCloudPolicies policies) {
    return QingCloudStage.topology("border", NETS)
        .hub(
            "backbone",
            h ->
                h.member("vpc1")
                    .member("vpc2")
                    .allow(icmp(), tcp(80))
                    .with(QingCloudHub.policies(policies)))
        .build();
  }

  private static void byHand(QingCloudStage stage, String before) {
    Topology topology = topology(QingCloudPolicies.MANUAL);
    Plan plan = stage.plan(topology);
    Outcome waiting = stage.apply(plan);
    stage.expect(
        waiting.waiting().size() == 1 && waiting.failed().isEmpty(),
        "the hub waits for policies, which the cloud has in its console alone");
    stage.handover(waiting);
    stage.addPolicies(waiting, topology.name(), NETS);
    Outcome outcome = stage.apply(plan);
    stage.expect(outcome.isReady(), "the approved plan is continued to its end");
    stage.expect(stage.verify(topology).isGood(), "the VPCs reach each other, both ways");
    stage.walk(outcome, NETS);
    stage.picture(outcome);
    stage.replan(topology);

    stage.say("destroy " + topology.name() + ", while the policies are there");
    Outcome left = stage.tieline().destroy(topology.name());
    stage.print(left);
    stage.expect(!left.waiting().isEmpty(), "it waits until they are removed by hand");
    stage.handover(left);
    stage.removePolicies(outcome, NETS);
    stage.destroy(topology.name(), before);
  }

  private static void byTables(QingCloudStage stage, String before) {
    stage.say("the same by route tables, without anybody's hand");
    Topology topology = topology(QingCloudPolicies.ROUTE_TABLE);
    Outcome outcome = stage.apply(stage.plan(topology));
    stage.expect(outcome.isReady(), "everything is ready in one apply");
    stage.expect(stage.verify(topology).isGood(), "the VPCs reach each other, both ways");
    stage.walk(outcome, NETS);
    stage.replan(topology);
    stage.destroy(topology.name(), before);
  }
}
