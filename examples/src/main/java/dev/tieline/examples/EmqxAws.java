package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Console;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * The guide for EMQX BYOC on AWS: the deployment's VPC is peered with the customer's; on the
 * deployment's side the routes go into its private route table, chosen by name, and the customer's
 * block is admitted on the deployment's group. The guide opens all TCP; here only the broker's
 * ports are opened, and a finding names the wide rule that somebody made by following the guide.
 */
final class EmqxAws implements Scenario {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "us-east-1";

  @Override
  public String name() {
    return "emqx-aws";
  }

  @Override
  public String title() {
    return "EMQX BYOC: deployment and customer VPC, a private route table by name, narrow ports";
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage = AwsStage.open(performance, title(), Map.of("main", ACCOUNT), REGION)) {
      Console console = stage.console(ACCOUNT, REGION);
      String deployment = console.createVpc("10.100.0.0/16");
      console.createSubnet(deployment, "10.100.0.0/24", REGION + "a");
      String inside = console.createSubnet(deployment, "10.100.1.0/24", REGION + "b");
      String table = console.createRouteTable(deployment);
      console.tag(table, "Name", "emqx-private");
      console.associate(table, inside);
      String brokers = console.createSecurityGroup(deployment, "emqx-byoc");
      String customer = console.createVpc("172.31.0.0/16");
      console.createSubnet(customer, "172.31.0.0/20", REGION + "a");
      String devices = console.createSecurityGroup(customer, "devices");
      console.authorizeIngress(brokers, "tcp", 0, 65535, "172.31.0.0/16"); // what the guide says
      String before = stage.aws().dump();

      Topology topology =
          Topology.named("emqx-aws")
              .network("deployment", AwsVpc.existing("main", REGION, deployment))
              .network("customer", AwsVpc.existing("main", REGION, customer))
              .peer(
                  "customer",
                  "deployment",
                  p ->
                      p.allowFrom("customer", tcp(1883), tcp(8883), tcp(8083, 8084), tcp(18083))
                          .routeTables("deployment", "emqx-private")
                          .groups("deployment", "emqx-byoc")
                          .groups("customer", devices))
              .build();
      Plan plan = stage.plan(topology);
      stage.expect(
          plan.findings().stream().anyMatch(f -> f.code().equals("OPENS_ALL")),
          "a finding names the rule that opens all TCP");
      stage.expect(
          plan.steps().stream().noneMatch(s -> s.what().contains("65535")),
          "no step opens all TCP");
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(
          stage.verify(topology).isGood(),
          "the customer's devices reach the brokers, and get answers");
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }
}
