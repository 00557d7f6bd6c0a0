package dev.tieline.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Owner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Owner OWNER = new Owner("acme", "mesh");
  private static final Owner SIBLING = new Owner("acme", "other");
  private static final Owner STRANGER = new Owner("rival", "mesh");
  private static final Cidr BLOCK = Cidr.parse("10.8.0.0/16");

  @Test
  void blocks_ofTheOwnerOnly_areReadBack() {
    Cidr v6 = Cidr.parse("2001:db8::/56");
    Tags tags =
        Tags.none()
            .with(Claims.key(OWNER, BLOCK), "pcx-1")
            .with(Claims.key(OWNER, v6), "pcx-2")
            .with(Claims.key(SIBLING, BLOCK), "pcx-3");
    assertThat(Claims.blocks(OWNER, tags))
        .containsOnly(Map.entry(BLOCK, "pcx-1"), Map.entry(v6, "pcx-2"));
    assertThat(Claims.claimants(tags)).containsExactly(OWNER, SIBLING);
    assertThat(Claims.ofOthers(OWNER, tags, BLOCK)).containsExactly("pcx-3");
  }

  @Test
  void block_ofAKey_isReadBack() {
    assertThat(Claims.block(Claims.key(OWNER, BLOCK))).contains(BLOCK);
    assertThat(Claims.block(Marks.key(OWNER))).isEmpty();
    assertThat(Claims.markOf(Claims.key(OWNER, BLOCK))).contains(Marks.key(OWNER));
  }

  @Test
  void key_longestParts_fitIntoATag() {
    Owner longest = new Owner("n".repeat(Claims.LONGEST_NAMESPACE), "t".repeat(40));
    Cidr block = Cidr.parse("2001:db81:1234:5678:9abc:def0:1234:5678/128");
    assertThat(Claims.key(longest, block)).hasSize(Claims.LONGEST_KEY);
  }

  @Test
  void key_ofLongWords_isCutAndStaysApart() {
    String one = "endpoint." + "n".repeat(120) + "a";
    String other = "endpoint." + "n".repeat(120) + "b";
    assertThat(Claims.key(OWNER, one)).hasSize(Claims.LONGEST_KEY);
    assertThat(Claims.key(OWNER, one)).isNotEqualTo(Claims.key(OWNER, other));
  }

  @Test
  void beginning_withAWord_leavesOutOthers() {
    Tags tags =
        Tags.none()
            .with(Claims.key(OWNER, "endpoint.db"), "a")
            .with(Claims.key(OWNER, "service.db"), "b");
    assertThat(Claims.beginning(OWNER, "endpoint.", tags))
        .containsOnly(Map.entry(Claims.key(OWNER, "endpoint.db"), "a"));
  }

  @Test
  void oldValues_ofTheOwnerOnly_areReadBack() {
    Tags tags =
        Tags.none()
            .with(OldValues.key(OWNER, "enableDnsHostnames"), "false")
            .with(OldValues.key(STRANGER, "enableDnsHostnames"), "true");
    assertThat(OldValues.of(OWNER, tags)).containsOnly(Map.entry("enableDnsHostnames", "false"));
    assertThat(OldValues.keepers(tags)).containsExactly(OWNER, STRANGER);
    assertThat(OldValues.attribute(OldValues.key(OWNER, "dns"))).contains("dns");
  }
}
