package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.apply.Report;
import dev.tieline.aws.AwsVpc;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.ContractSuite;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody else accepts. */
class CustomerContractTest extends ContractSuite {
  @Override
  protected Scenario scenario() {
    return new Customer();
  }

  static final class Customer extends AwsScenario {
    @Override
    public Wishes setUp(World world) {
      String ours = vpc(world, console(world, TOKYO), TOKYO, 30);
      String theirs = vpc(world, customer(world, SINGAPORE), SINGAPORE, 31);
      Topology wish =
          Topology.named("contract")
              .network("ours", AwsVpc.existing("main", TOKYO, ours))
              .network("theirs", AwsVpc.foreign(CUSTOMER, SINGAPORE, theirs, "172.31.0.0/16"))
              .peer("ours", "theirs", p -> p.allow(tcp(443)).groups("ours", "app"))
              .build();
      return new Wishes(wish, Map.of());
    }

    @Override
    public List<Move> moves() {
      List<Move> moves = new ArrayList<>(super.moves());
      moves.add(new Move("CUSTOMER_DELETES", Customer::delete, Move.After.RESTORED));
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

    /** The customer's own routes and rules are not made here, so that no packet would arrive. */
    @Override
    public void walk(World world, Wishes wishes) {}

    /** The customer's side can not be seen, so that no flow is proven. */
    @Override
    public boolean holds(Report report) {
      return !report.isBlocked();
    }
  }
}
