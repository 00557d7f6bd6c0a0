package dev.tieline.qingcloud.internal;

import dev.tieline.apply.Report;
import dev.tieline.qingcloud.QingCloudBalancer;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.testkit.QingCloudConsole;
import dev.tieline.testkit.QingCloudMonitor;
import dev.tieline.testkit.QingCloudWalk;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancerBuilder;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load balancer of the guide "cross-region networking and load balancing" before networks that
 * were joined by hand: two backends by instance, and one by address in the other region, which a
 * person adds.
 */
class BalancerByHandContractTest extends QingCloudContractSuite {
  @Override
  protected Scenario scenario() {
    return new BalancerByHand();
  }

  static final class BalancerByHand extends QingCloudScenario {
    private static final String FAR = "192.168.211.2";

    @Override
    public Wishes setUp(World world) {
      QingCloudConsole pek3 = console(world, "pek3");
      QingCloudConsole gd2 = console(world, "gd2");
      String vpc1 = pek3.createVpc("172.16.0.0/16");
      String vpc2 = pek3.createVpc("172.17.0.0/16");
      String vpc3 = gd2.createVpc("192.168.0.0/16");
      String vxnet1 = pek3.createVxnet(vpc1, "172.16.1.0/24", "172.16.1.253");
      String vxnet2 = pek3.createVxnet(vpc2, "172.17.1.0/24", "172.17.1.253");
      String vxnet3 = gd2.createVxnet(vpc3, "192.168.211.0/24", "192.168.211.253");
      String host1 = pek3.createInstance(vxnet1, "172.16.1.2").instanceId();
      String host2 = pek3.createInstance(vxnet2, "172.17.1.2").instanceId();
      gd2.createInstance(vxnet3, FAR);
      String border1 = pek3.createBorder("border1");
      String border2 = gd2.createBorder("border2");
      pek3.joinBorder(border1, vxnet1);
      pek3.joinBorder(border1, vxnet2);
      gd2.joinBorder(border2, vxnet3);
      String wan = pek3.createWanNet("wan");
      pek3.createAccessPoint(wan, border1, 10);
      gd2.createAccessPoint(wan, border2, 10);
      pek3.addIntranetPolicy(vpc2, "back", "172.16.1.0/24", border1);
      gd2.addIntranetPolicy(vpc3, "back", "172.16.1.0/24", border2);
      pek3.applyRouter(vpc2);
      gd2.applyRouter(vpc3);
      world.pass(Duration.ofMinutes(1));
      Backend near = Backend.instance("vpc1", host1, 80);
      Backend beside = Backend.instance("vpc2", host2, 80);
      Backend far = Backend.address("vpc3", FAR, 80);
      Map<String, Topology> edits = new LinkedHashMap<>();
      edits.put("one backend", wish(vpc1, vpc2, vpc3, "web", http(80, near)));
      edits.put("other port", wish(vpc1, vpc2, vpc3, "web", http(8080, near, beside, far)));
      edits.put(
          "other balance",
          wish(
              vpc1,
              vpc2,
              vpc3,
              "web",
              b -> {
                b.publicAddress().from("192.0.2.0/24");
                b.listen(Listener.http(80).balance(Listener.Balance.LEAST_CONNECTIONS));
                b.backend(near).backend(beside);
              }));
      edits.put(
          "private",
          wish(
              vpc1,
              vpc2,
              vpc3,
              "inner",
              b ->
                  b.listen(Listener.tcp(80))
                      .backend(near)
                      .with(QingCloudBalancer.privateAddress("172.16.1.200"))));
      edits.put("renamed", wish(vpc1, vpc2, vpc3, "other", http(80, near, beside)));
      edits.put("removed", networks(vpc1, vpc2, vpc3).build());
      return new Wishes(wish(vpc1, vpc2, vpc3, "web", http(80, near, beside, far)), edits);
    }

    private static Consumer<LoadBalancerBuilder> http(int port, Backend... backends) {
      return b -> {
        b.publicAddress().from("192.0.2.0/24").listen(Listener.http(port));
        for (Backend backend : backends) {
          b.backend(backend);
        }
      };
    }

    private static Topology.Builder networks(String vpc1, String vpc2, String vpc3) {
      return Topology.named("contract")
          .network("vpc1", QingCloudVpc.existing("main", "pek3", vpc1))
          .network("vpc2", QingCloudVpc.existing("main", "pek3", vpc2))
          .network("vpc3", QingCloudVpc.existing("main", "gd2", vpc3));
    }

    private static Topology wish(
        String vpc1, String vpc2, String vpc3, String link, Consumer<LoadBalancerBuilder> how) {
      return networks(vpc1, vpc2, vpc3).loadBalancer(link, "vpc1", how).build();
    }

    @Override
    public Monitor monitor(FakeCloud cloud, String namespace, Wishes wishes) {
      return QingCloudMonitor.of((FakeQingCloud) cloud, namespace);
    }

    /** A person adds the backend, at each listener that has none by address yet. */
    @Override
    public void others(World world) {
      QingCloudConsole console = console(world, "pek3");
      String listeners = console.call("DescribeLoadBalancerListeners", Map.of());
      Matcher matcher =
          Pattern.compile("\"loadbalancer_listener_id\":\"(lbl-[0-9a-z]+)\"").matcher(listeners);
      while (matcher.find()) {
        String listener = matcher.group(1);
        String backends =
            console.call("DescribeLoadBalancerBackends", Map.of("loadbalancer_listener", listener));
        if (!backends.contains(FAR)) {
          String port = listeners.contains("\"listener_port\":80,") ? "80" : "8080";
          console.addAddressBackend(
              listener,
              FAR,
              80,
              1,
              "tieline/acme/contract balancer.web/listener." + port + "/backend." + FAR + ".80");
        }
      }
    }

    /**
     * The networks were joined by hand, so that the model knows no way; the cloud's health does.
     */
    @Override
    public boolean holds(Report report) {
      return report.missing().isEmpty();
    }

    @Override
    public void walk(World world, Wishes wishes) {
      FakeQingCloud cloud = (FakeQingCloud) world.cloud();
      world.pass(Duration.ofMinutes(1));
      String eips = console(world, "pek3").call("DescribeEips", Map.of());
      Matcher address = Pattern.compile("\"eip_addr\":\"([0-9.]+)\"").matcher(eips);
      Set<String> answered = new TreeSet<>();
      while (address.find()) {
        for (int i = 0; i < 6; i++) {
          QingCloudWalk.Served served = cloud.walk().http(address.group(1), 80);
          if (!served.result().delivered()) {
            throw new Breach("not answered: " + served.result());
          }
          answered.add(served.backend());
        }
      }
      if (answered.size() != 3 || !answered.contains(FAR)) {
        throw new Breach("answered by " + answered + " alone");
      }
    }
  }
}
