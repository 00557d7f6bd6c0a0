package dev.tieline.examples;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * The guide "Tokyo to Singapore": a VPC 10.20.0.0/16 with a subnet is created in ap-northeast-1 and
 * peered with a VPC 172.31.0.0/16 in ap-southeast-1 that is there already, with three subnets, one
 * of them bound to a route table of its own. ICMP and SSH pass in both directions, and nothing else
 * does.
 */
final class TokyoSingapore implements Scenario {
  static final String ACCOUNT = "111122223333";

  @Override
  public String name() {
    return "tokyo-singapore";
  }

  @Override
  public String title() {
    return "create a VPC in Tokyo, peer it with an existing one in Singapore, prove it, remove it";
  }

  /** The VPC that is there before, with its ids. */
  record Singapore(String vpc, String group, String ownTable, String lastSubnet) {
    static Singapore in(Console console) {
      String vpc = console.createVpc("172.31.0.0/16");
      console.createSubnet(vpc, "172.31.0.0/20", "ap-southeast-1a");
      console.createSubnet(vpc, "172.31.16.0/20", "ap-southeast-1b");
      String last = console.createSubnet(vpc, "172.31.32.0/20", "ap-southeast-1c");
      String table = console.createRouteTable(vpc);
      console.associate(table, last);
      return new Singapore(vpc, console.createSecurityGroup(vpc, "app"), table, last);
    }

    Topology wish() {
      return Topology.named("tokyo-singapore")
          .network(
              "tokyo",
              AwsVpc.managed("main", "ap-northeast-1", "10.20.0.0/16")
                  .subnet("a", "10.20.1.0/24", "ap-northeast-1a"))
          .network("singapore", AwsVpc.existing("main", "ap-southeast-1", vpc))
          .peer("tokyo", "singapore", p -> p.allow(icmp(), tcp(22)).groups("singapore", group))
          .build();
    }
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage =
        AwsStage.open(
            performance, title(), Map.of("main", ACCOUNT), "ap-northeast-1", "ap-southeast-1")) {
      Console console = stage.console(ACCOUNT, "ap-southeast-1");
      Singapore singapore = Singapore.in(console);
      Topology topology = singapore.wish();
      String before = stage.aws().dump();

      Plan plan = stage.plan(topology);
      stage.expect(plan.isClean(), "no finding stands against the plan");
      stage.expect(before.equals(stage.aws().dump()), "planning changed nothing");

      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");

      Report report = stage.verify(topology);
      stage.expect(
          report.isGood() && report.lines().size() == 12,
          "ICMP and SSH pass between every two subnets, both ways");
      Report closed = stage.explain(topology, "tokyo", "singapore", tcp(3306));
      stage.expect(closed.isBlocked(), "TCP 3306 stays closed");

      say(stage, outcome, singapore);
      stage.picture(outcome);
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }

  /** The fake's own packet walk, which shares no code with the model, is the judge. */
  private static void say(AwsStage stage, Outcome outcome, Singapore singapore) {
    stage.say("the fake cloud's own packet walk, between hosts started for it");
    var cloud = stage.aws().fork(stage.time()); // so that the hosts are in nobody's way later
    String subnet = outcome.id("network.tokyo/subnet.a").orElseThrow();
    String group = outcome.id("network.tokyo/group").orElseThrow();
    Host tokyo = cloud.console(ACCOUNT, "ap-northeast-1").runInstance(subnet, group);
    Host app =
        cloud
            .console(ACCOUNT, "ap-southeast-1")
            .runInstance(singapore.lastSubnet(), singapore.group());
    stage.expect(
        cloud.walk().ping(tokyo, app.privateIp()).delivered(), "a ping from Tokyo arrives");
    stage.expect(
        cloud.walk().connect(app, tokyo.privateIp(), 22).delivered(), "SSH from Singapore arrives");
    stage.expect(
        !cloud.walk().connect(tokyo, app.privateIp(), 3306).delivered(), "TCP 3306 does not");
    cloud.close();
  }
}
