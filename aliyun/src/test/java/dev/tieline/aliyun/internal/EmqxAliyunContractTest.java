package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * EMQX BYOC on Alibaba Cloud: the deployment's VPC and the customer's, both there before, in one
 * region. The deployment's second vSwitch has a route table of its own.
 */
class EmqxAliyunContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new EmqxAliyun();
  }

  static class EmqxAliyun extends AliyunScenario {
    @Override
    AliyunConsole there(World world) {
      return console(world, ACCOUNT, HANGZHOU);
    }

    @Override
    public Wishes setUp(World world) {
      AliyunConsole console = console(world, ACCOUNT, HANGZHOU);
      String emqx = vpc(console, HANGZHOU, "10.100");
      String own = console.createVSwitch(emqx, "10.100.3.0/24", HANGZHOU + "-h");
      console.associate(console.createRouteTable(emqx), own);
      String app = vpc(console, HANGZHOU, "172.31");
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish("emqx", emqx, "emqx-app", app, tcp(8883), tcp(8083, 8084)));
      edits.put("renamed link", wish("emqx", emqx, "other", app, tcp(1883), icmp()));
      edits.put("renamed network", wish("broker", emqx, "broker-app", app, tcp(1883), icmp()));
      edits.put(
          "link removed",
          Topology.named("contract")
              .network("app", AliyunVpc.existing("main", HANGZHOU, app))
              .build());
      return new Wishes(wish("emqx", emqx, "emqx-app", app, tcp(1883), icmp()), edits);
    }

    private static Topology wish(
        String name, String emqx, String link, String app, Traffic... traffic) {
      return Topology.named("contract")
          .network(name, AliyunVpc.existing("main", HANGZHOU, emqx))
          .network("app", AliyunVpc.existing("main", HANGZHOU, app))
          .peer(
              name,
              "app",
              p -> p.named(link).allowFrom("app", traffic).groups(name, "app").groups("app", "app"))
          .build();
    }
  }

  /** The same where all that is not known for sure about the cloud is otherwise. */
  static final class OtherwiseEmqxAliyun extends EmqxAliyun {
    @Override
    FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
      return otherwise(builder);
    }
  }
}
