package dev.tieline.examples;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.examples.QingCloudStage.Net;
import dev.tieline.net.Ip;
import dev.tieline.plan.Plan;
import dev.tieline.qingcloud.QingCloudBalancer;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.reach.HttpProbe;
import dev.tieline.reach.Probe;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.QingCloudConsole;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.QingCloudWalk;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * QingCloud's whole guide "cross-region networking and load balancing": three VPCs in two zones,
 * and a public load balancer in the first, with two servers by instance and one by its address in
 * the other zone.
 */
final class QingCloudGuide implements Scenario {
  private static final String NORTH = "pek3";
  private static final String SOUTH = "gd2";
  private static final String FAR = "192.168.211.2";
  private static final int REQUESTS = 9;
  private static final List<Net> NETS =
      List.of(
          new Net("vpc1", NORTH, "172.16.0.0/16", "172.16.1.0/24"),
          new Net("vpc2", NORTH, "172.17.0.0/16", "172.17.1.0/24"),
          new Net("vpc3", SOUTH, "192.168.0.0/16", "192.168.211.0/24"));

  @Override
  public String name() {
    return "qingcloud-balancer";
  }

  @Override
  public String title() {
    return "QingCloud: a load balancer before servers in three VPCs and two zones, the whole guide";
  }

  @Override
  public void play(Performance performance) {
    for (boolean byHand : new boolean[] {true, false}) {
      try (QingCloudStage stage =
          QingCloudStage.open(
              performance,
              title() + (byHand ? ", by hand" : ", by tables and the assumed call"),
              b -> b.set(QingCloudSwitch.ADDRESS_BACKEND_BY_API, !byHand),
              NORTH,
              SOUTH)) {
        play(stage, byHand);
      }
    }
  }

  private static Topology.Builder networks(boolean byHand) {
    return QingCloudStage.topology("guide", NETS)
        .hub(
            "backbone",
            h ->
                h.member("vpc1")
                    .member("vpc2")
                    .member("vpc3")
                    .allow(icmp(), tcp(80))
                    .with(
                        QingCloudHub.policies(
                            byHand ? QingCloudPolicies.MANUAL : QingCloudPolicies.ROUTE_TABLE)));
  }

  private static Topology whole(boolean byHand, List<Host> hosts) {
    return networks(byHand)
        .loadBalancer(
            "web",
            "vpc1",
            b ->
                b.publicAddress()
                    .from("192.0.2.0/24")
                    .listen(Listener.http(80))
                    .backend(Backend.instance("vpc1", hosts.get(0).instanceId(), 80))
                    .backend(Backend.instance("vpc2", hosts.get(1).instanceId(), 80))
                    .backend(Backend.address("vpc3", FAR, 80))
                    .with(
                        byHand
                            ? QingCloudBalancer.MANUAL_ADDRESS
                            : QingCloudBalancer.ASSUMED_ADDRESS))
        .build();
  }

  private static void play(QingCloudStage stage, boolean byHand) {
    String before = stage.qingcloud().dump();
    Topology networks = networks(byHand).build();
    Plan first = stage.plan(networks);
    Outcome joined = stage.apply(first);
    List<String> points = stage.createAccessPoints(joined, NORTH, SOUTH);
    joined = stage.apply(first);
    if (byHand) {
      stage.addPolicies(joined, networks.name(), NETS);
      joined = stage.apply(first);
    }
    stage.expect(joined.isReady(), "the networks are joined");

    List<Host> hosts = machines(stage, joined);
    Topology whole = whole(byHand, hosts);
    Plan plan = stage.plan(whole);
    Outcome outcome = stage.apply(plan);
    if (byHand) {
      stage.expect(!outcome.waiting().isEmpty(), "the balancer waits for the server by address");
      stage.handover(outcome);
      addByHand(stage, outcome);
      outcome = stage.apply(plan);
    }
    stage.expect(outcome.isReady(), "everything is ready");
    stage.expect(stage.verify(whole).isGood(), "the balancer reaches all three, and they answer");
    ask(stage, hosts);
    stage.picture(outcome);
    stage.replan(whole);
    leave(stage, outcome, points, hosts, before, byHand);
  }

  private static QingCloudConsole console(QingCloudStage stage, String zone) {
    return stage.qingcloud().console(stage.qingcloud().accounts().get(0), zone);
  }

  private static List<Host> machines(QingCloudStage stage, Outcome outcome) {
    stage.say("somebody starts a server in each VPC");
    List<Host> hosts = new ArrayList<>();
    for (Net net : NETS) {
      String vxnet = outcome.id("network." + net.name() + "/vxnet.web").orElseThrow();
      String address = net.vxnet().replace(".0/24", ".2");
      hosts.add(console(stage, net.zone()).createInstance(vxnet, address));
    }
    return hosts;
  }

  private static void addByHand(QingCloudStage stage, Outcome outcome) {
    stage.say("somebody adds it in the console, by the name in the document");
    console(stage, NORTH)
        .addAddressBackend(
            outcome.id("balancer.web/listener.80").orElseThrow(),
            FAR,
            80,
            Backend.DEFAULT_WEIGHT,
            "tieline/examples/guide " + outcome.waiting().get(0).address());
  }

  /** Sends requests to the public address, and counts who answers. */
  private static void ask(QingCloudStage stage, List<Host> hosts) {
    stage.say("requests from the internet");
    String eips = console(stage, NORTH).call("DescribeEips", Map.of());
    String address = eips.replaceFirst("(?s).*\"eip_addr\":\"([0-9.]+)\".*", "$1");
    try {
      HttpProbe.Answers answers =
          Probe.http(Ip.parse(address), 80)
              .times(REQUESTS)
              .send(
                  (to, port) -> {
                    QingCloudWalk.Served served =
                        stage.qingcloud().walk().http(to.toString(), port);
                    if (!served.result().delivered()) {
                      throw new IOException(served.result().toString());
                    }
                    return served.backend();
                  });
      stage.print(answers.toString());
      stage.expect(
          answers.isFrom(hosts.get(0).instanceId(), hosts.get(1).instanceId(), FAR),
          "all three servers answer, in turns");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while requests were sent", e);
    }
  }

  private static void leave(
      QingCloudStage stage,
      Outcome outcome,
      List<String> points,
      List<Host> hosts,
      String before,
      boolean byHand) {
    stage.say("somebody removes the servers; then destroy guide");
    for (int i = 0; i < hosts.size(); i++) {
      console(stage, NETS.get(i).zone()).deleteInstance(hosts.get(i).instanceId());
    }
    Outcome left = stage.tieline().destroy("guide");
    stage.print(left);
    stage.expect(!left.waiting().isEmpty(), "it waits for what is to be undone by hand");
    if (byHand) {
      stage.removePolicies(outcome, NETS);
    }
    stage.releaseAccessPoints(points, NORTH, SOUTH);
    stage.destroy("guide", before);
  }
}
