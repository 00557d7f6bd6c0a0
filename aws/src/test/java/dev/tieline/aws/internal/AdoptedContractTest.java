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

/**
 * A connection made by hand, and asked for by the side that is wished second: claims on tables, an
 * option changed with consent.
 */
class AdoptedContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Adopted();
  }

  static final class Adopted extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      Console tokyo = console(world, TOKYO);
      String a = vpc(world, tokyo, TOKYO, 30);
      String b = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      String pcx = console(world, SINGAPORE).createPeering(b, ACCOUNT, TOKYO, a);
      world.pass(Duration.ofMinutes(1));
      tokyo.acceptPeering(pcx);
      world.pass(Duration.ofMinutes(1));
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(a, b, p -> p.allow(tcp(8443)).with(AwsPeering.DNS_BOTH_WAYS)));
      edits.put("without the option", wish(a, b, p -> p.allow(tcp(443))));
      edits.put("link removed", networks(a, b).build());
      edits.put(
          "subnet added",
          Topology.named("contract")
              .network(
                  "tokyo",
                  AwsVpc.existing("main", TOKYO, a).subnet("extra", "172.30.77.0/24", TOKYO + "a"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, b))
              .peer(
                  "tokyo",
                  "singapore",
                  p -> p.allow(tcp(443)).groups("tokyo", "app").groups("singapore", "app"))
              .build());
      return new Wishes(wish(a, b, p -> p.allow(tcp(443)).with(AwsPeering.DNS_BOTH_WAYS)), edits);
    }

    private static Topology wish(String a, String b, UnaryOperator<PeeringBuilder> link) {
      return networks(a, b)
          .peer(
              "tokyo",
              "singapore",
              p -> link.apply(p).groups("tokyo", "app").groups("singapore", "app"))
          .build();
    }

    private static Topology.Builder networks(String a, String b) {
      return Topology.named("contract")
          .network("tokyo", AwsVpc.existing("main", TOKYO, a))
          .network("singapore", AwsVpc.existing("main", SINGAPORE, b))
          .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES);
    }
  }
}
