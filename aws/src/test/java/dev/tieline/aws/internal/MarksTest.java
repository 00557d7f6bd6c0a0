package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Owner OWNER = new Owner("acme", "mesh");
  private static final Owner SIBLING = new Owner("acme", "other");
  private static final Owner STRANGER = new Owner("rival", "mesh");
  private static final Address ADDRESS = new Address("network.tokyo");

  @Test
  void fresh_tags_bearMarkAndName() {
    Tags tags = Marks.fresh(OWNER, ADDRESS, "tokyo");
    assertThat(Marks.bears(OWNER, ADDRESS, tags)).isTrue();
    assertThat(tags.name()).isEqualTo("mesh-tokyo");
  }

  @Test
  void ours_markOfSiblingTopology_isOurNamespace() {
    Tags tags = Tags.none().with(Marks.key(SIBLING), "network.a");
    assertThat(Marks.ours(OWNER, tags)).isTrue();
    assertThat(Marks.address(OWNER, tags)).isEmpty();
    assertThat(Marks.shared(OWNER, tags)).isTrue();
  }

  @Test
  void ours_markOfAnotherNamespace_isNot() {
    assertThat(Marks.ours(OWNER, Tags.none().with(Marks.key(STRANGER), "network.a"))).isFalse();
  }

  @Test
  void all_forgedValues_areNoMarks() {
    Tags tags =
        new Tags(
            Map.of(
                "tieline/acme/mesh", "no address!",
                "tieline/acme", "network.a",
                "tieline/acme/mesh/more", "network.a",
                "tieline//mesh", "network.a",
                "tielinex/acme/mesh", "network.a"));
    assertThat(Marks.all(tags)).isEmpty();
  }

  @Test
  void claims_ofTheOwnerOnly_areReadBack() {
    Cidr v4 = Cidr.parse("10.8.0.0/16");
    Cidr v6 = Cidr.parse("2001:db8::/56");
    Tags tags =
        Tags.none()
            .with(Marks.claimKey(OWNER, v4), "pcx-1")
            .with(Marks.claimKey(OWNER, v6), "pcx-2")
            .with(Marks.claimKey(SIBLING, v4), "pcx-3");
    assertThat(Marks.claims(OWNER, tags))
        .containsOnly(Map.entry(v4, "pcx-1"), Map.entry(v6, "pcx-2"));
    assertThat(Marks.claimants(tags)).containsExactly(OWNER, SIBLING);
  }

  @Test
  void befores_ofTheOwnerOnly_areReadBack() {
    Tags tags =
        Tags.none()
            .with(Marks.beforeKey(OWNER, "enableDnsHostnames"), "false")
            .with(Marks.beforeKey(STRANGER, "enableDnsHostnames"), "true");
    assertThat(Marks.befores(OWNER, tags)).containsOnly(Map.entry("enableDnsHostnames", "false"));
    assertThat(Marks.keepers(tags)).containsExactly(OWNER, STRANGER);
  }

  @Test
  void concern_claimAlone_concernsItsOwnerOnly() {
    Tags tags = Tags.none().with(Marks.claimKey(OWNER, Cidr.parse("10.8.0.0/16")), "pcx-1");
    assertThat(Marks.concern(OWNER, tags)).isTrue();
    assertThat(Marks.concern(SIBLING, tags)).isFalse();
  }

  @Test
  void claimKey_longestParts_fitIntoATag() {
    Owner longest = new Owner("n".repeat(Marks.LONGEST_NAMESPACE), "t".repeat(40));
    Cidr block = Cidr.parse("2001:db81:1234:5678:9abc:def0:1234:5678/128");
    assertThat(Marks.claimKey(longest, block)).hasSize(Marks.LONGEST_KEY);
  }

  @Test
  void keys_ofTheLongestNamesThatAreTaken_fitIntoTags() {
    // Tieline.Builder.namespace takes 24 characters, Topology.named 40
    Owner longest = new Owner("n".repeat(24), "t".repeat(40));
    Cidr block = Cidr.parse("2001:db81:1234:5678:9abc:def0:1234:5678/128");
    assertThat(
            java.util.List.of(
                Marks.key(longest),
                Marks.claimKey(longest, block),
                DnsBefores.key(longest, "vpc-0123456789abcdef0"),
                Marks.beforeKey(longest, "enableDnsHostnames"),
                Marks.beforeKey(longest, "association")))
        .allMatch(key -> key.length() <= Marks.LONGEST_KEY);
  }

  @Test
  void values_ofTheLongestAddresses_fitIntoTags() {
    String name = "n".repeat(40);
    String block = "2001:db81:1234:5678:9abc:def0:1234:5678-128";
    // the longest addresses that marks bear: of a rule in the group of a managed network
    Address rule =
        new Address("peering." + name)
            .child("rule." + name + ".group.out.icmpv6-65535-65535." + block);
    assertThat(rule.path().length()).isLessThanOrEqualTo(256);
  }
}
