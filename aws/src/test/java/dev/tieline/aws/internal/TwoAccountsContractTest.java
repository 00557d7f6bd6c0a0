package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.contract.ContractSuite;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.util.Map;

/** Two accounts, DNS both ways, attributes changed with consent. */
class TwoAccountsContractTest extends ContractSuite {
  @Override
  protected Scenario scenario() {
    return new TwoAccounts();
  }

  static final class TwoAccounts extends AwsScenario {
    @Override
    boolean bothAccounts() {
      return true;
    }

    @Override
    public Wishes setUp(World world) {
      String ours = vpc(world, console(world, TOKYO), TOKYO, 30);
      String theirs = vpc(world, customer(world, TOKYO), TOKYO, 31);
      Topology wish =
          Topology.named("contract")
              .network("ours", AwsVpc.existing("main", TOKYO, ours))
              .network("theirs", AwsVpc.existing("customer", TOKYO, theirs))
              .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
              .peer(
                  "ours",
                  "theirs",
                  p ->
                      p.allow(tcp(80))
                          .groups("ours", "app")
                          .groups("theirs", "app")
                          .with(AwsPeering.DNS_BOTH_WAYS))
              .build();
      return new Wishes(wish, Map.of());
    }
  }
}
