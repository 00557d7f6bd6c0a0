package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A deployment whose VPC we make, in a free block, with a secondary block and a route table of its
 * own, peered with the customer's.
 */
class EmqxAliyunManagedContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new EmqxAliyunManaged();
  }

  static final class EmqxAliyunManaged extends AliyunScenario {
    @Override
    AliyunConsole there(World world) {
      return console(world, ACCOUNT, HANGZHOU);
    }

    /** The lowest within 10.0.0.0/8. */
    @Override
    public boolean choosesFreely() {
      return true;
    }

    @Override
    Cidr chosen() {
      return Cidr.parse("10.0.0.0/16");
    }

    @Override
    public Wishes setUp(World world) {
      String app = vpc(there(world), HANGZHOU, "172.31");
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish("emqx", emqx(), app, p -> p.allow(tcp(8883))));
      edits.put("renamed link", wish("emqx", emqx(), app, p -> ports(p.named("other"))));
      edits.put("renamed network", wish("broker", emqx(), app, p -> ports(p)));
      edits.put(
          "without the table",
          wish("emqx", block().vSwitch("b", "172.20.1.0/24", HANGZHOU + "-i"), app, p -> ports(p)));
      edits.put(
          "network removed",
          Topology.named("contract")
              .network("app", AliyunVpc.existing("main", HANGZHOU, app))
              .build());
      return new Wishes(wish("emqx", emqx(), app, p -> ports(p)), edits);
    }

    private static PeeringBuilder ports(PeeringBuilder link) {
      return link.allowFrom("app", tcp(1883));
    }

    private static AliyunVpc.Managed block() {
      return AliyunVpc.managed("main", HANGZHOU, FreeBlock.of(16).within("10.0.0.0/8"))
          .secondaryBlock("172.20.0.0/16")
          .vSwitch("a", FreeBlock.of(24), HANGZHOU + "-h");
    }

    private static AliyunVpc.Managed emqx() {
      return block().vSwitch("b", "172.20.1.0/24", HANGZHOU + "-i").routeTable("inner", "b");
    }

    private static Topology wish(
        String name, AliyunVpc.Managed emqx, String app, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network(name, emqx)
          .network("app", AliyunVpc.existing("main", HANGZHOU, app))
          .peer(name, "app", p -> link.apply(p).groups("app", "app"))
          .build();
    }
  }
}
