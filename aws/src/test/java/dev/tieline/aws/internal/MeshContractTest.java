package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Cidr;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Three VPCs, each peered with each, one of them in a block that is chosen for it. Three are enough
 * for all that a mesh has and a pair has not: a network with two links, links within a region and
 * across, and packets that must not go by way of the third; more would only be more of the same
 * calls.
 */
class MeshContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Mesh();
  }

  static final class Mesh extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String b = vpc(world, console(world, TOKYO), TOKYO, 30);
      String c = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("link removed", mesh(b, c).build());
      edits.put("network removed", there(b, c).build());
      edits.put(
          "subnet added",
          whole(there(b, c).network("a", a().subnet("b", "10.20.7.0/24", TOKYO + "a"))));
      return new Wishes(whole(there(b, c).network("a", a())), edits);
    }

    private static AwsVpc.Managed a() {
      return AwsVpc.managed("main", TOKYO, FreeBlock.of(16).within("10.20.0.0/14"))
          .subnet("a", FreeBlock.of(24), TOKYO + "a");
    }

    private static Topology.Builder there(String b, String c) {
      return Topology.named("contract")
          .network("b", AwsVpc.existing("main", TOKYO, b))
          .network("c", AwsVpc.existing("main", SINGAPORE, c))
          .peer("b", "c", p -> p.allow(tcp(22)).groups("b", "app").groups("c", "app"));
    }

    private static Topology.Builder mesh(String b, String c) {
      return there(b, c).network("a", a()).peer("a", "b", p -> p.allow(tcp(22)).groups("b", "app"));
    }

    private static Topology whole(Topology.Builder networks) {
      return networks
          .peer("a", "b", p -> p.allow(tcp(22)).groups("b", "app"))
          .peer("a", "c", p -> p.allow(tcp(22)).groups("c", "app"))
          .build();
    }

    @Override
    public boolean choosesFreely() {
      return true;
    }

    @Override
    Cidr chosen() {
      return Cidr.parse("10.20.0.0/16");
    }
  }
}
