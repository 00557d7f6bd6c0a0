package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/** A VPC of ours and one that is there, joined by a border router, by rules of route tables. */
class BorderTablesContractTest extends QingCloudContractSuite {
  @Override
  protected Scenario scenario() {
    return new BorderTables();
  }

  static final class BorderTables extends QingCloudScenario {
    private static final QingCloudHub HOW = QingCloudHub.policies(QingCloudPolicies.ROUTE_TABLE);

    @Override
    public Wishes setUp(World world) {
      String vpc2 = vpc2(world);
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish("vpc1", "backbone", vpc2, HOW, tcp(8883)));
      edits.put("renamed link", wish("vpc1", "core", vpc2, HOW, pings()));
      edits.put("renamed network", wish("front", "backbone", vpc2, HOW, pings()));
      edits.put(
          "link removed",
          Topology.named("contract")
              .network("vpc1", vpc1())
              .network("vpc2", QingCloudVpc.existing("main", "pek3", vpc2))
              .build());
      return new Wishes(wish("vpc1", "backbone", vpc2, HOW, pings()), edits);
    }
  }
}
