package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.Walk;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * MatrixOne Cloud: a service that lets in whoever it is shared with, in a zone in which the network
 * has no vSwitch, so that it gets one; found under its name, which a zone of PrivateZone has.
 * Another topology of ours uses the same endpoint.
 */
class MatrixOnePrivateLinkContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new MatrixOnePrivateLink();
  }

  static class MatrixOnePrivateLink extends AliyunScenario {
    @Override
    AliyunConsole there(World world) {
      return console(world, ACCOUNT, HANGZHOU);
    }

    @Override
    public Wishes setUp(World world) {
      String service = MatrixOne.open(world, true, ACCOUNT, false);
      AliyunConsole console = console(world, ACCOUNT, HANGZHOU);
      String app = console.createVpc("172.31.0.0/16");
      console.createVSwitch(app, "172.31.1.0/24", MatrixOne.I);
      console.createSecurityGroup(app, "app");
      rest(world);
      AliyunEndpoint target = AliyunEndpoint.service(service).zones(MatrixOne.H);
      AliyunEndpoint named = target.dns(AliyunDns.privateZone());
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish("contract", app, "matrixone", named, 8883));
      edits.put("renamed link", wish("contract", app, "other", named, MatrixOne.PORT));
      edits.put(
          "another name",
          wish(
              "contract",
              app,
              "matrixone",
              target.dns(AliyunDns.privateZone("db.example.com")),
              MatrixOne.PORT));
      edits.put("without a name", wish("contract", app, "matrixone", target, MatrixOne.PORT));
      edits.put("link removed", network("contract", app).build());
      return new Wishes(
          wish("contract", app, "matrixone", named, MatrixOne.PORT),
          edits,
          List.of(wish("neighbour", app, "db", named, 6002)));
    }

    private static Topology wish(
        String topology, String app, String link, AliyunEndpoint target, int port) {
      return network(topology, app)
          .endpoint(link, "app", target, e -> e.allow(tcp(port)).clients("app"))
          .build();
    }

    private static Topology.Builder network(String topology, String app) {
      return Topology.named(topology)
          .network(
              "app",
              AliyunVpc.existing("main", HANGZHOU, app)
                  .vSwitch("link", "172.31.9.0/24", MatrixOne.H));
    }

    /** Beside what the model says, of addresses: the name leads there from within the network. */
    @Override
    public void walk(World world, Wishes wishes) {
      super.walk(world, wishes);
      AliyunConsole console = there(world);
      Endpoint link = (Endpoint) wishes.wish().links().get("matrixone");
      String name = String.valueOf(EndpointTargets.form(link.target()).orElseThrow().name());
      Host client =
          console.runInstance(
              AliyunServiceOfferContractTest.AliyunServiceOffer.vSwitch(console),
              AliyunServiceOfferContractTest.AliyunServiceOffer.group(console));
      Walk walk = ((FakeAliyun) world.cloud()).walk();
      expect(walk.connect(client, name, MatrixOne.PORT).delivered(), "the name leads nowhere");
      expect(!walk.connect(client, name, 3306).delivered(), "the name leads further");
    }

    /** Lets in again what was cut off. */
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

  /** The same where all that is not known for sure about the cloud is otherwise. */
  static final class OtherwiseMatrixOnePrivateLink extends MatrixOnePrivateLink {
    @Override
    FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
      return otherwise(builder);
    }
  }
}
