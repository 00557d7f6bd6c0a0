package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Deed;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two topologies link the same VPCs, of which none is there first: they share a connection, its
 * routes, a rule, and attributes of the VPCs that they have changed with consent; and they come and
 * go in any order.
 */
class NeighboursContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new Neighbours();
  }

  static final class Neighbours extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String a = vpc(world, console(world, TOKYO), TOKYO, 30);
      String b = vpc(world, console(world, SINGAPORE), SINGAPORE, 31);
      return new Wishes(
          wish("contract", a, b, tcp(22), tcp(443)),
          Map.of("other ports", wish("contract", a, b, tcp(443))),
          List.of(wish("neighbour", a, b, tcp(443), tcp(8443))));
    }

    private static Topology wish(String name, String a, String b, Traffic... traffic) {
      return Topology.named(name)
          .network("a", AwsVpc.existing("main", TOKYO, a))
          .network("b", AwsVpc.existing("main", SINGAPORE, b))
          .peer(
              "a",
              "b",
              p ->
                  p.allow(traffic)
                      .groups("a", "app")
                      .groups("b", "app")
                      .with(AwsPeering.DNS_BOTH_WAYS))
          .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
          .build();
    }

    /** Adopted and Consented have all others on two VPCs that are there. */
    @Override
    public List<Move> moves() {
      return List.of(new Move("ROUTE_OF_OTHERS", this::routeOfOthers, Move.After.HINDERED));
    }

    /** Somebody leads a part of the other side's block into our connection, for their own ends. */
    private Deed routeOfOthers(World world) {
      Console console = console(world, TOKYO);
      for (XmlElement table : AwsMoves.tables(console)) {
        for (XmlElement route : table.elements("routeSet/item")) {
          Optional<String> pcx = route.text("vpcPeeringConnectionId");
          if (pcx.isPresent() && route.text("state").orElse("").equals("active")) {
            return route(console, table.text("routeTableId").orElseThrow(), pcx.get());
          }
        }
      }
      return Deed.nothing();
    }

    private static Deed route(Console console, String table, String pcx) {
      String part = "172.31.77.0/24";
      console.createRoute(table, part, pcx);
      return new Deed(
          true,
          Set.of("BUILT_UPON"),
          Deed.Apply.READY,
          () -> leads(console, part),
          () -> console.deleteRoute(table, part));
    }

    private static boolean leads(Console console, String part) {
      return AwsMoves.tables(console).stream()
          .flatMap(t -> t.elements("routeSet/item").stream())
          .filter(r -> r.text("destinationCidrBlock").orElse("").equals(part))
          .anyMatch(r -> r.text("state").orElse("").equals("active"));
    }
  }
}
