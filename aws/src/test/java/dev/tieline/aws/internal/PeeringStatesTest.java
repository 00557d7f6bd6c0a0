package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.End;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Address;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each state of a peering connection means, for the connection and for its acceptance. */
class PeeringStatesTest {
  private static final Owner OWNER = new Owner("acme", "shop");
  private static final Scope SCOPE = new Scope("aws", "main", "eu-west-1");
  private static final Terms TERMS = new Terms("link", List.of(), false);

  private static End end(String network, boolean foreign) {
    return new End(
        network, "111122223333", "eu-west-1", Ref.known("vpc-" + network), List.of(), foreign);
  }

  private static Pcx pcx(String status, Tags tags) {
    Side side = new Side("vpc-a", "111122223333", "eu-west-1", List.of(), null);
    return new Pcx("pcx-1", SCOPE, side, side, status, "words", Instant.EPOCH, tags);
  }

  private static String word(Readiness readiness) {
    return readiness.getClass().getSimpleName();
  }

  @ParameterizedTest
  @CsvSource({
    "initiating-request, Transitional",
    "pending-acceptance, Target",
    "provisioning, Target",
    "active, Target",
    "failed, Failed",
    "rejected, Failed",
    "expired, Failed",
    "deleting, Failed",
    "deleted, Failed",
    "made by somebody else, Failed",
    "quantum, Failed"
  })
  void readiness_connection_isAsTheTable(String status, String meaning) {
    Node<PcxWish, Pcx> node =
        new Graph.Builder()
            .add(
                AwsKinds.PEERING_CONNECTIONS,
                new Address("peering.link"),
                SCOPE,
                new PcxWish(end("a", false), end("b", false), TERMS));
    assertThat(word(node.kind().readiness(node, pcx(status, Tags.none())))).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({
    "initiating-request, false, Transitional",
    "pending-acceptance, false, Transitional",
    "pending-acceptance, true, Waiting",
    "provisioning, true, Transitional",
    "active, true, Target",
    "failed, false, Failed",
    "rejected, true, Failed",
    "expired, true, Failed",
    "deleting, false, Failed",
    "deleted, false, Failed",
    "quantum, false, Failed"
  })
  void readiness_acceptance_isAsTheTable(String status, boolean foreign, String meaning) {
    Node<AcceptWish, Pcx> node =
        new Graph.Builder()
            .add(
                AwsKinds.ACCEPTANCES,
                new Address("peering.link/accept"),
                SCOPE,
                new AcceptWish(
                    Ref.known("pcx-1"), end("a", false), end("b", foreign), false, TERMS));
    assertThat(word(node.kind().readiness(node, pcx(status, Tags.none())))).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({
    "deleting, true, Transitional",
    "deleted, true, Gone",
    "failed, true, Gone",
    "active, true, Transitional",
    "active, false, Target"
  })
  void leaving_connection_isAsTheTable(String status, boolean marked, String meaning) {
    Tags tags = marked ? new Tags(Map.of(Marks.key(OWNER), "peering.link")) : Tags.none();
    assertThat(word(AwsKinds.PEERING_CONNECTIONS.leaving(OWNER, pcx(status, tags))))
        .isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({"pcx-1/peering.link, pcx-1, peering.link", "off/peering.a-b, off, peering.a-b"})
  void parse_claim_readsTargetAndLink(String text, String target, String link) {
    assertThat(Claim.parse(text)).contains(new Claim(target, new Address(link), false));
  }

  @ParameterizedTest
  @CsvSource({"''", "pcx-1", "/peering.link", "pcx-1/", "pcx-1/a b"})
  void parse_malformedClaim_isNone(String text) {
    assertThat(Claim.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/8, icmp", "2001:db8::/32, icmpv6"})
  void protocol_icmp_isThatOfTheFamily(String block, String name) {
    assertThat(GroupRules.protocol(dev.tieline.net.Traffic.icmp(), Cidr.parse(block)))
        .isEqualTo(name);
  }
}
