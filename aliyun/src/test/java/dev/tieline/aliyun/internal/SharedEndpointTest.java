package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.RunEvent;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.spi.Owner;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Endpoints and names that somebody takes out of our hands, or that two topologies of ours have.
 */
class SharedEndpointTest {
  private static final String MARK = "tieline/acme/db";

  private final EndpointWorld world = new EndpointWorld(true);

  @AfterEach
  void close() {
    world.close();
  }

  private void tag(String action, String key, String value) {
    world.console.call(
        "Privatelink",
        action,
        Map.of(
            "ResourceType",
            "VpcEndpoint",
            "ResourceId.1",
            world.endpointId(),
            key,
            MARK,
            value.isEmpty() ? "RegionId" : "Tag.1.Value",
            value.isEmpty() ? PeeringWorld.HANGZHOU : value));
  }

  private String groups() {
    return world.console.call("Ecs", "DescribeSecurityGroups", Map.of());
  }

  @Test
  void apply_endpointWithoutOurMark_keepsOurGroupThatGuardsIt() {
    Topology topology = world.use(world.target());
    world.base.settle(topology);
    tag("UntagResources", "TagKey.1", "");
    world.base.rest();

    Outcome outcome = world.base.tieline.apply(topology);

    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    assertThat(groups()).contains("tieline-db-matrixone");
  }

  /** A process of the same namespace that does something as the zone is about to be removed. */
  private Tieline disturbed(Runnable what) {
    FakeAliyun.Keys keys = world.base.cloud.keys(ACCOUNT);
    AtomicBoolean first = new AtomicBoolean(true);
    return Tieline.builder()
        .namespace("acme")
        .provider(
            AliyunProvider.builder()
                .account(
                    "main",
                    AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret()),
                    ACCOUNT)
                .regions(PeeringWorld.HANGZHOU)
                .transport(new InProcessAliyun(world.base.cloud))
                .build())
        .time(world.base.time)
        .listener(
            event -> {
              if (event instanceof RunEvent.Started started
                  && started.step().kind().equals("endpoint zone")
                  && first.getAndSet(false)) {
                what.run();
              }
            })
        .build();
  }

  @Test
  void destroy_endpointThatIsReleasedJustBefore_leavesItsZone() {
    world.base.settle(world.use(world.target()));
    try (Tieline process = disturbed(() -> tag("UntagResources", "TagKey.1", ""))) {
      process.destroy("db");
    }
    world.base.rest();

    String zones =
        world.console.call(
            "Privatelink", "ListVpcEndpointZones", Map.of("EndpointId", world.endpointId()));

    assertThat(zones).contains("\"ZoneStatus\":\"Connected\"");
  }

  private Topology named(String topology) {
    return Topology.named(topology)
        .network("app", world.vpc())
        .endpoint(
            "matrixone",
            "app",
            world.target().dns(AliyunDns.privateZone()),
            e -> e.allow(tcp(6001)).clients(world.clientGroup))
        .build();
  }

  @Test
  void apply_zoneThatAnotherTopologyMadeAtTheSameTime_goes() {
    world.base.settle(named("db"));
    world.base.settle(named("shop"));
    String zones = world.console.call("pvtz", "DescribeZones", Map.of());
    String spare =
        EndpointWorld.text(
            world.console.call("pvtz", "AddZone", Map.of("ZoneName", world.name)), "ZoneId");
    String remark = EndpointWorld.text(zones, "Remark");
    world.console.call("pvtz", "UpdateZoneRemark", Map.of("ZoneId", spare, "Remark", remark));
    world.console.call(
        "pvtz",
        "AddZoneRecord",
        Map.of("ZoneId", spare, "Rr", "@", "Type", "A", "Value", "10.9.9.9", "Remark", remark));
    world.base.rest();

    Outcome outcome = world.base.settle(named("db"));

    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    assertThat(world.console.call("pvtz", "DescribeZones", Map.of()))
        .contains("\"TotalItems\":1")
        .doesNotContain(spare);
  }

  private Topology named(String topology, String service, String name) {
    return Topology.named(topology)
        .network("app", world.vpc())
        .endpoint(
            "matrixone",
            "app",
            AliyunEndpoint.service(service).dns(AliyunDns.privateZone(name)),
            e -> e.allow(tcp(6001)).clients(world.clientGroup))
        .build();
  }

  private String records() {
    String zones = world.console.call("pvtz", "DescribeZones", Map.of());
    return world.console.call(
        "pvtz", "DescribeZoneRecords", Map.of("ZoneId", EndpointWorld.text(zones, "ZoneId")));
  }

  /** Who asks for the name would get either of two services. */
  @Test
  void apply_nameThatAnotherTopologyHasForAnotherService_isTaken() {
    String name = "db.example.com";
    world.base.settle(named("db", world.name, name));
    String before = EndpointWorld.text(records(), "Value");
    String other = world.otherService();

    Plan plan = world.base.tieline.plan(named("shop", other, name));
    world.base.tieline.apply(named("shop", other, name));

    assertThat(plan.findings())
        .filteredOn(f -> f.code().equals("DNS_NAME_TAKEN"))
        .singleElement()
        .satisfies(f -> assertThat(f.what()).contains(name, world.endpointId(), world.name));
    assertThat(records()).contains("\"TotalItems\":1", before);
    world.base.settle(named("shop", other, "shop.example.com"));
  }

  /** As two topologies that came at once can have left it. */
  @Test
  void apply_nameOfTwoServices_isMendedWhenOneTakesAnother() {
    String name = "db.example.com";
    String other = world.otherService();
    world.base.settle(named("shop", other, "shop.example.com"));
    String ip = ip("shop", other, "shop.example.com");
    world.base.settle(named("db", world.name, name));
    String zone = zone(name);
    claim("shop", name);
    String remark =
        EndpointWorld.text(
            world.console.call("pvtz", "DescribeZoneInfo", Map.of("ZoneId", zone)), "Remark");
    world.console.call(
        "pvtz",
        "AddZoneRecord",
        Map.of("ZoneId", zone, "Rr", "@", "Type", "A", "Value", ip, "Remark", remark));
    world.base.rest();
    assertThat(PeeringWorld.codes(world.base.tieline.plan(named("db", world.name, name))))
        .contains("DNS_NAME_TAKEN");

    world.base.settle(named("shop", other, "shop.example.com"));

    assertThat(world.console.call("pvtz", "DescribeZoneRecords", Map.of("ZoneId", zone)))
        .doesNotContain(ip);
    world.base.settle(named("db", world.name, name));
  }

  private String ip(String topology, String service, String name) {
    return world
        .base
        .tieline
        .apply(named(topology, service, name))
        .endpoint("matrixone")
        .addresses()
        .get(0)
        .toString();
  }

  private String zone(String name) {
    String zones =
        world.console.call("pvtz", "DescribeZones", Map.of("Keyword", name, "SearchMode", "EXACT"));
    return EndpointWorld.text(zones, "ZoneId");
  }

  /** Writes the claim by which a topology says that it has a name in the VPC. */
  private void claim(String topology, String name) {
    Owner owner = new Owner("acme", topology);
    world.console.call(
        "Vpc",
        "TagResources",
        Map.of(
            "ResourceType",
            "VPC",
            "ResourceId.1",
            world.app.vpc(),
            "Tag.1.Key",
            DnsClaims.key(owner, name),
            "Tag.1.Value",
            "endpoint.matrixone@" + name));
  }

  @Test
  void apply_sharedEndpointThatWasMadeAnew_leavesNoRecordOfTheOldOne() {
    world.base.settle(named("db"));
    world.base.settle(named("shop"));
    String old = EndpointWorld.text(records(), "Value");
    String endpoint = world.endpointId();
    world.console.call(
        "Privatelink",
        "RemoveZoneFromVpcEndpoint",
        Map.of("EndpointId", endpoint, "ZoneId", EndpointWorld.H));
    world.base.rest();
    world.console.call("Privatelink", "DeleteVpcEndpoint", Map.of("EndpointId", endpoint));
    world.base.pass(Duration.ofHours(1));
    world.console.runInstance(world.app.vSwitch(), world.clientGroup); // has the address now

    world.base.tieline.apply(named("db"));
    world.base.settle(named("shop"));
    world.base.settle(named("db"));

    assertThat(world.endpointId()).isNotEqualTo(endpoint);
    assertThat(records()).contains("\"TotalItems\":1").doesNotContain("\"" + old + "\"");
  }

  /** The zone of one that several use is neither replaced nor said to have been. */
  @Test
  void apply_otherVSwitchOfASharedEndpoint_isImmutable() {
    String other = world.console.createVSwitch(world.app.vpc(), "172.17.3.0/24", EndpointWorld.H);
    world.base.rest();
    world.base.settle(named("db"));
    Topology shop =
        Topology.named("shop")
            .network("app", world.vpc())
            .endpoint("matrixone", "app", world.target().vSwitches(other), e -> e.allow(tcp(6001)))
            .build();

    world.base.tieline.apply(shop);
    Plan plan = world.base.tieline.plan(shop);

    assertThat(plan.steps()).noneMatch(s -> s.action() == Action.REPLACE);
    assertThat(plan.findings())
        .filteredOn(f -> f.what().contains("shared with acme/db"))
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).contains(world.app.vSwitch()));
  }

  private String blankZone(String pattern) {
    String zone =
        EndpointWorld.text(
            world.console.call(
                "pvtz", "AddZone", Map.of("ZoneName", world.name, "ProxyPattern", pattern)),
            "ZoneId");
    world.base.rest();
    return zone;
  }

  /** Somebody else's zone of the same name that is still empty, as the console makes it. */
  @Test
  void destroy_blankZoneOfTheSameName_isLeftAlone() {
    world.base.settle(named("db"));
    String theirs = blankZone("ZONE");

    world.base.settle(named("db"));
    world.base.destroy("db");

    assertThat(world.console.call("pvtz", "DescribeZones", Map.of()))
        .contains("\"TotalItems\":1", theirs);
  }

  @Test
  void apply_blankZoneBesideOurs_isNoSurplus() {
    world.base.settle(named("db"));
    String theirs = blankZone("RECORD");

    world.base.settle(named("db"));

    assertThat(world.console.call("pvtz", "DescribeZones", Map.of()))
        .contains("\"TotalItems\":2", theirs);
  }
}
