package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * EMQX BYOC on AWS: the deployment's routes go into its private table, chosen by name, and its
 * brokers' group admits the customer's block on the brokers' ports alone; one direction only.
 */
class EmqxContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Emqx();
  }

  static final class Emqx extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      Console console = console(world, TOKYO);
      String customer = vpc(world, console, TOKYO, 31);
      String deployment = console.createVpc("10.100.0.0/16");
      world.pass(Duration.ofMinutes(1));
      console.createSubnet(deployment, "10.100.0.0/24", TOKYO + "a");
      String inside = console.createSubnet(deployment, "10.100.1.0/24", TOKYO + "a");
      String table = console.createRouteTable(deployment);
      console.tag(table, "Name", "emqx-private");
      console.associate(table, inside);
      console.createSecurityGroup(deployment, "emqx-byoc");
      world.pass(Duration.ofMinutes(1));
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("fewer ports", wish(deployment, customer, tcp(1883), tcp(8883)));
      edits.put("more ports", wish(deployment, customer, tcp(1883), tcp(8883), tcp(8083, 8085)));
      return new Wishes(wish(deployment, customer, tcp(1883), tcp(8083, 8084), tcp(18083)), edits);
    }

    private static Topology wish(String deployment, String customer, Traffic... traffic) {
      return Topology.named("contract")
          .network("deployment", AwsVpc.existing("main", TOKYO, deployment))
          .network("customer", AwsVpc.existing("main", TOKYO, customer))
          .peer(
              "customer",
              "deployment",
              p ->
                  p.allowFrom("customer", traffic)
                      .routeTables("deployment", "emqx-private")
                      .groups("deployment", "emqx-byoc")
                      .groups("customer", "app"))
          .build();
    }
  }
}
