package dev.tieline.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Owner OWNER = new Owner("acme", "mesh");
  private static final Owner SIBLING = new Owner("acme", "other");
  private static final Owner STRANGER = new Owner("rival", "mesh");
  private static final Address ADDRESS = new Address("network.tokyo");

  private record Thing(String id, Scope scope, Tags tags) implements Tagged {}

  private static Thing thing(Tags tags) {
    return new Thing("vpc-1", new Scope("cloud", "main", "r-1"), tags);
  }

  @Test
  void fresh_tags_bearMark() {
    assertThat(Marks.bears(OWNER, ADDRESS, Marks.fresh(OWNER, ADDRESS))).isTrue();
  }

  @Test
  void ours_markOfSiblingTopology_isOurNamespace() {
    Tags tags = Tags.none().with(Marks.key(SIBLING), "network.a");
    assertThat(Marks.ours(OWNER, thing(tags))).isTrue();
    assertThat(Marks.address(OWNER, tags)).isEmpty();
    assertThat(Marks.shared(OWNER, thing(tags))).isTrue();
  }

  @Test
  void ours_markOfAnotherNamespace_isNot() {
    Tags tags = Tags.none().with(Marks.key(STRANGER), "network.a");
    assertThat(Marks.ours(OWNER, thing(tags))).isFalse();
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
                "tieline-before/acme/mesh/dns", "on",
                "tielinex/acme/mesh", "network.a"));
    assertThat(Marks.all(tags)).isEmpty();
  }

  @Test
  void made_markOfUse_isAMarkThatDidNotMakeIt() {
    Tags tags = new Tags(Map.of(Marks.key(OWNER), Marks.value(ADDRESS, true)));

    assertThat(Marks.address(OWNER, tags)).contains(ADDRESS);
    assertThat(Marks.made(OWNER, tags)).isFalse();
    assertThat(Marks.made(OWNER, Marks.fresh(OWNER, ADDRESS))).isTrue();
  }

  @Test
  void differences_ofWhatIsAdopted_areNone() {
    Tags others = Tags.none().with(Marks.key(STRANGER), "network.a");
    assertThat(Marks.differences(thing(others), OWNER, ADDRESS)).isEmpty();
  }

  @Test
  void differences_oldAddress_isNamed() {
    Tags old = Marks.fresh(OWNER, new Address("network.kyoto"));
    assertThat(Marks.differences(thing(old), OWNER, ADDRESS))
        .containsExactly("mark network.tokyo instead of network.kyoto");
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
