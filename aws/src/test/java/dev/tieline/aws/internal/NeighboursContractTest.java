package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;

/**
 * Two topologies link the same VPCs, of which none is there first: they share a connection, its
 * routes and a rule, and come and go in any order.
 */
class NeighboursContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Neighbours();
  }

  static final class Neighbours extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String a = vpc(world, console(world, TOKYO), TOKYO, 30);
      String b = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      return new Wishes(
          wish("contract", a, b, tcp(22), tcp(443)),
          Map.of("other ports", wish("contract", a, b, tcp(443))),
          List.of(wish("neighbour", a, b, tcp(443), tcp(8443))));
    }

    private static Topology wish(String name, String a, String b, Traffic... traffic) {
      return Topology.named(name)
          .network("a", AwsVpc.existing("main", TOKYO, a))
          .network("b", AwsVpc.existing("main", SINGAPORE, b))
          .peer("a", "b", p -> p.allow(traffic).groups("a", "app").groups("b", "app"))
          .build();
    }

    /** Adopted and Consented have all moves on two VPCs that are there. */
    @Override
    public List<Move> moves() {
      return List.of();
    }
  }
}
