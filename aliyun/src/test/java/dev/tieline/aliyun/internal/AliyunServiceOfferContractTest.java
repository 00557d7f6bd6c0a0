package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.AliyunMoves.call;
import static dev.tieline.aliyun.internal.AliyunMoves.text;
import static dev.tieline.net.Traffic.tcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Report;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Snatch;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Consent;
import dev.tieline.topology.ServiceBuilder;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A service that we offer to somebody else, whose endpoint we let in by its id. They ask once they
 * may, and go when they are told that the service is to go, or when they are cut off.
 */
class AliyunServiceOfferContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new AliyunServiceOffer();
  }

  static class AliyunServiceOffer extends AliyunScenario {
    private static final String ENDPOINT = "ep-bp1consumer";
    private static final int PORT = 5432;

    /** The consumer's end. */
    @Override
    AliyunConsole there(World world) {
      return console(world, CUSTOMER, HANGZHOU);
    }

    @Override
    public Wishes setUp(World world) {
      AliyunConsole console = console(world, ACCOUNT, HANGZHOU);
      String balancer = MatrixOne.balancer(world, console, PORT);
      String db = text(AliyunMoves.vpcs(console).get(0), "VpcId");
      vpc(there(world), HANGZHOU, "10.0"); // the blocks overlap, which PrivateLink allows
      rest(world);
      AliyunService both = AliyunService.nlb(balancer, MatrixOne.H, MatrixOne.I);
      Consumer<ServiceBuilder> accepted = s -> s.sharedWith(CUSTOMER).accept(ENDPOINT);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put(
          "shared with more",
          wish(db, both, s -> s.sharedWith(CUSTOMER, "1000000000000003").accept(ENDPOINT)));
      edits.put("nobody let in", wish(db, both, s -> s.sharedWith(CUSTOMER)));
      edits.put("cut off", wish(db, both, s -> s.sharedWith(CUSTOMER).reject(ENDPOINT)));
      edits.put("one zone", wish(db, AliyunService.nlb(balancer, MatrixOne.H), accepted));
      edits.put("more bandwidth", wish(db, both.bandwidth(4096), accepted));
      edits.put(
          "everybody let in",
          wish(db, both, s -> s.sharedWith(CUSTOMER).acceptAll(), Consent.ACCEPT_AUTOMATICALLY));
      edits.put("removed", network(db).consent(Consent.CUT_OFF_CONSUMERS).build());
      return new Wishes(wish(db, both, accepted), edits);
    }

    private static Topology wish(
        String db, AliyunService source, Consumer<ServiceBuilder> how, Consent... consents) {
      return network(db)
          .service("pg", "db", source.listening(tcp(PORT)), how)
          .consent(consents)
          .build();
    }

    private static Topology.Builder network(String db) {
      return Topology.named("contract").network("db", AliyunVpc.existing("main", HANGZHOU, db));
    }

    /** The consumer asks for what is shared with them, and gives up what does not let them in. */
    @Override
    public void others(World world) {
      AliyunConsole consumer = there(world);
      Optional<JsonNode> endpoint = endpoint(consumer);
      if (endpoint.isPresent()) {
        if (!text(endpoint.get(), "ConnectionStatus").equals("Connected")) {
          leave(world);
        }
        return;
      }
      JsonNode services =
          call(consumer, "Privatelink", "ListVpcEndpointServicesByEndUser", Map.of())
              .at("/Services");
      if (services.isEmpty() || !services.at("/0/Zones").toString().contains(MatrixOne.H)) {
        return;
      }
      consumer.nextEndpoint(ENDPOINT);
      String vpc = text(AliyunMoves.vpcs(consumer).get(0), "VpcId");
      consumer.createEndpoint(
          vpc, text(services.get(0), "ServiceId"), vSwitch(consumer), group(consumer));
    }

    static Optional<JsonNode> endpoint(AliyunConsole consumer) {
      return EndpointMoves.list(
              call(consumer, "Privatelink", "ListVpcEndpoints", Map.of()).at("/Endpoints"))
          .stream()
          .filter(e -> !text(e, "EndpointStatus").equals("Deleting"))
          .findFirst();
    }

    static String vSwitch(AliyunConsole console) {
      return EndpointMoves.list(
              call(console, "Vpc", "DescribeVSwitches", Map.of()).at("/VSwitches/VSwitch"))
          .stream()
          .filter(v -> text(v, "ZoneId").equals(MatrixOne.H))
          .map(v -> text(v, "VSwitchId"))
          .findFirst()
          .orElseThrow();
    }

    static String group(AliyunConsole console) {
      return EndpointMoves.list(
              call(console, "Ecs", "DescribeSecurityGroups", Map.of())
                  .at("/SecurityGroups/SecurityGroup"))
          .stream()
          .filter(g -> text(g, "SecurityGroupName").equals("app"))
          .map(g -> text(g, "SecurityGroupId"))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void leave(World world) {
      endpoint(there(world))
          .ifPresent(e -> EndpointMoves.delete(there(world), text(e, "EndpointId")));
      rest(world);
    }

    /** Who opens connections is not in the wish, so that nothing is asked. */
    @Override
    public boolean holds(Report report) {
      return report.lines().isEmpty();
    }

    /** The consumer reaches what is behind the balancer, and nothing else. */
    @Override
    public void walk(World world, Wishes wishes) {
      rest(world);
      AliyunConsole consumer = there(world);
      Host client = consumer.runInstance(vSwitch(consumer), group(consumer));
      consumer.rule(group(consumer), "accept", "TCP", "1/65535", "0.0.0.0/0", 1);
      String ip =
          text(
              call(consumer, "Privatelink", "ListVpcEndpointZones", Map.of("EndpointId", ENDPOINT))
                  .at("/Zones/0"),
              "EniIp");
      FakeAliyun aliyun = (FakeAliyun) world.cloud();
      expect(aliyun.walk().connect(client, ip, PORT).delivered(), "the consumer does not get in");
      expect(!aliyun.walk().connect(client, ip, 3306).delivered(), "the consumer gets further");
      leave(world);
      expect(!aliyun.walk().connect(client, ip, PORT).delivered(), "who has gone still gets in");
    }

    @Override
    public List<Snatch> snatches() {
      return AliyunReleases.all(world -> List.of(console(world, ACCOUNT, HANGZHOU)));
    }

    @Override
    public List<Move> moves() {
      return ServiceMoves.all(world -> console(world, ACCOUNT, HANGZHOU), this::there);
    }
  }

  /** The same where all that is not known for sure about the cloud is otherwise. */
  static final class OtherwiseAliyunServiceOffer extends AliyunServiceOffer {
    @Override
    FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
      return otherwise(builder);
    }
  }
}
