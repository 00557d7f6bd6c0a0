package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.AliyunMoves.text;
import static dev.tieline.net.Traffic.tcp;
import static dev.tieline.testkit.contract.Move.After.RESTORED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Offer;
import dev.tieline.topology.ServiceTarget;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The consumer's half of {@code aliyun-service}: a vendor whose account is not ours offers a
 * database by a Tieline of their own, and what we have of it is the offer as JSON. The vendor is in
 * another region, and lets in by hand, or does not. The blocks overlap, which PrivateLink allows.
 */
class AliyunServiceConsumerContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new AliyunServiceConsumer();
  }

  static final class AliyunServiceConsumer extends AliyunScenario {
    private static final int PORT = 5432;

    @Override
    AliyunConsole there(World world) {
      return console(world, ACCOUNT, SHANGHAI);
    }

    @Override
    public Wishes setUp(World world) {
      String json = offered(world);
      String app = vpc(there(world), SHANGHAI, "10.0");
      rest(world);
      Offer offer = Offer.parse(json);
      AliyunEndpoint target = AliyunEndpoint.service(offer.service());
      AliyunEndpoint named = target.zones(SHANGHAI + "-f").dns(AliyunDns.privateZone());
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(app, "db", offer, 8883));
      edits.put("renamed link", wish(app, "other", offer, PORT));
      edits.put("one zone and a name", wish(app, "db", named, PORT));
      edits.put("bandwidth", wish(app, "db", target.crossRegionBandwidth(200), PORT));
      edits.put("more bandwidth", wish(app, "db", target.crossRegionBandwidth(300), PORT));
      edits.put("link removed", network(app).build());
      return new Wishes(wish(app, "db", offer, PORT), edits);
    }

    private static Topology wish(String app, String link, ServiceTarget target, int port) {
      return network(app)
          .endpoint(link, "app", target, e -> e.allow(tcp(port)).clients("app"))
          .build();
    }

    private static Topology.Builder network(String app) {
      return Topology.named("contract").network("app", AliyunVpc.existing("main", SHANGHAI, app));
    }

    /** The vendor applies a topology of their own; returns what comes to us of it. */
    private static String offered(World world) {
      FakeAliyun aliyun = (FakeAliyun) world.cloud();
      AliyunConsole console = console(world, CUSTOMER, HANGZHOU);
      String balancer = MatrixOne.balancer(world, console, PORT);
      String db = text(AliyunMoves.vpcs(console).get(0), "VpcId");
      FakeAliyun.Keys keys = aliyun.keys(CUSTOMER);
      try (Tieline vendor =
          Tieline.builder()
              .namespace("vendor")
              .provider(
                  AliyunProvider.builder()
                      .account(
                          "main",
                          AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret()),
                          CUSTOMER)
                      .regions(HANGZHOU)
                      .transport(new InProcessAliyun(aliyun))
                      .build())
              .time(VirtualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z")))
              .build()) {
        Topology topology =
            Topology.named("offer")
                .network("db", AliyunVpc.existing("main", HANGZHOU, db))
                .service(
                    "pg",
                    "db",
                    AliyunService.nlb(balancer, MatrixOne.H, MatrixOne.I).listening(tcp(PORT)),
                    s -> s.sharedWith(ACCOUNT).regions(SHANGHAI))
                .build();
        vendor.apply(topology); // the cloud's time does not go on while theirs does
        rest(world);
        return vendor.apply(topology).orThrow().offer("pg", ACCOUNT).toJson();
      }
    }

    /** The vendor lets in whoever asks. */
    @Override
    public void others(World world) {
      MatrixOne.accept(world);
    }

    @Override
    public List<Move> moves() {
      return Stream.of(
              AliyunMoves.all("", this::there).stream(),
              EndpointMoves.all(this::there).stream(),
              Stream.of(Move.of("VENDOR_REJECTS", AliyunServiceConsumer::reject, RESTORED)))
          .flatMap(moves -> moves)
          .toList();
    }

    /** Those who wait are turned away, until the vendor thinks better of it. */
    private static void reject(World world) {
      AliyunConsole vendor = console(world, CUSTOMER, HANGZHOU);
      for (JsonNode one : MatrixOne.connections(vendor)) {
        if (text(one, "ConnectionStatus").equals("Disconnected")) {
          vendor.connect(text(one, "ServiceId"), text(one, "EndpointId"), false);
        }
      }
    }
  }
}
