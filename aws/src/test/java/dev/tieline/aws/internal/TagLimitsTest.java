package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.check.Finding;
import dev.tieline.testkit.Console;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two VPCs that are there, in Tokyo and Singapore, joined by a connection that somebody made; one
 * object bears so many tags that there is no place for those of a wish.
 */
class TagLimitsTest {
  private final PeeringWorld world = new PeeringWorld(false);
  private final Console tokyo = world.console(PeeringWorld.TOKYO);
  private final String tokyoVpc = world.appVpc(PeeringWorld.TOKYO, 30);
  private final String singaporeVpc = world.appVpc(PeeringWorld.SINGAPORE, 31);

  @AfterEach
  void close() {
    world.close();
  }

  private String join() {
    String pcx =
        tokyo.createPeering(tokyoVpc, PeeringWorld.ACCOUNT, PeeringWorld.SINGAPORE, singaporeVpc);
    world.pass(Duration.ofMinutes(1));
    world.console(PeeringWorld.SINGAPORE).acceptPeering(pcx);
    world.pass(Duration.ofMinutes(1));
    return pcx;
  }

  private void fill(String id, int tags) {
    Map<String, String> parameters = new TreeMap<>(Map.of("ResourceId.1", id));
    for (int i = 1; i <= tags; i++) {
      parameters.put("Tag." + i + ".Key", "k" + i);
      parameters.put("Tag." + i + ".Value", "v");
    }
    tokyo.call("CreateTags", parameters);
    world.pass(Duration.ofMinutes(1));
  }

  private void namesOn(Console console, String vpc) {
    console.call("ModifyVpcAttribute", Map.of("VpcId", vpc, "EnableDnsHostnames.Value", "true"));
    world.pass(Duration.ofMinutes(1));
  }

  private Topology named(String name, AwsVpc.Existing inTokyo, AwsPeering... options) {
    return Topology.named(name)
        .network("tokyo", inTokyo)
        .network("singapore", AwsVpc.existing("main", PeeringWorld.SINGAPORE, singaporeVpc))
        .peer(
            "tokyo",
            "singapore",
            p -> {
              p.allow(tcp(22)).groups("tokyo", "app").groups("singapore", "app");
              for (AwsPeering option : options) {
                p.with(option);
              }
            })
        .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
        .build();
  }

  private AwsVpc.Existing tokyo() {
    return AwsVpc.existing("main", PeeringWorld.TOKYO, tokyoVpc);
  }

  /** Nothing of the topology is made, and the finding says why. */
  private void assertRefused(Topology topology, String subject, String what) {
    int before = world.mutations().size();
    assertThat(world.tieline.apply(topology).findings())
        .filteredOn(f -> f.code().equals(AwsFindings.TAG_LIMIT))
        .extracting(Finding::subject, Finding::what)
        .containsExactly(tuple(subject, what));
    assertThat(world.mutations()).hasSize(before);
  }

  @Test
  void apply_fullVpcWhoseNamesAreToBeOn_makesNothing() {
    namesOn(world.console(PeeringWorld.SINGAPORE), singaporeVpc);
    fill(tokyoVpc, 50);
    assertRefused(
        named("names", tokyo(), AwsPeering.dnsOf("tokyo")),
        "network.tokyo",
        tokyoVpc + " has 50 tags, the topology adds 1, and 50 are allowed");
  }

  @Test
  void apply_fullSubnetThatIsToHaveAnotherTable_makesNothing() {
    String subnet = tokyo.createSubnet(tokyoVpc, "172.30.16.0/20", PeeringWorld.TOKYO + "a");
    String table = tokyo.createRouteTable(tokyoVpc);
    fill(subnet, 50);
    assertRefused(
        Topology.named("bound")
            .network("tokyo", tokyo().associate(subnet, table))
            .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
            .build(),
        "network.tokyo",
        subnet + " has 50 tags, the topology adds 1, and 50 are allowed");
  }

  @Test
  void apply_fullConnectionOfSomebodyElse_makesNothing() {
    String pcx = join();
    namesOn(tokyo, tokyoVpc);
    namesOn(world.console(PeeringWorld.SINGAPORE), singaporeVpc);
    fill(pcx, 50);
    assertRefused(
        named("names", tokyo(), AwsPeering.dnsOf("tokyo")),
        "peering.tokyo-singapore",
        pcx + " has 50 tags, the topology adds 1, and 50 are allowed");
  }

  @Test
  void apply_fullConnectionOfAnotherTopology_makesNothing() {
    String pcx = world.settle(named("first", tokyo())).id("peering.tokyo-singapore").orElseThrow();
    fill(pcx, 48);
    assertRefused(
        named("second", tokyo()),
        "peering.tokyo-singapore",
        pcx + " has 50 tags, the topology adds 1, and 50 are allowed");
  }

  @Test
  void apply_placeForOneTagMore_isDone() {
    fill(tokyoVpc, 49);
    world.settle(named("names", tokyo(), AwsPeering.dnsOf("tokyo")));
  }
}
