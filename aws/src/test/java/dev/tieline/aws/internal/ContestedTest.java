package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.check.Codes;
import dev.tieline.topology.Topology;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another controller deletes a route of ours each time that we have made it. */
class ContestedTest {
  private static final String CIDR = "172.31.0.0/16";

  private final PeeringWorld world = new PeeringWorld(false);
  private final String tokyo = world.appVpc(PeeringWorld.TOKYO, 30);
  private final String singapore = world.appVpc(PeeringWorld.SINGAPORE, 31);
  private final Topology wish =
      Topology.named("fight")
          .network("t", AwsVpc.existing("main", PeeringWorld.TOKYO, tokyo))
          .network("s", AwsVpc.existing("main", PeeringWorld.SINGAPORE, singapore))
          .peer("t", "s", p -> p.allow(tcp(22)).groups("t", "app").groups("s", "app"))
          .build();

  @AfterEach
  void close() {
    world.close();
  }

  private void otherDeletesTheRoute() {
    var console = world.console(PeeringWorld.TOKYO);
    console.deleteRoute(console.mainRouteTable(tokyo), CIDR);
    world.pass(Duration.ofMinutes(5));
  }

  private Outcome fight() {
    world.settle(wish);
    Outcome outcome = world.tieline.apply(wish);
    for (int i = 0; i < 6 && outcome.isReady(); i++) {
      otherDeletesTheRoute();
      outcome = world.tieline.apply(wish);
    }
    return outcome;
  }

  @Test
  void apply_routeUndoneAgainAndAgain_isContestedAndLeftAlone() {
    Outcome outcome = fight();

    assertThat(outcome.isReady()).isFalse();
    assertThat(outcome.findings())
        .filteredOn(f -> f.code().equals(Codes.CONTESTED))
        .singleElement()
        .satisfies(f -> assertThat(f.subject()).contains("/route."));
    int writes = world.mutations().size();
    world.tieline.apply(wish);
    assertThat(world.mutations()).hasSize(writes);
  }

  @Test
  void apply_anHourAfterTheFight_repairs() {
    fight();
    world.pass(Duration.ofMinutes(61));

    assertThat(world.tieline.apply(wish).isReady()).isTrue();
  }
}
