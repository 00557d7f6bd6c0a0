package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The same across regions: a connection with a bandwidth. */
class EmqxAliyunAcrossRegionsContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new EmqxAliyunAcrossRegions();
  }

  static final class EmqxAliyunAcrossRegions extends AliyunScenario {
    @Override
    AliyunConsole there(World world) {
      return console(world, ACCOUNT, SHANGHAI);
    }

    @Override
    public Wishes setUp(World world) {
      String emqx = vpc(console(world, ACCOUNT, HANGZHOU), HANGZHOU, "10.100");
      String app = vpc(there(world), SHANGHAI, "172.31");
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("more bandwidth", wish(emqx, app, p -> terms(p, 200)));
      edits.put("better lines", wish(emqx, app, p -> terms(p, 100).with(AliyunPeering.PLATINUM)));
      edits.put(
          "other ports",
          wish(emqx, app, p -> p.allow(tcp(8883)).with(AliyunPeering.bandwidth(100))));
      edits.put("renamed link", wish(emqx, app, p -> terms(p.named("other"), 100)));
      return new Wishes(wish(emqx, app, p -> terms(p, 100)), edits);
    }

    private static PeeringBuilder terms(PeeringBuilder link, int bandwidth) {
      return link.allowFrom("app", tcp(1883)).with(AliyunPeering.bandwidth(bandwidth));
    }

    private static Topology wish(String emqx, String app, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network("emqx", AliyunVpc.existing("main", HANGZHOU, emqx))
          .network("app", AliyunVpc.existing("main", SHANGHAI, app))
          .peer("emqx", "app", p -> link.apply(p).groups("emqx", "app").groups("app", "app"))
          .build();
    }
  }
}
