package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.AclEntry;
import org.junit.jupiter.api.Test;

/** Tokyo may reach TCP 22 in Singapore; each test sets Singapore's or Tokyo's ACL. */
class AclCheckTest {
  private static final AclEntry OUT = allow(100, false, Traffic.all(), "0.0.0.0/0");

  private static World world() {
    return World.pair(p -> p.allowFrom("tokyo", Traffic.tcp(22)));
  }

  private static AclEntry allow(int number, boolean ingress, Traffic traffic, String cidr) {
    return new AclEntry(number, ingress, true, traffic, Cidr.parse(cidr));
  }

  private static AclEntry deny(int number, boolean ingress, Traffic traffic, String cidr) {
    return new AclEntry(number, ingress, false, traffic, Cidr.parse(cidr));
  }

  private static void assertDrops(World world, String... drops) {
    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.ACL_BLOCKS);
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what())
                  .startsWith("network ACL acl-")
                  .endsWith(" drops wished traffic: " + String.join(", ", drops));
            });
  }

  @Test
  void run_ingressDenied_namesTheEntry() {
    World world =
        world()
            .acl(
                "singapore",
                deny(90, true, Traffic.tcp(0, 1023), "10.0.0.0/8"),
                allow(100, true, Traffic.all(), "0.0.0.0/0"),
                OUT);

    assertDrops(world, "tcp/22 from 10.20.0.0/24 (entry 90)");
  }

  @Test
  void run_ingressNotAllowed_saysSo() {
    World world = world().acl("singapore", allow(100, true, Traffic.tcp(443), "0.0.0.0/0"), OUT);

    assertDrops(world, "tcp/22 from 10.20.0.0/24 (no entry allows it)");
  }

  @Test
  void run_answersNotAllowedOut_saysWhichPorts() {
    World world =
        world()
            .acl(
                "singapore",
                allow(100, true, Traffic.tcp(22), "0.0.0.0/0"),
                allow(100, false, Traffic.tcp(32768, 60999), "0.0.0.0/0"));

    assertDrops(
        world,
        "answers tcp/1024-32767 to 10.20.0.0/24 (no entry allows it)",
        "answers tcp/61000-65535 to 10.20.0.0/24 (no entry allows it)");
  }

  @Test
  void run_answersNotAllowedIn_isFoundAtTheSender() {
    World world = world().acl("tokyo", allow(100, true, Traffic.tcp(22), "0.0.0.0/0"), OUT);

    assertDrops(world, "answers tcp/1024-65535 from 172.31.0.0/24 (no entry allows it)");
  }

  @Test
  void run_exactlyWhatIsNeeded_findsNothing() {
    World world =
        world()
            .acl(
                "singapore",
                allow(10, true, Traffic.tcp(22), "10.20.0.0/24"),
                allow(10, false, Traffic.tcp(1024, 65535), "10.20.0.0/24"))
            .acl(
                "tokyo",
                allow(10, false, Traffic.tcp(22), "172.31.0.0/24"),
                allow(10, true, Traffic.tcp(1024, 65535), "172.31.0.0/24"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_partOfTheSubnetAllowed_namesTheRest() {
    World world = world().acl("singapore", allow(10, true, Traffic.tcp(22), "10.20.0.0/25"), OUT);

    assertDrops(world, "tcp/22 from 10.20.0.128/25 (no entry allows it)");
  }

  @Test
  void run_denialAboveTheAllowance_findsNothing() {
    World world =
        world()
            .acl(
                "singapore",
                allow(100, true, Traffic.all(), "0.0.0.0/0"),
                deny(200, true, Traffic.tcp(22), "0.0.0.0/0"),
                OUT);

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_icmpNotAllowedBack_isFound() {
    World world =
        World.pair(p -> p.allowFrom("tokyo", Traffic.icmp()))
            .acl(
                "singapore",
                allow(100, true, Traffic.icmp(), "0.0.0.0/0"),
                allow(100, false, Traffic.tcp(0, 65535), "0.0.0.0/0"));

    assertDrops(world, "answers icmp to 10.20.0.0/24 (no entry allows it)");
  }

  @Test
  void run_ipv6NotAllowed_isFoundForTheFamilyAlone() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16", "2001:db8:1::/56")
            .network("singapore", "172.31.0.0/16", "2001:db8:2::/56")
            .link("tokyo", "singapore", p -> p.allowFrom("tokyo", Traffic.tcp(22)))
            .routed("tokyo", "singapore")
            .acl(
                "singapore",
                allow(100, true, Traffic.all(), "0.0.0.0/0"),
                allow(100, false, Traffic.all(), "0.0.0.0/0"),
                allow(101, false, Traffic.all(), "::/0"));

    assertDrops(world, "tcp/22 from 2001:db8:1::/64 (no entry allows it)");
  }

  @Test
  void run_aclOfASubnetThatIsNotRouted_findsNothing() {
    World world =
        world()
            .acl("singapore", allow(100, true, Traffic.all(), "0.0.0.0/0"), OUT)
            .subnet("singapore", "subnet-2", "", Cidr.parse("172.31.9.0/24"));

    assertThat(world.findings()).isEmpty();
  }
}
