package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A VPC of our own and one that is there. */
class TokyoSingaporeContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new TokyoSingapore();
  }

  static class TokyoSingapore extends AwsScenario {
    /** A token of a route table is forgotten before who comes days later uses it again. */
    @Override
    FakeAws.Builder uncertain(FakeAws.Builder builder) {
      return builder.tokensKept(Duration.ofDays(1));
    }

    @Override
    public Wishes setUp(World world) {
      String there = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("renamed link", wish(there, p -> p.named("other").allow(icmp(), tcp(22))));
      edits.put("other ports", wish(there, p -> p.allow(icmp(), tcp(443))));
      edits.put("network removed", networks(there).build());
      edits.put(
          "both networks renamed",
          Topology.named("contract")
              .network("japan", tokyo())
              .network("there", AwsVpc.existing("main", SINGAPORE, there))
              .peer("japan", "there", p -> p.allow(icmp(), tcp(22)).groups("there", "app"))
              .build());
      return new Wishes(wish(there, p -> p.allow(icmp(), tcp(22))), edits);
    }

    private static Topology wish(String there, UnaryOperator<PeeringBuilder> link) {
      return networks(there)
          .network("tokyo", tokyo())
          .peer("tokyo", "singapore", p -> link.apply(p).groups("singapore", "app"))
          .build();
    }

    private static Topology.Builder networks(String there) {
      return Topology.named("contract")
          .network("singapore", AwsVpc.existing("main", SINGAPORE, there));
    }

    private static AwsVpc.Managed tokyo() {
      return AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
          .subnet("a", "10.20.1.0/24", TOKYO + "a")
          .subnet("b", "10.20.2.0/24", TOKYO + "a")
          .routeTable("own", "b")
          .dnsHostnames();
    }
  }

  /** The same where all that is not known for sure about AWS is otherwise. */
  static final class OtherwiseTokyoSingapore extends TokyoSingapore {
    @Override
    FakeAws.Builder uncertain(FakeAws.Builder builder) {
      return otherwise(builder);
    }
  }
}
