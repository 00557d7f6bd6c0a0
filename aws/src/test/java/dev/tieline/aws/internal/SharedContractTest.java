package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two topologies use one connection and a route of it, which the other one made; the wish comes and
 * goes beside it.
 */
class SharedContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Shared();
  }

  static final class Shared extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String a = vpc(world, console(world, TOKYO), TOKYO, 30);
      String b = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      Outcome outcome = world.process().apply(wish("maker", a, b, 22));
      if (!outcome.isReady()) {
        throw new IllegalStateException(outcome.toString());
      }
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish("contract", a, b, 8443));
      edits.put("the same ports", wish("contract", a, b, 22));
      return new Wishes(wish("contract", a, b, 443), edits);
    }

    private static Topology wish(String name, String a, String b, int port) {
      return Topology.named(name)
          .network("a", AwsVpc.existing("main", TOKYO, a))
          .network("b", AwsVpc.existing("main", SINGAPORE, b))
          .peer("a", "b", p -> p.allow(tcp(port)).groups("a", "app").groups("b", "app"))
          .build();
    }

    /** The other topology leaves by a process of its own. */
    @Override
    Set<String> workedFor(Wishes wishes) {
      return Set.of("contract", "maker");
    }

    /**
     * What strangers do to the other topology's things is not ours to mend; that it leaves first is
     * ours to stand.
     */
    @Override
    public List<Move> moves() {
      return List.of(
          Move.of(
              "MAKER_LEAVES",
              world -> world.visit("maker", process -> process.destroy("maker")),
              Move.After.KEPT));
    }
  }
}
