package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.topology.Network;
import dev.tieline.topology.Offer;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Network {@code app}, VPC vpc-1, uses an offered service; it is noon. */
class OfferCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private record Paper() implements Network {
    @Override
    public String cloud() {
      return "paper";
    }

    @Override
    public String account() {
      return "main";
    }

    @Override
    public String region() {
      return "earth";
    }

    @Override
    public Object asData() {
      return this;
    }
  }

  private static List<Finding> findings(@Nullable Instant end, SnapshotEditor facts) {
    Offer offer =
        new Offer(
            Offer.VERSION,
            "paper",
            "endpoint-service",
            "123456",
            "earth",
            "svc-1",
            List.of(),
            List.of(),
            "654321",
            List.of(),
            end);
    Topology topology =
        Topology.named("t")
            .network("app", new Paper())
            .endpoint("db", "app", offer, e -> e.allow(Traffic.tcp(5432)))
            .build();
    return Checks.run(
            new Checked(topology, facts.build(NOON), facts.build(NOON), Map.of("app", "vpc-1")))
        .stream()
        .filter(f -> f.code().equals(Codes.OFFER_EXPIRED))
        .toList();
  }

  private static SnapshotEditor endpoint(VpcEndpoint.State state) {
    SnapshotEditor facts = new SnapshotEditor();
    facts.put(
        new VpcEndpoint("ep-1", "", "vpc-1", "svc-1", state, "", List.of(), List.of(), List.of()));
    return facts;
  }

  @Test
  void run_offerThatHasEnded_isAnErrorThatNamesItsMaker() {
    assertThat(findings(NOON, new SnapshotEditor()))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.subject()).isEqualTo("endpoint.db");
              assertThat(f.remedy()).contains("123456");
            });
  }

  @Test
  void run_offerThatHolds_isFine() {
    assertThat(findings(NOON.plusSeconds(1), new SnapshotEditor())).isEmpty();
    assertThat(findings(null, new SnapshotEditor())).isEmpty();
  }

  @Test
  void run_connectedWhileItHeld_goesOn() {
    assertThat(findings(NOON, endpoint(VpcEndpoint.State.CONNECTED))).isEmpty();
    assertThat(findings(NOON, endpoint(VpcEndpoint.State.PENDING))).hasSize(1);
  }
}
