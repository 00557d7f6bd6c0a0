package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.contract.ContractSuite;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.Map;

/** A VPC of our own and one that is there. */
class TokyoSingaporeContractTest extends ContractSuite {
  @Override
  protected Scenario scenario() {
    return new TokyoSingapore();
  }

  static final class TokyoSingapore extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String there = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      Topology wish =
          Topology.named("contract")
              .network(
                  "tokyo",
                  AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                      .subnet("a", "10.20.1.0/24", TOKYO + "a")
                      .subnet("b", "10.20.2.0/24", TOKYO + "a")
                      .routeTable("own", "b")
                      .dnsHostnames())
              .network("singapore", AwsVpc.existing("main", SINGAPORE, there))
              .peer("tokyo", "singapore", p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"))
              .build();
      return new Wishes(wish, Map.of());
    }
  }
}
