package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * MatrixOne Cloud with a provider that lets in each endpoint by hand, in both zones; it is found by
 * lines in hosts files.
 */
class MatrixOneHostsContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new MatrixOneHosts();
  }

  static class MatrixOneHosts extends AliyunScenario {
    @Override
    AliyunConsole there(World world) {
      return console(world, ACCOUNT, HANGZHOU);
    }

    @Override
    public Wishes setUp(World world) {
      String service = MatrixOne.open(world, false, ACCOUNT, true);
      String app = vpc(there(world), HANGZHOU, "172.31");
      String guard = there(world).createSecurityGroup(app, "guard");
      rest(world);
      AliyunEndpoint target = AliyunEndpoint.service(service).dns(AliyunDns.hosts());
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(app, "matrixone", target, 8883));
      edits.put("renamed link", wish(app, "other", target, MatrixOne.PORT));
      edits.put("one zone", wish(app, "matrixone", target.zones(MatrixOne.I), MatrixOne.PORT));
      edits.put("group of others", wish(app, "matrixone", target.groups(guard), MatrixOne.PORT));
      edits.put("link removed", network(app).build());
      return new Wishes(wish(app, "matrixone", target, MatrixOne.PORT), edits);
    }

    private static Topology wish(String app, String link, AliyunEndpoint target, int port) {
      return network(app)
          .endpoint(link, "app", target, e -> e.allow(tcp(port)).clients("app"))
          .build();
    }

    private static Topology.Builder network(String app) {
      return Topology.named("contract").network("app", AliyunVpc.existing("main", HANGZHOU, app));
    }

    @Override
    public void others(World world) {
      MatrixOne.accept(world);
    }

    @Override
    public List<Move> moves() {
      return Stream.concat(
              AliyunMoves.all("", this::there).stream(), EndpointMoves.all(this::there).stream())
          .toList();
    }
  }
}
