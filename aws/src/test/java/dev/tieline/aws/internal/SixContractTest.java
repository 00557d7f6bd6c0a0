package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** IPv6 and secondary blocks. */
class SixContractTest extends AwsContractSuite {
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
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("block added", wish(tokyo().secondaryBlock("100.65.0.0/20"), there, icmp()));
      edits.put(
          "subnet added", wish(tokyo().subnet("c", "10.20.3.0/24", TOKYO + "a"), there, icmp()));
      edits.put("other ports", wish(tokyo(), there, tcp(22)));
      return new Wishes(wish(tokyo(), there, icmp()), edits);
    }

    private static AwsVpc.Managed tokyo() {
      return AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
          .secondaryBlock("100.64.0.0/20")
          .ipv6()
          .subnet("a", "10.20.1.0/24", TOKYO + "a")
          .subnet("b", "100.64.1.0/24", TOKYO + "a");
    }

    private static Topology wish(AwsVpc.Managed tokyo, String there, Traffic traffic) {
      return Topology.named("contract")
          .network("tokyo", tokyo)
          .network("singapore", AwsVpc.existing("main", SINGAPORE, there))
          .peer("tokyo", "singapore", p -> p.allow(traffic).groups("singapore", "app"))
          .build();
    }
  }
}
