package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Report;
import dev.tieline.aws.AwsVpc;
import dev.tieline.reach.Verdict;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.Walk;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Somebody else accepts. */
class CustomerContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Customer();
  }

  static final class Customer extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String ours = vpc(world, console(world, TOKYO), TOKYO, 30);
      String theirs = vpc(world, customer(world, SINGAPORE), SINGAPORE, 31);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish(ours, theirs, p -> p.allow(tcp(8443))));
      edits.put("renamed link", wish(ours, theirs, p -> p.named("other").allow(tcp(443))));
      return new Wishes(wish(ours, theirs, p -> p.allow(tcp(443))), edits);
    }

    private static Topology wish(String ours, String theirs, UnaryOperator<PeeringBuilder> link) {
      return Topology.named("contract")
          .network("ours", AwsVpc.existing("main", TOKYO, ours))
          .network("theirs", AwsVpc.foreign(CUSTOMER, SINGAPORE, theirs, "172.31.0.0/16"))
          .peer("ours", "theirs", p -> link.apply(p).groups("ours", "app"))
          .build();
    }

    @Override
    public List<Move> moves() {
      List<Move> moves = new ArrayList<>(AwsMoves.all("", world -> console(world, TOKYO)));
      moves.add(Move.of("CUSTOMER_DELETES", Customer::delete, Move.After.RESTORED));
      return moves;
    }

    private static void delete(World world) {
      Console customer = customer(world, SINGAPORE);
      for (XmlElement pcx : AwsMoves.connections(customer)) {
        if (pcx.text("status/code").orElse("").equals("active")) {
          customer.deletePeering(pcx.text("vpcPeeringConnectionId").orElseThrow());
        }
      }
    }

    /** The customer accepts whatever is asked of them. */
    @Override
    public void others(World world) {
      Console customer = customer(world, SINGAPORE);
      for (XmlElement pcx :
          customer
              .call("DescribeVpcPeeringConnections", Map.of())
              .elements("vpcPeeringConnectionSet/item")) {
        if (pcx.text("status/code").orElse("").equals("pending-acceptance")
            && pcx.text("accepterVpcInfo/ownerId").orElse("").equals(CUSTOMER)) {
          customer.acceptPeering(pcx.text("vpcPeeringConnectionId").orElseThrow());
        }
      }
    }

    /** No packet arrives until the customer has done their part; then those that are wished do. */
    @Override
    public void walk(World world, Wishes wishes) {
      Console our = console(world, TOKYO);
      Console their = customer(world, SINGAPORE);
      Host ours = host(our);
      Host theirs = host(their);
      Walk walk = ((FakeAws) world.cloud()).walk();
      expect(!walk.connect(ours, theirs.privateIp(), 443).delivered(), "nobody routes it back");
      expect(!walk.connect(theirs, ours.privateIp(), 443).delivered(), "nobody routes it there");
      String pcx =
          AwsMoves.connections(their).stream()
              .filter(AwsMoves::isLive)
              .findFirst()
              .flatMap(p -> p.text("vpcPeeringConnectionId"))
              .orElseThrow();
      String vpc = only(their, "DescribeVpcs", "vpcSet/item/vpcId");
      their.createRoute(their.mainRouteTable(vpc), "172.30.0.0/16", pcx);
      their.authorizeIngress(app(their), "tcp", 443, 443, "172.30.0.0/16");
      for (int port : new int[] {443, 3306}) {
        boolean wished = port == 443;
        expect(
            walk.connect(ours, theirs.privateIp(), port).delivered() == wished
                && walk.connect(theirs, ours.privateIp(), port).delivered() == wished,
            "a packet to port " + port + (wished ? " does not arrive" : " arrives"));
      }
    }

    private static Host host(Console console) {
      return console.runInstance(
          only(console, "DescribeSubnets", "subnetSet/item/subnetId"), app(console));
    }

    private static String app(Console console) {
      return console
          .call(
              "DescribeSecurityGroups",
              Map.of("Filter.1.Name", "group-name", "Filter.1.Value.1", "app"))
          .text("securityGroupInfo/item/groupId")
          .orElseThrow();
    }

    private static String only(Console console, String action, String path) {
      return console.call(action, Map.of()).text(path).orElseThrow();
    }

    private static void expect(boolean so, String otherwise) {
      if (!so) {
        throw new Breach(otherwise);
      }
    }

    /** The customer's side can not be seen, so that no flow is proven, and none is ruled out. */
    @Override
    public boolean holds(Report report) {
      return !report.lines().isEmpty()
          && report.lines().stream().allMatch(l -> l.trace().verdict() == Verdict.UNKNOWN);
    }
  }
}
