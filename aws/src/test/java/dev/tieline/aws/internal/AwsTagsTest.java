package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OldValues;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import org.junit.jupiter.api.Test;

class AwsTagsTest {
  private static final Owner OWNER = new Owner("acme", "mesh");
  private static final Owner SIBLING = new Owner("acme", "other");
  private static final Address ADDRESS = new Address("network.tokyo");

  @Test
  void fresh_tags_bearMarkAndName() {
    Tags tags = AwsTags.fresh(OWNER, ADDRESS, "tokyo");
    assertThat(Marks.bears(OWNER, ADDRESS, tags)).isTrue();
    assertThat(AwsTags.name(tags)).isEqualTo("mesh-tokyo");
  }

  @Test
  void concern_claimAlone_concernsItsOwnerOnly() {
    Tags tags = Tags.none().with(Claims.key(OWNER, Cidr.parse("10.8.0.0/16")), "pcx-1");
    assertThat(AwsTags.concern(OWNER, tags)).isTrue();
    assertThat(AwsTags.concern(SIBLING, tags)).isFalse();
  }

  @Test
  void keys_ofTheLongestNamesThatAreTaken_fitIntoTags() {
    // Tieline.Builder.namespace takes 24 characters, Topology.named 40
    Owner longest = new Owner("n".repeat(24), "t".repeat(40));
    Cidr block = Cidr.parse("2001:db81:1234:5678:9abc:def0:1234:5678/128");
    assertThat(
            java.util.List.of(
                Marks.key(longest),
                Claims.key(longest, block),
                DnsBefores.key(longest, "vpc-0123456789abcdef0"),
                OldValues.key(longest, "enableDnsHostnames"),
                OldValues.key(longest, "association")))
        .allMatch(key -> key.length() <= Claims.LONGEST_KEY);
  }
}
