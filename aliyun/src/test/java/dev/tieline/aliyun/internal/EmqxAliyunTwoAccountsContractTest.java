package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The deployment in an account of its own, and we are both: asked for, accepted, marked twice. */
class EmqxAliyunTwoAccountsContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new EmqxAliyunTwoAccounts();
  }

  static class EmqxAliyunTwoAccounts extends AliyunScenario {
    @Override
    boolean bothAccounts() {
      return true;
    }

    @Override
    AliyunConsole there(World world) {
      return console(world, CUSTOMER, HANGZHOU);
    }

    @Override
    public Wishes setUp(World world) {
      String emqx = vpc(console(world, ACCOUNT, HANGZHOU), HANGZHOU, "10.100");
      String app = vpc(there(world), HANGZHOU, "172.31");
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(emqx, app, p -> p.allow(tcp(8883))));
      edits.put("renamed link", wish(emqx, app, p -> p.named("o").allowFrom("app", tcp(1883))));
      return new Wishes(wish(emqx, app, p -> p.allowFrom("app", tcp(1883))), edits);
    }

    private static Topology wish(String emqx, String app, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network("emqx", AliyunVpc.existing("main", HANGZHOU, emqx))
          .network("app", AliyunVpc.existing("customer", HANGZHOU, app))
          .peer("emqx", "app", p -> link.apply(p).groups("emqx", "app").groups("app", "app"))
          .build();
    }
  }

  /** The same where all that is not known for sure about the cloud is otherwise. */
  static final class OtherwiseEmqxAliyunTwoAccounts extends EmqxAliyunTwoAccounts {
    @Override
    FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
      return otherwise(builder);
    }
  }
}
