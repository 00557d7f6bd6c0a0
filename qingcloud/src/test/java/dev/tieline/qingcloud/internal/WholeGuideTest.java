package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.apply.Waiting;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Plan;
import dev.tieline.qingcloud.QingCloudBalancer;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.Topology;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The whole guide "cross-region networking and load balancing": three VPCs in two regions that we
 * make, a hub of two border routers, and a public balancer before a machine in each VPC.
 */
class WholeGuideTest {
  private static final String FAR = "192.168.211.2";

  private FakeSite site = new FakeSite();

  @AfterEach
  void stop() {
    site.close();
  }

  private static Topology.Builder networks(QingCloudPolicies policies) {
    return Topology.named("guide")
        .network(
            "vpc1",
            QingCloudVpc.managed("main", "pek3", "172.16.0.0/16").vxnet("web", "172.16.1.0/24"))
        .network(
            "vpc2",
            QingCloudVpc.managed("main", "pek3", "172.17.0.0/16").vxnet("web", "172.17.1.0/24"))
        .network(
            "vpc3",
            QingCloudVpc.managed("main", "gd2", "192.168.0.0/16").vxnet("web", "192.168.211.0/24"))
        .hub(
            "backbone",
            h ->
                h.member("vpc1")
                    .member("vpc2")
                    .member("vpc3")
                    .allow(tcp(80))
                    .with(QingCloudHub.policies(policies)));
  }

  private static Topology whole(
      QingCloudPolicies policies, QingCloudBalancer addresses, Host host1, Host host2) {
    return networks(policies)
        .loadBalancer(
            "web",
            "vpc1",
            b ->
                b.publicAddress()
                    .from("192.0.2.0/24")
                    .listen(Listener.http(80))
                    .backend(Backend.instance("vpc1", host1.instanceId(), 80))
                    .backend(Backend.instance("vpc2", host2.instanceId(), 80))
                    .backend(Backend.address("vpc3", FAR, 80))
                    .with(addresses))
        .build();
  }

  private Host machine(Outcome outcome, String network, String address) {
    String vxnet = outcome.id("network." + network + "/vxnet.web").orElseThrow();
    return (network.equals("vpc3") ? site.gd2 : site.pek3).createInstance(vxnet, address);
  }

  /** Access points, as a person creates them for the borders that are there. */
  private void accessPoints(Outcome outcome) {
    String net = site.pek3.createWanNet("net");
    site.pek3.createAccessPoint(net, outcome.id("hub.backbone/border.pek3").orElseThrow(), 10);
    site.gd2.createAccessPoint(net, outcome.id("hub.backbone/border.gd2").orElseThrow(), 10);
  }

  private Set<String> answering(String address) {
    Set<String> answered = new TreeSet<>();
    for (int i = 0; i < 9; i++) {
      answered.add(site.cloud.walk().http(address, 80).backend());
    }
    return answered;
  }

  private String publicAddress() {
    String answer = site.pek3.call("DescribeEips", Map.of());
    int at = answer.indexOf("\"eip_addr\":\"") + 12;
    return answer.substring(at, answer.indexOf('"', at));
  }

  @Test
  void apply_byTablesAndTheAssumedCall_servesFromAllThreeAndVerifies() {
    site.close();
    site =
        new FakeSite(
            VirtualTime.startingAt(Sites.NOON),
            b -> b.set(QingCloudSwitch.ADDRESS_BACKEND_BY_API, true));
    Topology before = networks(QingCloudPolicies.ROUTE_TABLE).build();
    Outcome first = site.tieline.apply(before);
    accessPoints(first);
    Outcome joined = site.tieline.apply(before);
    assertThat(joined.isReady()).as(joined.toString()).isTrue();
    Topology whole =
        whole(
            QingCloudPolicies.ROUTE_TABLE,
            QingCloudBalancer.ASSUMED_ADDRESS,
            machine(joined, "vpc1", "172.16.1.2"),
            machine(joined, "vpc2", "172.17.1.2"));
    machine(joined, "vpc3", FAR);

    Outcome outcome = site.tieline.apply(whole);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(answering(publicAddress())).hasSize(3).contains(FAR);
    Report report = site.tieline.verify(whole);
    assertThat(report.isGood()).as(report.toString()).isTrue();
    Report explained = site.tieline.explain(whole, "vpc2", "web", Traffic.tcp(81));
    assertThat(explained.toString())
        .contains("BALANCER_DOES_NOT_ANSWER", "listens to tcp/80 alone");
    assertThat(site.tieline.plan(whole).isEmpty()).isTrue();
  }

  @Test
  void apply_byHand_waitsForEachMoveAndIsGoneAgainAfterThem() {
    Topology before = networks(QingCloudPolicies.MANUAL).build();
    Outcome first = site.tieline.apply(before);
    accessPoints(first);
    policies(site.tieline.apply(before));
    Outcome joined = site.tieline.apply(before);
    assertThat(joined.isReady()).as(joined.toString()).isTrue();
    Topology whole =
        whole(
            QingCloudPolicies.MANUAL,
            QingCloudBalancer.MANUAL_ADDRESS,
            machine(joined, "vpc1", "172.16.1.2"),
            machine(joined, "vpc2", "172.17.1.2"));
    machine(joined, "vpc3", FAR);

    Plan plan = site.tieline.plan(whole);
    Outcome waiting = site.tieline.apply(plan);

    assertThat(waiting.waiting()).extracting(Waiting::part).containsExactly("balancer.web");
    assertThat(answering(publicAddress())).hasSize(2);
    site.pek3.addAddressBackend(
        waiting.id("balancer.web/listener.80").orElseThrow(),
        FAR,
        80,
        1,
        "tieline/acme/guide " + waiting.waiting().get(0).address());
    Outcome outcome = site.tieline.apply(plan);
    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(answering(publicAddress())).hasSize(3).contains(FAR);
    assertThat(site.tieline.verify(whole).isGood())
        .as(site.tieline.verify(whole).toString())
        .isTrue();

    // the balancer goes by itself, and the hub stays
    Outcome without = site.tieline.apply(before);
    assertThat(without.isReady()).as(without.toString()).isTrue();
    assertThat(site.cloud.dump()).doesNotContain("tieline/acme/guide balancer.web");
  }

  private void policies(Outcome outcome) {
    for (Waiting waiting : outcome.waiting()) {
      String text = waiting.handover().markdown(Locale.ENGLISH);
      Matcher name =
          Pattern.compile("tieline/acme/guide hub\\.backbone/policy\\.(vpc[123])\\.([0-9.]+)-24")
              .matcher(text);
      Set<String> done = new TreeSet<>();
      while (name.find()) {
        if (done.add(name.group())) {
          String network = name.group(1);
          boolean south = network.equals("vpc3");
          (south ? site.gd2 : site.pek3)
              .addIntranetPolicy(
                  outcome.id("network." + network).orElseThrow(),
                  name.group(),
                  name.group(2) + "/24",
                  outcome.id("hub.backbone/border." + (south ? "gd2" : "pek3")).orElseThrow());
        }
      }
    }
  }
}
