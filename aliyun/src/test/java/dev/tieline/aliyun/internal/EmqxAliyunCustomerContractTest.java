package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.AliyunMoves.call;
import static dev.tieline.aliyun.internal.AliyunMoves.text;
import static dev.tieline.net.Traffic.tcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Report;
import dev.tieline.reach.Verdict;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.Walk;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Snatch;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The customer's VPC is in an account that is not ours: somebody else accepts. */
class EmqxAliyunCustomerContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new EmqxAliyunCustomer();
  }

  static final class EmqxAliyunCustomer extends AliyunScenario {
    private static final int PORT = 1883;

    @Override
    AliyunConsole there(World world) {
      return console(world, CUSTOMER, HANGZHOU);
    }

    @Override
    public Wishes setUp(World world) {
      String ours = vpc(console(world, ACCOUNT, HANGZHOU), HANGZHOU, "10.100");
      String theirs = vpc(there(world), HANGZHOU, "172.31");
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(ours, theirs, p -> p.allow(tcp(8883))));
      edits.put("renamed link", wish(ours, theirs, p -> p.named("other").allow(tcp(PORT))));
      return new Wishes(wish(ours, theirs, p -> p.allow(tcp(PORT))), edits);
    }

    private static Topology wish(String ours, String theirs, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network("emqx", AliyunVpc.existing("main", HANGZHOU, ours))
          .network("app", AliyunVpc.foreign(CUSTOMER, HANGZHOU, theirs, "172.31.0.0/16"))
          .peer("emqx", "app", p -> link.apply(p).groups("emqx", "app"))
          .build();
    }

    /** The customer accepts whatever is asked of them. */
    @Override
    public void others(World world) {
      AliyunConsole customer = there(world);
      for (JsonNode pcc : AliyunMoves.connections(customer)) {
        if (text(pcc, "Status").equals("Accepting")) {
          customer.acceptPeering(text(pcc, "InstanceId"));
        }
      }
    }

    @Override
    public List<Move> moves() {
      List<Move> moves =
          new ArrayList<>(AliyunMoves.all("", world -> console(world, ACCOUNT, HANGZHOU)));
      moves.add(Move.of("CUSTOMER_DELETES", this::delete, Move.After.RESTORED));
      moves.add(Move.of("CUSTOMER_REJECTS", this::reject, Move.After.RESTORED));
      return moves;
    }

    private void delete(World world) {
      for (JsonNode pcc : AliyunMoves.connections(there(world))) {
        if (text(pcc, "Status").equals("Activated")) {
          there(world).deletePeering(text(pcc, "InstanceId"));
        }
      }
    }

    private void reject(World world) {
      for (JsonNode pcc : AliyunMoves.connections(there(world))) {
        if (text(pcc, "Status").equals("Accepting")) {
          there(world).rejectPeering(text(pcc, "InstanceId"));
        }
      }
    }

    @Override
    public List<Snatch> snatches() {
      return AliyunReleases.all(world -> List.of(console(world, ACCOUNT, HANGZHOU)));
    }

    /** No packet arrives until the customer has done their part; then those that are wished do. */
    @Override
    public void walk(World world, Wishes wishes) {
      Host ours = host(console(world, ACCOUNT, HANGZHOU));
      Host theirs = host(there(world));
      Walk walk = ((FakeAliyun) world.cloud()).walk();
      expect(!walk.connect(ours, theirs.privateIp(), PORT).delivered(), "no way back");
      expect(!walk.connect(theirs, ours.privateIp(), PORT).delivered(), "no way there");
      AliyunConsole their = there(world);
      String vpc = text(AliyunMoves.vpcs(their).get(0), "VpcId");
      String pcc =
          AliyunMoves.connections(their).stream()
              .filter(AliyunMoves::isThere)
              .map(p -> text(p, "InstanceId"))
              .findFirst()
              .orElseThrow();
      their.createRoute(their.systemTable(vpc), "10.100.0.0/16", "VpcPeer", pcc);
      their.rule(group(their), "accept", "TCP", PORT + "/" + PORT, "10.100.0.0/16", 1);
      rest(world);
      for (int port : new int[] {PORT, 3306}) {
        boolean wished = port == PORT;
        expect(
            walk.connect(ours, theirs.privateIp(), port).delivered() == wished
                && walk.connect(theirs, ours.privateIp(), port).delivered() == wished,
            "a packet to port " + port + (wished ? " does not arrive" : " arrives"));
      }
    }

    private static Host host(AliyunConsole console) {
      JsonNode vSwitch =
          call(console, "Vpc", "DescribeVSwitches", Map.of()).at("/VSwitches/VSwitch/0");
      return console.runInstance(text(vSwitch, "VSwitchId"), group(console));
    }

    private static String group(AliyunConsole console) {
      return EndpointMoves.list(
              call(console, "Ecs", "DescribeSecurityGroups", Map.of())
                  .at("/SecurityGroups/SecurityGroup"))
          .stream()
          .filter(g -> text(g, "SecurityGroupName").equals("app"))
          .map(g -> text(g, "SecurityGroupId"))
          .findFirst()
          .orElseThrow();
    }

    /** The customer's side can not be seen, so that no flow is proven, and none is ruled out. */
    @Override
    public boolean holds(Report report) {
      return !report.lines().isEmpty()
          && report.lines().stream().allMatch(l -> l.trace().verdict() == Verdict.UNKNOWN);
    }
  }
}
