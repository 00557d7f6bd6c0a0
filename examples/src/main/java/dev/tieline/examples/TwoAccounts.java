package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Console;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * A shop's VPC in one account and a database's in another, in one region; each side is made with
 * its own account's credentials.
 */
final class TwoAccounts implements Scenario {
  private static final String SHOP = "111122223333";
  private static final String DATA = "444455556666";
  private static final String REGION = "eu-west-1";

  @Override
  public String name() {
    return "two-accounts";
  }

  @Override
  public String title() {
    return "a peering across accounts, each side with its own credentials, DNS both ways";
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage =
        AwsStage.open(performance, title(), Map.of("shop", SHOP, "data", DATA), REGION)) {
      Console shop = stage.console(SHOP, REGION);
      String shopVpc = shop.createVpc("10.1.0.0/16");
      shop.createSubnet(shopVpc, "10.1.1.0/24", REGION + "a");
      String web = shop.createSecurityGroup(shopVpc, "web");
      Console data = stage.console(DATA, REGION);
      String dataVpc = data.createVpc("10.2.0.0/16");
      data.createSubnet(dataVpc, "10.2.1.0/24", REGION + "a");
      String database = data.createSecurityGroup(dataVpc, "database");
      String before = stage.aws().dump();

      Topology topology =
          Topology.named("two-accounts")
              .network("shop", AwsVpc.existing("shop", REGION, shopVpc))
              .network("data", AwsVpc.existing("data", REGION, dataVpc))
              .peer(
                  "shop",
                  "data",
                  p ->
                      p.allowFrom("shop", tcp(5432))
                          .groups("shop", web)
                          .groups("data", database)
                          .with(AwsPeering.DNS_BOTH_WAYS))
              .consent(
                  Consent
                      .CHANGE_FOREIGN_ATTRIBUTES) // the VPCs' host names are switched on for DNS,
              // and off again at the end
              .build();
      Plan plan = stage.plan(topology);
      Outcome outcome = stage.apply(plan);
      stage.expect(outcome.isReady(), "everything is ready");
      stage.expect(stage.verify(topology).isGood(), "the shop reaches the database");
      stage.expect(
          stage.explain(topology, "data", "shop", tcp(5432)).isBlocked(),
          "the database does not reach the shop");
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }
}
