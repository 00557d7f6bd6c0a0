package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.net.Traffic;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/** Two zones over SD-WAN, whose access points somebody orders and releases. */
class SdwanContractTest extends QingCloudContractSuite {
  @Override
  protected Scenario scenario() {
    return new Sdwan();
  }

  static final class Sdwan extends QingCloudScenario {
    private static final QingCloudHub HOW = QingCloudHub.policies(QingCloudPolicies.ROUTE_TABLE);

    @Override
    public Wishes setUp(World world) {
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("other ports", wish("backbone", tcp(8883)));
      edits.put("renamed link", wish("core", pings()));
      return new Wishes(wish("backbone", pings()), edits);
    }

    private static Topology wish(String hub, Traffic... traffic) {
      return Topology.named("contract")
          .network("vpc1", vpc1())
          .network(
              "vpc3",
              QingCloudVpc.managed("main", "gd2", "192.168.0.0/16")
                  .vxnet("web", "192.168.211.0/24"))
          .hub(hub, h -> h.member("vpc1").member("vpc3").allow(traffic).with(HOW))
          .build();
    }

    @Override
    public void others(World world) {
      hands(world).orderAccessPoints(console(world, "pek3").createWanNet("net"));
    }

    @Override
    public void leave(World world) {
      hands(world).releaseAccessPoints();
      rest(world);
    }
  }
}
