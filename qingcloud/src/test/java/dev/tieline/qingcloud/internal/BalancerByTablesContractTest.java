package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.qingcloud.QingCloudBalancer;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.testkit.QingCloudConsole;
import dev.tieline.testkit.QingCloudMonitor;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.QingCloudWalk;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.Topology;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hub by route tables and a load balancer whose ways lead over its border router, on a cloud
 * whose call takes addresses as backends, and addresses as next hops only of routes that are there.
 */
class BalancerByTablesContractTest extends QingCloudContractSuite {
  @Override
  protected Scenario scenario() {
    return new BalancerByTables();
  }

  static final class BalancerByTables extends QingCloudScenario {
    private static final String FAR = "172.17.1.3";

    @Override
    public FakeCloud cloud(InstantSource time) {
      return FakeQingCloud.builder()
          .account(USER)
          .zones("pek3", "gd2")
          .set(QingCloudSwitch.ADDRESS_BACKEND_BY_API, true)
          .set(QingCloudSwitch.BALANCER_TABLE_TAKES_ADDRESS, false)
          .time(time)
          .build();
    }

    @Override
    public Wishes setUp(World world) {
      QingCloudConsole pek3 = console(world, "pek3");
      String vpc1 = pek3.createVpc("172.16.0.0/16");
      String vpc2 = pek3.createVpc("172.17.0.0/16");
      String vxnet1 = pek3.createVxnet(vpc1, "172.16.1.0/24", "172.16.1.253");
      String vxnet2 = pek3.createVxnet(vpc2, "172.17.1.0/24", "172.17.1.253");
      String host1 = pek3.createInstance(vxnet1, "172.16.1.2").instanceId();
      pek3.createInstance(vxnet2, FAR);
      rest(world);
      Backend near = Backend.instance("vpc1", host1, 80);
      Backend far = Backend.address("vpc2", FAR, 80);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("one backend", wish(vpc1, vpc2, near));
      edits.put("other port", wish(vpc1, vpc2, near, Backend.address("vpc2", FAR, 8080)));
      edits.put("removed", networks(vpc1, vpc2).build());
      return new Wishes(wish(vpc1, vpc2, near, far), edits);
    }

    private static Topology.Builder networks(String vpc1, String vpc2) {
      return Topology.named("contract")
          .network("vpc1", QingCloudVpc.existing("main", "pek3", vpc1))
          .network("vpc2", QingCloudVpc.existing("main", "pek3", vpc2))
          .hub(
              "backbone",
              h ->
                  h.member("vpc1")
                      .member("vpc2")
                      .allow(tcp(80), tcp(8080))
                      .with(QingCloudHub.policies(QingCloudPolicies.ROUTE_TABLE)));
    }

    private static Topology wish(String vpc1, String vpc2, Backend... backends) {
      return networks(vpc1, vpc2)
          .loadBalancer(
              "web",
              "vpc1",
              b -> {
                b.publicAddress().from("192.0.2.0/24").listen(Listener.http(80));
                b.with(QingCloudBalancer.ASSUMED_ADDRESS);
                for (Backend backend : backends) {
                  b.backend(backend);
                }
              })
          .build();
    }

    @Override
    public Monitor monitor(FakeCloud cloud, String namespace, Wishes wishes) {
      return QingCloudMonitor.of((FakeQingCloud) cloud, namespace);
    }

    @Override
    public void walk(World world, Wishes wishes) {
      rest(world);
      String eips = console(world, "pek3").call("DescribeEips", Map.of());
      Matcher address = Pattern.compile("\"eip_addr\":\"([0-9.]+)\"").matcher(eips);
      Set<String> answered = new TreeSet<>();
      while (address.find()) {
        for (int i = 0; i < 4; i++) {
          QingCloudWalk.Served served =
              ((FakeQingCloud) world.cloud()).walk().http(address.group(1), 80);
          if (!served.result().delivered()) {
            throw new Breach("not answered: " + served.result());
          }
          answered.add(served.backend());
        }
      }
      if (answered.size() != 2 || !answered.contains(FAR)) {
        throw new Breach("answered by " + answered + " alone");
      }
    }
  }
}
