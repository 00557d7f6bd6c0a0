package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.apply.Waiting;
import dev.tieline.check.Finding;
import dev.tieline.plan.Plan;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.Call;
import dev.tieline.topology.Consent;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services of PrivateLink that are used, through the whole library against the fake. */
class EndpointRunTest {
  @Test
  void apply_serviceThatAcceptsAll_carriesTrafficUnderItsNameAndDestroyRestoresAll() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String before = world.base.dump();
      Topology topology = world.use(world.target().dns(AliyunDns.privateZone()));

      Outcome outcome = world.base.settle(topology);

      VpcEndpoint endpoint = outcome.endpoint("matrixone");
      assertThat(endpoint.state()).isEqualTo(VpcEndpoint.State.CONNECTED);
      assertThat(endpoint.dnsNames()).hasSize(2);
      assertThat(endpoint.addresses()).hasSize(1);
      assertThat(world.connects(endpoint.addresses().get(0).toString(), 6001)).isTrue();
      assertThat(world.connects(world.name, 6001)).isTrue();
      assertThat(world.connects(world.name, 3306)).isFalse();
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void verify_endpoint_saysWhatIsLetThroughAndWhatIsNot() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Topology topology = world.use(world.target());
      world.base.settle(topology);

      Report report = world.base.tieline.verify(topology);

      assertThat(report.isGood()).as("%s", report).isTrue();
      assertThat(report.lines()).isNotEmpty();
      Report closed = world.base.tieline.explain(topology, "app", "matrixone", tcp(3306));
      assertThat(closed.isBlocked()).as("%s", closed).isTrue();
      assertThat(closed.toString()).contains("sg-");
    }
  }

  @Test
  void plan_ofWhatIsNotThere_projectsWhatTheSurveySeesAfterwards() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Topology topology = world.use(world.target().dns(AliyunDns.privateZone()));
      Plan plan = world.base.tieline.plan(topology);

      Outcome outcome = world.base.settle(topology);

      assertThat(shape(plan.projected())).isEqualTo(shape(outcome.snapshot()));
    }
  }

  /** What a snapshot shows of endpoints but for ids and addresses, which only the cloud chooses. */
  private static List<String> shape(Snapshot snapshot) {
    return snapshot.endpoints().stream()
        .map(
            e ->
                e.name()
                    + e.vpc()
                    + e.service()
                    + e.state()
                    + e.cloudState()
                    + snapshot.hosts().stream()
                        .filter(h -> e.hosts().contains(h.id()))
                        .map(h -> h.subnet() + groups(snapshot, h))
                        .toList())
        .toList();
  }

  private static List<String> groups(Snapshot snapshot, Host host) {
    return snapshot.groups().stream()
        .filter(g -> host.groups().contains(g.id()))
        .map(
            g ->
                g.name()
                    + g.rules().stream()
                        .filter(r -> r.peer() instanceof RulePeer.Block)
                        .map(r -> r.ingress() + " " + r.traffic() + " " + r.peer())
                        .sorted()
                        .toList())
        .toList();
  }

  @Test
  void apply_serviceThatAcceptsNobody_waitsForItsProviderWithAHandover() {
    try (EndpointWorld world = new EndpointWorld(false)) {
      Topology topology = world.use(world.target().dns(AliyunDns.privateZone()));

      Outcome outcome = world.base.tieline.apply(topology);

      assertThat(outcome.failed()).as("%s", outcome).isEmpty();
      assertThat(outcome.waiting()).hasSize(1);
      Waiting waiting = outcome.waiting().get(0);
      assertThat(waiting.party()).contains(world.name);
      assertThat(waiting.what()).isEqualTo("Disconnected");
      assertThat(waiting.handover().markdown(Locale.ENGLISH))
          .contains(
              world.endpointId(), world.service, ACCOUNT, HANGZHOU, "EnableVpcEndpointConnection");
      assertThat(waiting.handover().markdown(Locale.CHINA)).contains("终端节点");
      assertThat(world.console.call("pvtz", "DescribeZones", Map.of())).doesNotContain("ZoneId");

      world.theirs.connect(world.service, world.endpointId(), true);
      world.base.rest();
      world.base.settle(topology);
      assertThat(world.connects(world.name, 6001)).isTrue();
    }
  }

  /** After the longest wait for the cloud, nobody is told to do what nobody has left undone. */
  @Test
  void apply_zoneThatStaysOnItsWay_sendsNoProviderToLetItIn() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.base.answered =
          body -> body.replace("\"ZoneStatus\":\"Connected\"", "\"ZoneStatus\":\"Wait\"");

      Outcome outcome = world.base.tieline.apply(world.use(world.target()));

      assertThat(outcome.waiting())
          .filteredOn(w -> w.address().contains("/zone."))
          .singleElement()
          .satisfies(
              w -> {
                assertThat(w.party()).isEqualTo("aliyun");
                assertThat(w.what()).isEqualTo("Wait");
                assertThat(w.handover().markdown(Locale.ENGLISH))
                    .contains("Nothing is to be done but to apply again")
                    .doesNotContain("Let endpoint");
              });
    }
  }

  @Test
  void apply_providerCutsTheConnection_waitsForItAgainAndRemovesNothing() {
    try (EndpointWorld world = new EndpointWorld(false)) {
      Topology topology = world.use(world.target());
      world.base.tieline.apply(topology);
      world.theirs.connect(world.service, world.endpointId(), true);
      world.base.rest();
      world.base.settle(topology);
      world.theirs.connect(world.service, world.endpointId(), false);
      world.base.rest();
      world.base.cloud.resetCalls();

      Outcome outcome = world.base.tieline.apply(topology);

      assertThat(outcome.waiting()).as("%s", outcome).hasSize(1);
      assertThat(world.base.mutations()).isEmpty();
    }
  }

  @Test
  void plan_accountTakenOffTheWhitelist_warnsAndKeepsTheEndpoint() {
    try (EndpointWorld world = new EndpointWorld(false)) {
      Topology topology = world.use(world.target());
      world.base.tieline.apply(topology);
      String endpoint = world.endpointId();
      world.theirs.call(
          "Privatelink",
          "RemoveUserFromVpcEndpointService",
          Map.of("ServiceId", world.service, "UserId", ACCOUNT));

      Plan plan = world.base.tieline.plan(topology);

      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("SERVICE_NOT_SHARED"))
          .singleElement()
          .satisfies(f -> assertThat(f.why()).contains(endpoint));
      assertThat(plan.isClean()).isTrue();
    }
  }

  @Test
  void apply_zonesChanged_addsAndRemovesThemOneByOne() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String before = world.base.dump();
      AliyunVpc wider = vpcWithZoneI(world);
      Topology one = world.use("matrixone", world.target().zones(EndpointWorld.H), wider);
      Outcome first = world.base.settle(one);
      assertThat(first.endpoint("matrixone").addresses()).hasSize(1);

      Outcome second = world.base.settle(world.use("matrixone", world.target(), wider));

      assertThat(second.id("endpoint.matrixone")).isEqualTo(first.id("endpoint.matrixone"));
      assertThat(second.endpoint("matrixone").addresses())
          .hasSize(2)
          .allSatisfy(ip -> assertThat(world.connects(ip.toString(), 6001)).isTrue());
      Outcome third =
          world.base.settle(world.use("matrixone", world.target().zones(EndpointWorld.I), wider));
      assertThat(third.endpoint("matrixone").addresses()).hasSize(1);
      assertThat(third.endpoint("matrixone").dnsNames().get(1)).contains("-i.");
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  private static AliyunVpc vpcWithZoneI(EndpointWorld world) {
    return AliyunVpc.existing("main", HANGZHOU, world.app.vpc())
        .vSwitch("link", FreeBlock.of(24), EndpointWorld.I);
  }

  @Test
  void apply_networkOfOurs_isMadeAndGoneWithItsEndpoint() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String before = world.base.dump();
      Topology topology =
          Topology.named("db")
              .network(
                  "app",
                  AliyunVpc.managed("main", HANGZHOU, "10.40.0.0/16")
                      .vSwitch("a", "10.40.1.0/24", EndpointWorld.H))
              .endpoint(
                  "matrixone",
                  "app",
                  world.target().vSwitches("a").dns(AliyunDns.privateZone("db.example.com")),
                  e -> e.allow(tcp(6001)))
              .build();

      Outcome outcome = world.base.settle(topology);

      assertThat(outcome.endpoint("matrixone").addresses())
          .allSatisfy(ip -> assertThat(ip.toString()).startsWith("10.40.1."));
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_linkRenamed_keepsEndpointGroupAndZone() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String before = world.base.dump();
      Outcome first = world.base.settle(world.use(world.target().dns(AliyunDns.privateZone())));
      world.base.cloud.resetCalls();

      Outcome second =
          world.base.settle(
              world.use("mo", world.target().dns(AliyunDns.privateZone()), world.vpc()));

      assertThat(second.id("endpoint.mo")).isEqualTo(first.id("endpoint.matrixone"));
      assertThat(second.id("endpoint.mo/group")).isEqualTo(first.id("endpoint.matrixone/group"));
      assertThat(second.id("endpoint.mo/dns")).isEqualTo(first.id("endpoint.matrixone/dns"));
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_endpointOfSomebodyElse_isUsedAndLeftAsItWas() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      world.console.createEndpoint(
          world.app.vpc(), world.service, world.app.vSwitch(), world.clientGroup);
      world.base.rest();
      String before = world.base.dump();
      Topology topology =
          world.use(world.target().groups(world.clientGroup).dns(AliyunDns.privateZone()));

      Outcome outcome = world.base.settle(topology);

      assertThat(outcome.id("endpoint.matrixone")).contains(world.endpointId());
      assertThat(world.connects(world.name, 6001)).isTrue();
      assertThat(PeeringWorld.codes(world.base.tieline.plan(topology))).contains("ADOPTED");
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_twoTopologies_shareTheEndpointAndItsZoneUntilTheLastGoes() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String before = world.base.dump();
      Topology one = world.use(world.target().dns(AliyunDns.privateZone()));
      Topology other =
          Topology.named("other")
              .network("app", world.vpc())
              .endpoint(
                  "shared",
                  "app",
                  world.target().dns(AliyunDns.privateZone()),
                  e -> e.allow(tcp(6001)))
              .build();
      Outcome first = world.base.settle(one);

      Outcome second = world.base.settle(other);

      assertThat(second.id("endpoint.shared")).isEqualTo(first.id("endpoint.matrixone"));
      assertThat(second.id("endpoint.shared/dns")).isEqualTo(first.id("endpoint.matrixone/dns"));
      world.base.settled(one);
      world.base.destroy("db");
      world.base.settled(other);
      assertThat(world.connects(world.name, 6001)).isTrue();
      world.base.destroy("other");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_groupsChosenLater_areAttachedAndOursIsTakenOff() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String chosen = world.console.createSecurityGroup(world.app.vpc(), "endpoints");
      String before = world.base.dump();
      Outcome first = world.base.settle(world.use(world.target()));
      String ours = first.id("endpoint.matrixone/group").orElseThrow();

      Topology topology = world.use(world.target().groups(chosen));
      Outcome second = world.base.settle(topology);

      assertThat(second.snapshot().groups()).noneMatch(g -> g.id().equals(ours));
      assertThat(world.connects(second.endpoint("matrixone").addresses().get(0).toString(), 6001))
          .isTrue();
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_strangerBindsAnotherVpcToOurZone_keepsThatBinding() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String stranger = world.console.createVpc("10.9.0.0/16");
      world.base.rest();
      Topology topology = world.use(world.target().dns(AliyunDns.privateZone()));
      String zone = world.base.settle(topology).id("endpoint.matrixone/dns").orElseThrow();
      world.console.call(
          "pvtz",
          "BindZoneVpc",
          Map.of("ZoneId", zone, "Vpcs.1.RegionId", HANGZHOU, "Vpcs.1.VpcId", stranger));

      world.base.settle(topology);

      assertThat(world.console.call("pvtz", "DescribeZoneInfo", Map.of("ZoneId", zone)))
          .contains(stranger, world.app.vpc());
      Outcome destroyed = world.base.tieline.destroy("db");
      assertThat(destroyed.toString()).contains(stranger);
      assertThat(world.console.call("pvtz", "DescribeZoneInfo", Map.of("ZoneId", zone)))
          .contains(stranger);
    }
  }

  @Test
  void apply_nameTakenBySomebodyElse_needsConsentAndThenAddsRecordsAlone() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String zone = world.console.createZone(world.name, world.app.vpc(), "www", "10.1.2.3");
      world.base.rest();
      String before = world.base.dump();
      Topology refused = world.use(world.target().dns(AliyunDns.privateZone()));
      assertThat(PeeringWorld.codes(world.base.tieline.plan(refused))).contains("DNS_NAME_TAKEN");

      Topology topology =
          Topology.named("db")
              .network("app", world.vpc())
              .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
              .endpoint(
                  "matrixone",
                  "app",
                  world.target().dns(AliyunDns.privateZone()),
                  e -> e.allow(tcp(6001)))
              .build();
      Outcome outcome = world.base.settle(topology);

      assertThat(outcome.id("endpoint.matrixone/dns")).contains(zone);
      assertThat(PeeringWorld.codes(world.base.tieline.plan(topology))).contains("DNS_NAME_SHARED");
      assertThat(world.connects(world.name, 6001)).isTrue();
      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }

  @Test
  void plan_hosts_tellsTheLinesOnceAddressesAreKnown() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      Topology topology = world.use(world.target().dns(AliyunDns.hosts()));
      assertThat(PeeringWorld.codes(world.base.tieline.plan(topology)))
          .doesNotContain("HOSTS_LINES");

      Outcome outcome = world.base.settle(topology);
      String ip = outcome.endpoint("matrixone").addresses().get(0).toString();

      assertThat(AliyunDns.hostsLines(outcome.endpoint("matrixone")))
          .containsExactly(ip + " " + world.name);
      assertThat(outcome.findings()).extracting(Finding::code).contains("HOSTS_LINES");
      assertThat(world.base.tieline.plan(topology).findings())
          .filteredOn(f -> f.code().equals("HOSTS_LINES"))
          .singleElement()
          .satisfies(f -> assertThat(f.what()).contains(ip + " " + world.name));
    }
  }

  @Test
  void apply_secondEndpointAllowed_makesOneAllTheSame() {
    try (EndpointWorld world = new EndpointWorld(true, AliyunSwitch.SECOND_ENDPOINT_ALLOWED)) {
      world.base.settle(world.use(world.target()));

      assertThat(world.endpoints()).containsOnlyOnce("\"EndpointId\"");
    }
  }

  @Test
  void survey_withoutEndpoints_makesNoCallOfPrivateLink() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      PeeringWorld.Net other = world.base.net(ACCOUNT, HANGZHOU, 18);
      Topology topology =
          Topology.named("peer")
              .network("app", world.vpc())
              .network("other", AliyunVpc.existing("main", HANGZHOU, other.vpc()))
              .peer("app", "other", p -> p.allow(tcp(22)).groups("app", world.clientGroup))
              .build();
      world.base.settle(world.use(world.target()));
      world.base.cloud.resetCalls();

      world.base.tieline.apply(topology);

      assertThat(world.base.cloud.calls()).extracting(Call::action).contains("DescribeVpcs");
      assertThat(world.base.cloud.calls())
          .extracting(Call::action)
          .doesNotContain("ListVpcEndpoints", "CheckProductOpen", "DescribeUserServiceStatus");
    }
  }

  @Test
  void destroy_byAnotherProcess_findsTheEndpointByItsClaim() {
    try (EndpointWorld world = new EndpointWorld(true)) {
      String before = world.base.dump();
      world.base.settle(world.use(world.target().dns(AliyunDns.privateZone())));

      try (var another = world.base.open(new dev.tieline.spi.CallObserver() {})) {
        Outcome outcome = another.destroy("db");
        assertThat(outcome.failed()).as("%s", outcome).isEmpty();
      }

      world.base.destroy("db");
      assertThat(world.base.dump()).isEqualTo(before);
    }
  }
}
