package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.icmp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Trait;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudPolicies;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.topology.HubBuilder;
import dev.tieline.topology.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad input of hubs, each found before anything is made by it. */
class HubFindingsTest {
  private static final QingCloudHub TABLES = QingCloudHub.policies(QingCloudPolicies.ROUTE_TABLE);

  private final FakeSite site = new FakeSite();
  private String north = "";
  private String vxnet = "";
  private String south = "";
  private String other = "";

  @BeforeEach
  void networks() {
    north = site.pek3.createVpc("172.16.0.0/16");
    vxnet = site.pek3.createVxnet(north, "172.16.1.0/24", "172.16.1.253");
    south = site.gd2.createVpc("192.168.0.0/16");
    other = site.gd2.createVxnet(south, "192.168.211.0/24", "192.168.211.253");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Topology hub(Consumer<HubBuilder> how) {
    return Topology.named("guide")
        .network("north", QingCloudVpc.existing("main", "pek3", north))
        .network("south", QingCloudVpc.existing("main", "gd2", south))
        .hub(
            "backbone",
            h -> {
              h.allow(icmp()).with(TABLES);
              how.accept(h);
            })
        .build();
  }

  private Topology both() {
    return hub(h -> h.member("north").member("south"));
  }

  private Finding found(Topology topology, String code) {
    Plan plan = site.tieline.plan(topology);
    Optional<Finding> found =
        plan.findings().stream().filter(f -> f.code().equals(code)).findFirst();
    assertThat(found).as(plan.toString()).isPresent();
    return found.orElseThrow();
  }

  /** Both borders are there, each with an access point. */
  private Map<String, String> accessPoints(String net, String far, int months) {
    Outcome outcome = site.tieline.apply(both());
    String border = outcome.id("hub.backbone/border.pek3").orElseThrow();
    return Map.of(
        "pek3",
        site.pek3.createAccessPoint(net, border, "north", 10, months),
        "gd2",
        site.gd2.createAccessPoint(
            far, outcome.id("hub.backbone/border.gd2").orElseThrow(), "south", 10, months));
  }

  @Test
  void plan_vxnetOfAnotherZone_isSaidWhereItIs() {
    Finding found =
        found(
            hub(h -> h.member("north", m -> m.subnets(other)).member("south")), "VXNET_ELSEWHERE");

    assertThat(found.what())
        .isEqualTo(
            "vxnet "
                + other
                + ", named for network north in pek3, is in zone gd2, in VPC "
                + south);
  }

  @Test
  void plan_vxnetThatIsNowhere_listsThoseThatAreThere() {
    assertThat(
            found(
                    hub(h -> h.member("north", m -> m.subnets("web")).member("south")),
                    "VXNET_NOT_FOUND")
                .what())
        .isEqualTo("network north has no vxnets called web (there are: " + vxnet + ")");
  }

  @Test
  void plan_addressOfTheBorderTaken_namesTheInstance() {
    String wide = site.pek3.createVxnet(north, "172.16.2.0/24");
    String machine = site.pek3.createInstance(wide, "172.16.2.254").instanceId();

    assertThat(found(both(), "BORDER_ADDRESS_TAKEN").what())
        .isEqualTo("instance " + machine + " has 172.16.2.254 in vxnet " + wide);
  }

  @Test
  void plan_dhcpThatMayGiveTheBordersAddress_isAWarning() {
    String wide = site.pek3.createVxnet(north, "172.16.2.0/24");

    assertThat(found(both(), "BORDER_ADDRESS_IN_DHCP").what())
        .contains("172.16.2.254")
        .contains(wide)
        .contains("172.16.2.2 to 172.16.2.254");
  }

  @Test
  void plan_networkThatIsNotThere_holdsTheHub() {
    Topology topology =
        Topology.named("guide")
            .network("north", QingCloudVpc.existing("main", "pek3", "rtr-nowhere1"))
            .network("south", QingCloudVpc.existing("main", "gd2", south))
            .hub("backbone", h -> h.member("north").member("south").allow(icmp()))
            .build();

    assertThat(found(topology, "NETWORK_UNUSABLE").what())
        .contains("network north can not be used: there is no VPC rtr-nowhere1");
    assertThat(site.tieline.plan(topology).steps()).isEmpty();
  }

  @Test
  void plan_editsOfOthersThatWait_areToldOfAndPermanent() {
    String border = site.pek3.createBorder("theirs");
    site.pek3.addIntranetPolicy(north, "theirs", "10.9.0.0/16", border);
    Topology topology =
        Topology.named("guide")
            .network("north", QingCloudVpc.existing("main", "pek3", north))
            .network("south", QingCloudVpc.existing("main", "gd2", south))
            .hub(
                "backbone",
                h ->
                    h.member("north")
                        .member("south")
                        .allow(icmp())
                        .with(QingCloudHub.routerStatics(21)))
            .build();

    assertThat(found(topology, "UNAPPLIED_CHANGES").what())
        .contains("VPC " + north + " has changes that are not applied");
    assertThat(site.tieline.plan(topology).steps())
        .filteredOn(s -> s.address().equals("hub.backbone/published.north"))
        .singleElement()
        .satisfies(s -> assertThat(s.traits()).contains(Trait.PERMANENT));
  }

  @Test
  void plan_accessPointsOnTwoNetworks_isAnError() {
    accessPoints(site.pek3.createWanNet("one"), site.pek3.createWanNet("two"), 0);

    assertThat(found(both(), "WAN_NET_DIFFERS").what()).contains(" on wnet-");
  }

  @Test
  void plan_accessPointStopped_isAnError() {
    String net = site.pek3.createWanNet("net");
    String stopped = accessPoints(net, net, 0).get("pek3");
    site.pek3.stopAccessPoint(stopped);

    assertThat(found(both(), "ACCESS_POINT_INACTIVE").what())
        .startsWith("access point " + stopped + " is stopped");
  }

  @Test
  void plan_contractEnded_isAnErrorThatSaysWhen() {
    String net = site.pek3.createWanNet("net");
    String ended = accessPoints(net, net, 1).get("gd2");
    site.gd2.expireContract(ended);

    assertThat(found(both(), "ACCESS_POINT_EXPIRED").what())
        .startsWith("access point " + ended + " is suspended, contract to 2026-11-22T");
  }

  @Test
  void plan_accessPointOfAnotherBorder_isAnError() {
    String net = site.pek3.createWanNet("net");
    String theirs = site.pek3.createAccessPoint(net, site.pek3.createBorder("theirs"), 10);

    assertThat(
            found(
                    hub(
                        h ->
                            h.member("north")
                                .member("south")
                                .with(QingCloudHub.accessPoint("pek3", theirs))),
                    "ACCESS_POINT_ELSEWHERE")
                .what())
        .startsWith("access point " + theirs + " is at irt-");
  }

  @Test
  void plan_accessPointThatIsNotThere_isAnError() {
    assertThat(
            found(
                    hub(
                        h ->
                            h.member("north")
                                .member("south")
                                .with(QingCloudHub.accessPoint("pek3", "wacc-nowhere1"))),
                    "ACCESS_POINT_NOT_FOUND")
                .what())
        .isEqualTo("there is no access point wacc-nowhere1 in zone pek3");
  }

  @Test
  void apply_accessPointsByIds_areAdoptedAndNotChanged() {
    String net = site.pek3.createWanNet("net");
    Map<String, String> points = accessPoints(net, net, 1);
    Topology topology =
        hub(
            h ->
                h.member("north")
                    .member("south")
                    .with(QingCloudHub.accessPoint("pek3", points.get("pek3")))
                    .with(QingCloudHub.accessPoint("gd2", points.get("gd2"))));

    Outcome outcome = site.tieline.apply(topology);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(outcome.id("hub.backbone/trunk.gd2")).contains(points.get("gd2"));
    assertThat(site.tieline.verify(topology).isGood()).isTrue();
  }

  @Test
  void apply_freeVpc_isRefusedInTheCloudsWordsAndFoundBefore() {
    north = site.pek3.createFreeVpc("172.20.0.0/16");
    site.pek3.createVxnet(north, "172.20.1.0/24", "172.20.1.253");

    assertThat(found(both(), "FREE_VPC").what()).contains(north + " is of type 4");
    assertThat(site.tieline.apply(both()).failed())
        .anySatisfy(f -> assertThat(f.why()).contains("is free"));
  }

  @Test
  void plan_overlappingVpcs_isAnError() {
    south = site.gd2.createVpc("172.16.0.0/16");
    site.gd2.createVxnet(south, "172.16.1.0/24", "172.16.1.253");

    assertThat(found(both(), "CIDR_OVERLAP").part()).isEqualTo("hub.backbone");
  }

  @Test
  void apply_onlyTheNamedVxnets_areAttachedAndAskedAbout() {
    String idle = site.pek3.createVxnet(north, "172.16.2.0/24", "172.16.2.253");
    String net = site.pek3.createWanNet("net");
    Topology some = hub(h -> h.member("north", m -> m.subnets(vxnet)).member("south"));
    Outcome waiting = site.tieline.apply(some);
    site.pek3.createAccessPoint(net, waiting.id("hub.backbone/border.pek3").orElseThrow(), 10);
    site.gd2.createAccessPoint(net, waiting.id("hub.backbone/border.gd2").orElseThrow(), 10);

    Outcome outcome = site.tieline.apply(some);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(outcome.snapshot().hubs())
        .allSatisfy(
            h -> assertThat(h.attachments()).noneMatch(a -> a.id().equals(idle)).hasSize(1));
    assertThat(site.tieline.verify(some).isGood())
        .as(site.tieline.verify(some).toString())
        .isTrue();
  }

  @Test
  void check_groupsOfAMember_areRefused() {
    assertThatThrownBy(
            () ->
                site.tieline.plan(
                    hub(h -> h.member("north", m -> m.groups("sg-1")).member("south"))))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("names security groups of network north: [sg-1] (expected: none");
  }

  @Test
  void parse_topologyWithAHub_comesBackTheSame() {
    Topology topology =
        hub(
            h ->
                h.member("north")
                    .member("south")
                    .with(QingCloudHub.accessPoint("pek3", "wacc-1"))
                    .with(QingCloudHub.routerStatics(21)));

    assertThat(Topology.parse(topology.toJson())).isEqualTo(topology);
    assertThatThrownBy(() -> QingCloudHub.routerStatics(8))
        .hasMessageContaining("type of router statics: 8 (expected: above 8");
    assertThatThrownBy(() -> QingCloudHub.parse("policies:other"))
        .hasMessageContaining("expected one of: access-point:ZONE=ID, policies:manual");
  }
}
