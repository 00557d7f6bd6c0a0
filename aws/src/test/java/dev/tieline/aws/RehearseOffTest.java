package dev.tieline.aws;

import static dev.tieline.aws.BadWorld.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Failed;
import dev.tieline.apply.Outcome;
import dev.tieline.testkit.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For emulators of AWS that ignore DryRun, and so would carry a rehearsal out. */
class RehearseOffTest {
  private final BadWorld world = new BadWorld();

  @BeforeEach
  void off() {
    world.with(b -> b.account("main", world.credentials(ACCOUNT), ACCOUNT).rehearse(false));
    world.aws.resetCalls();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void apply_withoutRehearsals_sendsNoneAndMakesAll() {
    Outcome outcome = world.tieline().apply(world.fine().build());

    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    assertThat(world.aws.calls()).isNotEmpty().noneMatch(Call::dryRun);
  }

  @Test
  void apply_permissionMissing_isFoundWhenItsTurnComes() {
    world.aws.permissions().deny(ACCOUNT, "ec2:CreateVpcPeeringConnection");

    Outcome outcome = world.tieline().apply(world.fine().build());

    assertThat(outcome.failed())
        .singleElement()
        .extracting(Failed::address)
        .isEqualTo("peering.tokyo-singapore");
    assertThat(world.writes()).contains("CreateVpc");
    assertThat(world.aws.calls()).noneMatch(Call::dryRun);
  }
}
