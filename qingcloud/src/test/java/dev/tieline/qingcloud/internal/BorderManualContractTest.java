package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/** The same, by policies that somebody writes down in the console, and strikes out at the end. */
class BorderManualContractTest extends QingCloudContractSuite {
  @Override
  protected Scenario scenario() {
    return new BorderManual();
  }

  static final class BorderManual extends QingCloudScenario {
    private static final QingCloudHub HOW = QingCloudHub.policies(QingCloudPolicies.MANUAL);

    @Override
    public Wishes setUp(World world) {
      String vpc2 = vpc2(world);
      rest(world);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish("vpc1", "backbone", vpc2, HOW, tcp(8883)));
      edits.put("renamed link", wish("vpc1", "core", vpc2, HOW, pings()));
      edits.put("renamed network", wish("front", "backbone", vpc2, HOW, pings()));
      return new Wishes(wish("vpc1", "backbone", vpc2, HOW, pings()), edits);
    }

    @Override
    public void others(World world) {
      hands(world).addPolicies();
      rest(world);
    }

    @Override
    public void leave(World world) {
      hands(world).removePolicies();
      rest(world);
    }
  }
}
