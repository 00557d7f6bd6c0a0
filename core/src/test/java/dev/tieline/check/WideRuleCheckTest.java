package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.RulePeer;
import org.junit.jupiter.api.Test;

class WideRuleCheckTest {
  private static final Traffic EVERY = Traffic.tcp(0, 65535);

  private static RulePeer from(String block) {
    return new RulePeer.Block(Cidr.parse(block));
  }

  @Test
  void run_wishForEveryTcpPort_isOneFinding() {
    assertThat(World.pair(p -> p.allow(Traffic.tcp(1, 65535))).findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.OPENS_ALL);
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what())
                  .isEqualTo(
                      "the link lets every TCP port through: tokyo -> singapore tcp/1-65535,"
                          + " singapore -> tokyo tcp/1-65535");
              assertThat(f.remedy()).startsWith("Narrow it");
            });
  }

  @Test
  void run_wishForManyPorts_findsNothing() {
    assertThat(World.pair(p -> p.allow(Traffic.tcp(1024, 65535))).findings()).isEmpty();
  }

  @Test
  void run_ruleForThePeer_isFoundInAnyGroup() {
    World world = World.pair().group("singapore", "sg-1", EVERY, from("10.20.0.0/16"));

    assertThat(world.findings())
        .singleElement()
        .extracting(Finding::what)
        .isEqualTo(
            "rule r-1 of security group sg-1 (name-sg-1) of singapore lets every TCP port in from"
                + " 10.20.0.0/16");
  }

  @Test
  void run_ruleForAPartOfThePeer_isFound() {
    World world = World.pair().group("singapore", "sg-1", Traffic.all(), from("10.20.7.0/24"));

    assertThat(world.findings(Codes.OPENS_ALL)).hasSize(1);
  }

  @Test
  void run_ruleForMembersInThePeer_isFound() {
    World world =
        World.pair()
            .group("tokyo", "sg-t", Traffic.tcp(22))
            .group("singapore", "sg-1", EVERY, new RulePeer.Members("sg-t"));

    assertThat(world.findings(Codes.OPENS_ALL))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .endsWith("from the members of sg-t");
  }

  @Test
  void run_ruleForItsOwnMembers_findsNothing() {
    World world = World.pair().group("singapore", "sg-1", EVERY, new RulePeer.Members("sg-1"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_ruleForEverybody_countsInAChosenGroupOnly() {
    RulePeer everybody = from("0.0.0.0/0");
    World chosen =
        World.pair(p -> p.allow(Traffic.tcp(22)).groups("singapore", "name-sg-1"))
            .group("singapore", "sg-1", EVERY, everybody);
    World other =
        World.pair(p -> p.allow(Traffic.tcp(22)).groups("singapore", "sg-2"))
            .group("singapore", "sg-1", EVERY, everybody);

    assertThat(chosen.findings(Codes.OPENS_ALL)).hasSize(1);
    assertThat(other.findings()).isEmpty();
  }

  @Test
  void run_narrowRule_findsNothing() {
    World world = World.pair().group("singapore", "sg-1", Traffic.tcp(22), from("10.20.0.0/16"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_ruleForAnotherBlock_findsNothing() {
    World world = World.pair().group("singapore", "sg-1", EVERY, from("10.99.0.0/16"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_egressRule_findsNothing() {
    World world = World.pair().egress("singapore", "sg-1", EVERY, from("10.20.0.0/16"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_ruleThatThePlanMakes_isLeftToTheFindingOnTheWish() {
    World world =
        World.pair(p -> p.allowFrom("tokyo", EVERY))
            .plannedGroup("singapore", "sg-new", EVERY, from("10.20.0.0/16"));

    assertThat(world.findings())
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .startsWith("the link lets");
  }
}
