package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Consent;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Attributes, an option and a subnet of somebody else are changed with consent, and restored. */
class ConsentedContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Consented();
  }

  static final class Consented extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      Console tokyo = console(world, TOKYO);
      String a = vpc(world, tokyo, TOKYO, 30);
      String b = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      String table = tokyo.createRouteTable(a);
      String subnet = tokyo.createSubnet(a, "172.30.16.0/20", TOKYO + "a");
      world.pass(Duration.ofMinutes(1));
      UnaryOperator<PeeringBuilder> dns = p -> p.with(AwsPeering.DNS_BOTH_WAYS);
      AwsVpc.Existing there = AwsVpc.existing("main", TOKYO, a);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("subnet let go", wish(there, b, dns));
      edits.put("without the option", wish(there.associate(subnet, table), b, p -> p));
      edits.put(
          "renamed link",
          wish(there.associate(subnet, table), b, p -> dns.apply(p.named("other"))));
      return new Wishes(wish(there.associate(subnet, table), b, dns), edits);
    }

    private static Topology wish(AwsVpc.Existing a, String b, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network("a", a)
          .network("b", AwsVpc.existing("main", SINGAPORE, b))
          .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
          .peer("a", "b", p -> link.apply(p.allow(tcp(443)).groups("a", "app").groups("b", "app")))
          .build();
    }
  }
}
