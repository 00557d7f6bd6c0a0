package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.apply.Waiting;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.reach.Verdict;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The other side belongs to a customer, of whom we hold no credentials: we ask, hand over their
 * part as a document, and go on later.
 */
final class CustomerAccepts implements Scenario {
  private static final String OURS = "111122223333";
  private static final String THEIRS = "999988887777";
  private static final String REGION = "ap-southeast-1";

  @Override
  public String name() {
    return "customer-accepts";
  }

  @Override
  public String title() {
    return "a customer accepts: waiting with a handover in English and Chinese, continued after it";
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage =
        AwsStage.open(
            performance, title(), Map.of("main", OURS), Map.of("customer", THEIRS), REGION)) {
      Console ours = stage.console(OURS, REGION);
      String vpc = ours.createVpc("10.30.0.0/16");
      String subnet = ours.createSubnet(vpc, "10.30.1.0/24", REGION + "a");
      String group = ours.createSecurityGroup(vpc, "service");
      Console theirs = stage.console(THEIRS, REGION);
      String theirVpc = theirs.createVpc("10.40.0.0/16");
      String theirSubnet = theirs.createSubnet(theirVpc, "10.40.1.0/24", REGION + "a");
      String before = stage.aws().dump();

      Topology topology =
          Topology.named("customer-accepts")
              .network("service", AwsVpc.existing("main", REGION, vpc))
              .network("customer", AwsVpc.foreign(THEIRS, REGION, theirVpc, "10.40.0.0/16"))
              .peer(
                  "service",
                  "customer",
                  p -> p.allowFrom("customer", tcp(443)).groups("service", group))
              .build();
      Plan plan = stage.plan(topology);
      Outcome outcome = stage.apply(plan);
      stage.expect(
          outcome.waiting().size() == 1 && outcome.failed().isEmpty(),
          "the peering waits for the customer, nothing failed");
      Waiting waiting = outcome.waiting().get(0);
      stage.say("the handover, in English");
      stage.print(waiting.handover().markdown(Locale.ENGLISH));
      stage.say("the same in Chinese");
      stage.print(waiting.handover().markdown(Locale.CHINA));

      stage.say("two days later the customer follows it");
      stage.time().advance(Duration.ofDays(2));
      String peering = outcome.id("peering.service-customer").orElseGet(() -> only(theirs));
      theirs.acceptPeering(peering);
      theirs.createRoute(theirs.mainRouteTable(theirVpc), "10.30.0.0/16", peering);

      Outcome continued = stage.apply(plan);
      stage.expect(continued.isReady(), "the approved plan is continued to its end");
      Report report = stage.verify(topology);
      stage.expect(
          !report.lines().isEmpty()
              && report.missing().isEmpty()
              && report.lines().stream()
                  .allMatch(line -> line.trace().verdict() == Verdict.UNKNOWN),
          "every flow is UNKNOWN, since the customer's side can not be seen from here");
      stage.expect(
          report.lines().stream().allMatch(line -> line.trace().blocks().isEmpty()),
          "and nothing that can be seen stands against any of them");
      stage.say("the fake cloud's own packet walk, which sees both sides");
      var cloud = stage.aws().fork(stage.time());
      Host server = cloud.console(OURS, REGION).runInstance(subnet, group);
      Host client = cloud.console(THEIRS, REGION).runInstance(theirSubnet);
      stage.expect(
          cloud.walk().connect(client, server.privateIp(), 443).delivered(),
          "the customer reaches the service");
      stage.expect(
          !cloud.walk().connect(server, client.privateIp(), 443).delivered(),
          "the service does not reach the customer");
      cloud.close();
      stage.replan(topology);

      stage.say("the customer takes their route away again");
      theirs.deleteRoute(theirs.mainRouteTable(theirVpc), "10.30.0.0/16");
      stage.destroy(topology.name(), before);
    }
  }

  /** The request as the customer's own console shows it. */
  private static String only(Console console) {
    return console
        .call("DescribeVpcPeeringConnections", Map.of())
        .text("vpcPeeringConnectionSet/item/vpcPeeringConnectionId")
        .orElseThrow();
  }
}
