package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A connection made by hand, and a route table with 49 tags: there is room for one claim. */
class FullTableContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new FullTable();
  }

  static final class FullTable extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      Console tokyo = console(world, TOKYO);
      String a = vpc(world, tokyo, TOKYO, 30);
      String b = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      String pcx = tokyo.createPeering(a, ACCOUNT, SINGAPORE, b);
      world.pass(Duration.ofMinutes(1));
      console(world, SINGAPORE).acceptPeering(pcx);
      for (int i = 0; i < 49; i++) {
        tokyo.tag(tokyo.mainRouteTable(a), "theirs-" + i, "x");
      }
      world.pass(Duration.ofMinutes(1));
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(a, b, p -> p.allow(tcp(443))));
      edits.put("renamed link", wish(a, b, p -> p.named("other").allow(tcp(22))));
      return new Wishes(wish(a, b, p -> p.allow(tcp(22))), edits);
    }

    private static Topology wish(String a, String b, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network("a", AwsVpc.existing("main", TOKYO, a))
          .network("b", AwsVpc.existing("main", SINGAPORE, b))
          .peer("a", "b", p -> link.apply(p).groups("a", "app").groups("b", "app"))
          .build();
    }
  }
}
