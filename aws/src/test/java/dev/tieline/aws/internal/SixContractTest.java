package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.icmp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.contract.ContractSuite;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.Map;

/** IPv6 and secondary blocks. */
class SixContractTest extends ContractSuite {
  @Override
  protected Scenario scenario() {
    return new Six();
  }

  static final class Six extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      Console singapore = console(world, SINGAPORE);
      String there = vpc(world, singapore, SINGAPORE, 31);
      singapore.call(
          "AssociateVpcCidrBlock", Map.of("VpcId", there, "AmazonProvidedIpv6CidrBlock", "true"));
      world.pass(Duration.ofMinutes(1));
      Topology wish =
          Topology.named("contract")
              .network(
                  "tokyo",
                  AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                      .secondaryBlock("100.64.0.0/20")
                      .ipv6()
                      .subnet("a", "10.20.1.0/24", TOKYO + "a"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, there))
              .peer("tokyo", "singapore", p -> p.allow(icmp()).groups("singapore", "app"))
              .build();
      return new Wishes(wish, Map.of());
    }
  }
}
