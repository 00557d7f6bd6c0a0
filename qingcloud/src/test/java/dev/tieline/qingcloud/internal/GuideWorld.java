package dev.tieline.qingcloud.internal;

import dev.tieline.apply.Outcome;
import dev.tieline.apply.Waiting;
import dev.tieline.net.Ip;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.reach.HttpProbe;
import dev.tieline.reach.Probe;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.QingCloudWalk;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancerBuilder;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The networks of the guide "cross-region networking and load balancing", all of them made by hand:
 * two VPCs in Beijing 3 at one border router, a third in Guangdong 2 behind another one, joined by
 * SD-WAN, and a machine in each.
 */
final class GuideWorld implements AutoCloseable {
  final FakeSite site;
  final String vpc1;
  final String vpc2;
  final String vpc3;
  final String vxnet1;
  final String vxnet2;
  final String vxnet3;
  final String border1;
  final Host host1;
  final Host host2;
  final Host host3;

  GuideWorld() {
    this(builder -> builder);
  }

  GuideWorld(UnaryOperator<FakeQingCloud.Builder> how) {
    site = new FakeSite(VirtualTime.startingAt(Sites.NOON), how);
    vpc1 = site.pek3.createVpc("172.16.0.0/16");
    vpc2 = site.pek3.createVpc("172.17.0.0/16");
    vpc3 = site.gd2.createVpc("192.168.0.0/16");
    vxnet1 = site.pek3.createVxnet(vpc1, "172.16.1.0/24", "172.16.1.253");
    vxnet2 = site.pek3.createVxnet(vpc2, "172.17.1.0/24", "172.17.1.253");
    vxnet3 = site.gd2.createVxnet(vpc3, "192.168.211.0/24", "192.168.211.253");
    host1 = site.pek3.createInstance(vxnet1, "172.16.1.2");
    host2 = site.pek3.createInstance(vxnet2, "172.17.1.2");
    host3 = site.gd2.createInstance(vxnet3, "192.168.211.2");
    border1 = site.pek3.createBorder("border1");
    String border2 = site.gd2.createBorder("border2");
    site.pek3.joinBorder(border1, vxnet1);
    site.pek3.joinBorder(border1, vxnet2);
    site.gd2.joinBorder(border2, vxnet3);
    String wan = site.pek3.createWanNet("wan");
    site.pek3.createAccessPoint(wan, border1, 10);
    site.gd2.createAccessPoint(wan, border2, 10);
    site.pek3.addIntranetPolicy(vpc2, "back", "172.16.1.0/24", border1);
    site.gd2.addIntranetPolicy(vpc3, "back", "172.16.1.0/24", border2);
    site.pek3.applyRouter(vpc2);
    site.gd2.applyRouter(vpc3);
  }

  /** The networks, and a balancer that a test describes. */
  Topology wish(Consumer<LoadBalancerBuilder> how) {
    return Topology.named("guide")
        .consent(Consent.OPEN_TO_INTERNET)
        .network("vpc1", QingCloudVpc.existing("main", "pek3", vpc1))
        .network("vpc2", QingCloudVpc.existing("main", "pek3", vpc2))
        .network("vpc3", QingCloudVpc.existing("main", "gd2", vpc3))
        .loadBalancer("web", "vpc1", how)
        .build();
  }

  /** The balancer of the guide. */
  Topology guide() {
    return wish(this::threeBackends);
  }

  void threeBackends(LoadBalancerBuilder b) {
    b.publicAddress()
        .from("0.0.0.0/0")
        .listen(Listener.http(80))
        .backend(Backend.instance("vpc1", host1.instanceId(), 80))
        .backend(Backend.instance("vpc2", host2.instanceId(), 80))
        .backend(Backend.address("vpc3", "192.168.211.2", 80));
  }

  /** The only listener of the only balancer. */
  String listener() {
    return id("DescribeLoadBalancerListeners", "loadbalancer_listener_id");
  }

  String balancer() {
    return id("DescribeLoadBalancers", "loadbalancer_id");
  }

  String publicAddress() {
    return id("DescribeEips", "eip_addr");
  }

  private String id(String action, String member) {
    String answer = site.pek3.call(action, java.util.Map.of());
    String key = "\"" + member + "\":\"";
    int at = answer.indexOf(key);
    return answer.substring(at + key.length(), answer.indexOf('"', at + key.length()));
  }

  /** Adds the backends by hand that an outcome waits for. */
  void addByHand(Outcome outcome) {
    for (Waiting waiting : outcome.waiting()) {
      String name = "tieline/acme/guide " + waiting.address();
      site.pek3.addAddressBackend(listener(), "192.168.211.2", 80, 1, name);
    }
  }

  HttpProbe.Answers ask(int times) throws InterruptedException {
    return Probe.http(Ip.parse(publicAddress()), 80)
        .times(times)
        .send(
            (address, port) -> {
              QingCloudWalk.Served served = site.cloud.walk().http(address.toString(), port);
              if (!served.result().delivered()) {
                throw new IOException(served.result().toString());
              }
              return served.backend();
            });
  }

  @Override
  public void close() {
    site.close();
  }
}
