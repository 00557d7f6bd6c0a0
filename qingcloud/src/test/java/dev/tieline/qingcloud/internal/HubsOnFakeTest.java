package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Waiting;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide's networks joined by border routers, on the fake, with its console's part by hand. */
class HubsOnFakeTest {
  private static final QingCloudHub TABLES = QingCloudHub.policies(QingCloudPolicies.ROUTE_TABLE);
  private static final QingCloudHub STATICS = QingCloudHub.routerStatics(21);

  private final FakeSite site = new FakeSite();

  @AfterEach
  void close() {
    site.close();
  }

  private static Topology.Builder networks() {
    return Topology.named("guide")
        .network(
            "vpc1",
            QingCloudVpc.managed("main", "pek3", "172.16.0.0/16").vxnet("web", "172.16.1.0/24"))
        .network(
            "vpc2",
            QingCloudVpc.managed("main", "pek3", "172.17.0.0/16").vxnet("web", "172.17.1.0/24"));
  }

  private static Topology border(QingCloudHub option) {
    return networks()
        .hub("backbone", h -> h.member("vpc1").member("vpc2").allow(icmp(), tcp(80)).with(option))
        .build();
  }

  private static Topology sdwan(QingCloudHub option) {
    return networks()
        .network(
            "vpc3",
            QingCloudVpc.managed("main", "gd2", "192.168.0.0/16").vxnet("web", "192.168.211.0/24"))
        .hub(
            "backbone",
            h -> h.member("vpc1").member("vpc2").member("vpc3").allow(icmp(), tcp(80)).with(option))
        .build();
  }

  private Host machine(Outcome outcome, String network, String zone) {
    return (zone.equals("pek3") ? site.pek3 : site.gd2)
        .createInstance(outcome.id("network." + network + "/vxnet.web").orElseThrow(), "");
  }

  @Test
  void apply_borderByRouteTables_joinsBothWays() {
    Outcome outcome = site.tieline.apply(border(TABLES));

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(site.tieline.verify(border(TABLES)).isGood())
        .as(site.tieline.verify(border(TABLES)).toString())
        .isTrue();
    Host one = machine(outcome, "vpc1", "pek3");
    Host two = machine(outcome, "vpc2", "pek3");
    assertThat(site.cloud.walk().ping(one, two.privateIp()).delivered()).isTrue();
    assertThat(site.cloud.walk().ping(two, one.privateIp()).delivered()).isTrue();
    assertThat(site.tieline.plan(border(TABLES)).isEmpty()).isTrue();
  }

  @Test
  void destroy_borderByRouteTables_leavesNothing() {
    String before = site.cloud.dump();
    site.tieline.apply(border(TABLES));

    assertThat(site.destroyed("guide")).as(site.tieline.destroy("guide").toString()).isTrue();
    assertThat(site.cloud.dump()).isEqualTo(before);
  }

  @Test
  void apply_borderByRouterStatics_joinsAndIsRemoved() {
    String before = site.cloud.dump();
    Outcome outcome = site.tieline.apply(border(STATICS));

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(site.tieline.verify(border(STATICS)).isGood()).isTrue();
    assertThat(site.destroyed("guide")).isTrue();
    assertThat(site.cloud.dump()).isEqualTo(before);
  }

  private static JsonNode json(String answer) {
    try {
      return new ObjectMapper().readTree(answer);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does what the document of missing policies asks for. */
  private void policies(Outcome outcome) {
    add(outcome, "vpc1", "172.17.1.0/24");
    add(outcome, "vpc2", "172.16.1.0/24");
    site.pek3.applyRouter(outcome.id("network.vpc1").orElseThrow());
    site.pek3.applyRouter(outcome.id("network.vpc2").orElseThrow());
  }

  private void add(Outcome outcome, String network, String destination) {
    site.pek3.addIntranetPolicy(
        outcome.id("network." + network).orElseThrow(),
        "tieline/acme/guide hub.backbone/policy." + network + "." + destination.replace('/', '-'),
        destination,
        outcome.id("hub.backbone/border.pek3").orElseThrow());
  }

  @Test
  void apply_borderByHand_waitsWithTheDocumentAndGoesOnAfterIt() {
    Topology topology = border(QingCloudHub.policies(QingCloudPolicies.MANUAL));
    Outcome waiting = site.tieline.apply(topology);

    assertThat(waiting.waiting()).as(waiting.toString()).hasSize(1);
    Waiting hub = waiting.waiting().get(0);
    String border = waiting.id("hub.backbone/border.pek3").orElseThrow();
    assertThat(hub.handover().markdown(Locale.ENGLISH))
        .contains("Add rule")
        .contains(border)
        .contains("172.17.1.0/24")
        .contains("tieline/acme/guide hub.backbone/policy.vpc1.172.17.1.0-24")
        .contains("tieline/acme/guide hub.backbone/policy.vpc2.172.16.1.0-24");
    assertThat(hub.handover().markdown(Locale.CHINA)).contains("添加规则").contains(border);

    policies(waiting);
    Outcome done = site.tieline.apply(topology);

    assertThat(done.isReady()).as(done.toString()).isTrue();
    assertThat(site.tieline.verify(topology).isGood()).isTrue();
    assertThat(site.tieline.plan(topology).isEmpty()).isTrue();
  }

  @Test
  void apply_policiesWrittenDownAndNotApplied_areApplied() {
    Topology topology = border(QingCloudHub.policies(QingCloudPolicies.MANUAL));
    Outcome waiting = site.tieline.apply(topology);
    add(waiting, "vpc1", "172.17.1.0/24");
    add(waiting, "vpc2", "172.16.1.0/24");

    Outcome done = site.tieline.apply(topology);

    assertThat(done.isReady()).as(done.toString()).isTrue();
    assertThat(
            json(site.pek3.call("DescribeRouters", Map.of()))
                .path("router_set")
                .findValuesAsText("is_applied"))
        .containsOnly("1");
  }

  @Test
  void destroy_borderByHand_waitsUntilThePoliciesAreRemoved() {
    String before = site.cloud.dump();
    Topology topology = border(QingCloudHub.policies(QingCloudPolicies.MANUAL));
    policies(site.tieline.apply(topology));
    Outcome done = site.tieline.apply(topology);

    Outcome waiting = site.tieline.destroy("guide");

    assertThat(waiting.waiting()).as(waiting.toString()).isNotEmpty();
    assertThat(waiting.waiting().get(0).handover().markdown(Locale.ENGLISH))
        .contains("Remove an intranet routing policy")
        .contains("tieline/acme/guide hub.")
        .doesNotContain("begin");
    site.pek3.removeIntranetPolicy(done.id("network.vpc1").orElseThrow(), "172.17.1.0/24");
    site.pek3.removeIntranetPolicy(done.id("network.vpc2").orElseThrow(), "172.16.1.0/24");
    assertThat(site.destroyed("guide")).as(site.tieline.destroy("guide").toString()).isTrue();
    assertThat(site.cloud.dump()).isEqualTo(before);
  }

  @Test
  void apply_sdwan_waitsForAccessPointsAndThenReachesAcrossZones() {
    Outcome waiting = site.tieline.apply(sdwan(TABLES));
    assertThat(waiting.waiting()).as(waiting.toString()).hasSize(1);
    assertThat(waiting.waiting().get(0).handover().markdown(Locale.ENGLISH))
        .contains("Create an SD-WAN access point");
    String north = waiting.id("hub.backbone/border.pek3").orElseThrow();
    String south = waiting.id("hub.backbone/border.gd2").orElseThrow();
    String net = site.pek3.createWanNet("net");
    site.pek3.createAccessPoint(net, north, 10);
    site.gd2.createAccessPoint(net, south, 10);

    Outcome done = site.tieline.apply(sdwan(TABLES));

    assertThat(done.isReady()).as(done.toString()).isTrue();
    assertThat(site.tieline.verify(sdwan(TABLES)).isGood())
        .as(site.tieline.verify(sdwan(TABLES)).toString())
        .isTrue();
    Host one = machine(done, "vpc1", "pek3");
    Host three = machine(done, "vpc3", "gd2");
    assertThat(site.cloud.walk().ping(one, three.privateIp()).delivered()).isTrue();
    assertThat(site.cloud.walk().ping(three, one.privateIp()).delivered()).isTrue();
  }

  @Test
  void destroy_sdwan_waitsUntilTheAccessPointsAreReleased() {
    Outcome waiting = site.tieline.apply(sdwan(TABLES));
    String net = site.pek3.createWanNet("net");
    String before =
        site.pek3.createAccessPoint(net, waiting.id("hub.backbone/border.pek3").orElseThrow(), 10);
    String after =
        site.gd2.createAccessPoint(net, waiting.id("hub.backbone/border.gd2").orElseThrow(), 10);
    site.tieline.apply(sdwan(TABLES));

    Outcome held = site.tieline.destroy("guide");

    assertThat(held.waiting()).as(held.toString()).isNotEmpty();
    assertThat(held.waiting().get(0).handover().markdown(Locale.ENGLISH))
        .contains("Release the SD-WAN access point");
    assertThat(site.cloud.dump()).contains(before).contains(after);
    site.pek3.deleteAccessPoint(before);
    site.gd2.deleteAccessPoint(after);
    assertThat(site.destroyed("guide")).as(site.tieline.destroy("guide").toString()).isTrue();
  }

  @Test
  void apply_renamedHub_keepsItsBorder() {
    Outcome first = site.tieline.apply(border(TABLES));
    Topology renamed =
        networks()
            .hub("core", h -> h.member("vpc1").member("vpc2").allow(icmp(), tcp(80)).with(TABLES))
            .build();

    Outcome second = site.tieline.apply(renamed);

    assertThat(second.isReady()).as(second.toString()).isTrue();
    assertThat(second.id("hub.core/border.pek3")).isEqualTo(first.id("hub.backbone/border.pek3"));
    assertThat(site.tieline.plan(renamed).isEmpty()).isTrue();
  }

  @Test
  void apply_memberThatLeaves_takesItsRoutesAlong() {
    site.tieline.apply(sdwan(TABLES));
    Outcome fewer = site.tieline.apply(border(TABLES));

    assertThat(fewer.isReady()).as(fewer.toString()).isTrue();
    assertThat(site.cloud.dump()).doesNotContain("192.168.211.0/24");
    assertThat(
            json(site.pek3.call("DescribeRouteTables", Map.of()))
                .path("routing_table_set")
                .findValuesAsText("is_applied"))
        .isEqualTo(List.of("1", "1"));
  }
}
