package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Consent;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Two accounts, DNS both ways, attributes changed with consent. */
class TwoAccountsContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new TwoAccounts();
  }

  static class TwoAccounts extends AwsScenario {
    @Override
    boolean bothAccounts() {
      return true;
    }

    @Override
    Console there(World world) {
      return customer(world, TOKYO);
    }

    @Override
    public Wishes setUp(World world) {
      String ours = vpc(world, console(world, TOKYO), TOKYO, 30);
      String theirs = vpc(world, customer(world, TOKYO), TOKYO, 31);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put(
          "other ports", wish(ours, theirs, p -> p.allow(tcp(81)).with(AwsPeering.DNS_BOTH_WAYS)));
      edits.put("without the option", wish(ours, theirs, p -> p.allow(tcp(80))));
      edits.put(
          "renamed link",
          wish(ours, theirs, p -> p.named("o").allow(tcp(80)).with(AwsPeering.DNS_BOTH_WAYS)));
      return new Wishes(
          wish(ours, theirs, p -> p.allow(tcp(80)).with(AwsPeering.DNS_BOTH_WAYS)), edits);
    }

    private static Topology wish(String ours, String theirs, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network("ours", AwsVpc.existing("main", TOKYO, ours))
          .network("theirs", AwsVpc.existing("customer", TOKYO, theirs))
          .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
          .peer("ours", "theirs", p -> link.apply(p).groups("ours", "app").groups("theirs", "app"))
          .build();
    }
  }

  /** The same where all that is not known for sure about AWS is otherwise. */
  static final class OtherwiseTwoAccounts extends TwoAccounts {
    @Override
    FakeAws.Builder uncertain(FakeAws.Builder builder) {
      return otherwise(builder);
    }
  }
}
