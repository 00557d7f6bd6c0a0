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
 * The second part of QingCloud's guide: a third VPC in another zone, behind a border router of its
 * own, reached over SD-WAN. Its access points cost by contract: somebody orders them in the
 * console, and they are used as they are and left alone.
 */
final class QingCloudSdwan implements Scenario {
  private static final String NORTH = "pek3";
  private static final String SOUTH = "gd2";
  private static final List<Net> NETS =
      List.of(
          new Net("vpc1", NORTH, "172.16.0.0/16", "172.16.1.0/24"),
          new Net("vpc2", NORTH, "172.17.0.0/16", "172.17.1.0/24"),
          new Net("vpc3", SOUTH, "192.168.0.0/16", "192.168.211.0/24"));

  @Override
  public String name() {
    return "qingcloud-sdwan";
  }

  @Override
  public String title() {
    return "QingCloud: three VPCs in two zones over SD-WAN, with access points from the console";
  }

  @Override
  public void play(Performance performance) {
    try (QingCloudStage stage = QingCloudStage.open(performance, title(), NORTH, SOUTH)) {
      String before = stage.qingcloud().dump();
      for (QingCloudPolicies policies : QingCloudPolicies.values()) {
        play(stage, before, policies);
      }
    }
  }

  private static void play(QingCloudStage stage, String before, QingCloudPolicies policies) {
    boolean byHand = policies == QingCloudPolicies.MANUAL;
    stage.say(byHand ? "with policies by hand" : "the same by route tables");
    Topology topology =
        QingCloudStage.topology("sdwan", NETS)
            .hub(
                "backbone",
                h ->
                    h.member("vpc1")
                        .member("vpc2")
                        .member("vpc3")
                        .allow(icmp(), tcp(80))
                        .with(QingCloudHub.policies(policies)))
            .build();
    Plan plan = stage.plan(topology);
    Outcome outcome = stage.apply(plan);
    stage.expect(!outcome.waiting().isEmpty(), "the hub waits for access points");
    stage.handover(outcome);
    List<String> points = stage.createAccessPoints(outcome, NORTH, SOUTH);
    outcome = stage.apply(plan);
    if (byHand) {
      stage.expect(!outcome.waiting().isEmpty(), "and then for the policies of three VPCs");
      stage.handover(outcome);
      stage.addPolicies(outcome, topology.name(), NETS);
      outcome = stage.apply(plan);
    }
    stage.expect(outcome.isReady(), "everything is ready");
    stage.expect(stage.verify(topology).isGood(), "all three reach one another, both ways");
    stage.walk(outcome, NETS);
    stage.picture(outcome);
    stage.replan(topology);

    stage.say("destroy " + topology.name() + ", while the access points hold the border routers");
    Outcome left = stage.tieline().destroy(topology.name());
    stage.print(left);
    stage.expect(!left.waiting().isEmpty(), "it waits until they are released by hand");
    stage.handover(left);
    if (byHand) {
      stage.removePolicies(outcome, NETS);
    }
    stage.releaseAccessPoints(points, NORTH, SOUTH);
    stage.destroy(topology.name(), before);
  }
}
