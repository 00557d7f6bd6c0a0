package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection made by hand, and asked for by the side that the wish would not let ask. */
class AdoptedAliyunContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new AdoptedAliyun();
  }

  static final class AdoptedAliyun extends AliyunScenario {
    @Override
    AliyunConsole there(World world) {
      return console(world, ACCOUNT, SHANGHAI);
    }

    @Override
    public Wishes setUp(World world) {
      String emqx = vpc(console(world, ACCOUNT, HANGZHOU), HANGZHOU, "10.100");
      String app = vpc(there(world), SHANGHAI, "172.31");
      rest(world);
      there(world).createPeering(app, ACCOUNT, HANGZHOU, emqx);
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(emqx, app, 8883));
      edits.put("link removed", networks(emqx, app).build());
      return new Wishes(wish(emqx, app, 1883), edits);
    }

    private static Topology wish(String emqx, String app, int port) {
      return networks(emqx, app)
          .peer(
              "emqx",
              "app",
              p -> p.allowFrom("app", tcp(port)).groups("emqx", "app").groups("app", "app"))
          .build();
    }

    private static Topology.Builder networks(String emqx, String app) {
      return Topology.named("contract")
          .network("emqx", AliyunVpc.existing("main", HANGZHOU, emqx))
          .network("app", AliyunVpc.existing("main", SHANGHAI, app));
    }
  }
}
