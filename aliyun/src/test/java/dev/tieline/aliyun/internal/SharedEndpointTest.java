package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.RunEvent;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.topology.Topology;
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
}
