package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.contract.ContractSuite;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.Map;

/** Three VPCs, each peered with each. */
class MeshContractTest extends ContractSuite {
  @Override
  protected Scenario scenario() {
    return new Mesh();
  }

  static final class Mesh extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String b = vpc(world, console(world, TOKYO), TOKYO, 30);
      String c = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      Topology wish =
          Topology.named("contract")
              .network(
                  "a",
                  AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                      .subnet("a", "10.20.1.0/24", TOKYO + "a"))
              .network("b", AwsVpc.existing("main", TOKYO, b))
              .network("c", AwsVpc.existing("main", SINGAPORE, c))
              .peer("a", "b", p -> p.allow(tcp(22)).groups("b", "app"))
              .peer("b", "c", p -> p.allow(tcp(22)).groups("b", "app").groups("c", "app"))
              .peer("a", "c", p -> p.allow(tcp(22)).groups("c", "app"))
              .build();
      return new Wishes(wish, Map.of());
    }
  }
}
