package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mistake in a link: the managed network that is to be made for it is not made either. */
class NothingMadeTest {
  private final PeeringWorld world = new PeeringWorld(false);
  private final String there = world.appVpc(PeeringWorld.SINGAPORE, 31);

  @AfterEach
  void close() {
    world.close();
  }

  private Topology wish(String vpc, Consumer<PeeringBuilder> link) {
    return Topology.named("mistake")
        .network(
            "tokyo",
            AwsVpc.managed("main", PeeringWorld.TOKYO, "10.20.0.0/16")
                .subnet("a", "10.20.1.0/24", PeeringWorld.TOKYO + "a"))
        .network("singapore", AwsVpc.existing("main", PeeringWorld.SINGAPORE, vpc))
        .peer("tokyo", "singapore", p -> link.accept(p.allow(tcp(22))))
        .build();
  }

  private void nothingIsMade(Topology wish, String code) {
    int writes = world.mutations().size();

    Outcome outcome = world.tieline.apply(wish);

    assertThat(outcome.findings()).extracting("code").contains(code);
    assertThat(world.mutations()).hasSize(writes);
    assertThat(outcome.notStarted())
        .extracting("part")
        .contains("network.tokyo", "peering.tokyo-singapore");
  }

  @Test
  void apply_vpcDoesNotExist_makesNothing() {
    nothingIsMade(
        wish("vpc-0123456789abcdef0", p -> p.groups("singapore", "app")), "VPC_NOT_FOUND");
  }

  @Test
  void apply_groupDoesNotExist_makesNothing() {
    nothingIsMade(wish(there, p -> p.groups("singapore", "nobody")), "GROUP_NOT_FOUND");
  }

  @Test
  void apply_tableDoesNotExist_makesNothing() {
    nothingIsMade(
        wish(there, p -> p.groups("singapore", "app").routeTables("singapore", "nobody")),
        "ROUTE_TABLE_NOT_FOUND");
  }

  @Test
  void apply_quotaExceeded_makesNothing() {
    world.aws.quota(PeeringWorld.ACCOUNT, PeeringWorld.SINGAPORE, Quotas.PEERINGS_PER_VPC, 0);

    nothingIsMade(wish(there, p -> p.groups("singapore", "app")), "PEERING_QUOTA");
  }

  @Test
  void apply_regionDown_makesWhatNeedsItNot() {
    world.aws.regionDown(PeeringWorld.SINGAPORE, true);

    Outcome outcome = world.tieline.apply(wish(there, p -> p.groups("singapore", "app")));

    assertThat(outcome.findings()).extracting("code").contains("UNREADABLE");
    assertThat(outcome.id("network.tokyo")).isPresent(); // what can not be read is no mistake
    assertThat(outcome.id("peering.tokyo-singapore")).isEmpty();
  }
}
