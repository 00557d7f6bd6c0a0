package dev.tieline.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shop offers its orders, and uses the service of somebody else. */
class ServicesTest {
  private static final PaperService DESK = new PaperService("desk-1");
  private static final Offer OFFER =
      new Offer(
          Offer.VERSION,
          "paper",
          "endpoint-service",
          "1234567890",
          "t",
          "com.paper.t.desk-1",
          List.of("t-a"),
          List.of(Traffic.tcp(6001)),
          "9876543210",
          List.of("s"),
          null);

  private static Topology.Builder shop() {
    return Topology.named("shop").network("app", PaperNetwork.existing("t", "vpc-t"));
  }

  private static Topology both() {
    return shop()
        .service("orders", "app", DESK, s -> s.sharedWith("1234567890").regions("s").accept("ep-1"))
        .endpoint(
            "db",
            "app",
            DESK,
            e -> e.allow(Traffic.tcp(6001)).from("10.0.1.0/24").clients("web", "sg-2"))
        .endpoint("far", "app", OFFER, e -> e.allow(Traffic.tcp(5432)))
        .build();
  }

  @Test
  void build_serviceAndEndpoints_areLinksOfTheirNetwork() {
    Topology topology = both();

    assertThat(topology.links().keySet()).containsExactly("orders", "db", "far");
    Endpoint db = (Endpoint) topology.links().get("db");
    assertThat(db.address()).isEqualTo("endpoint.db");
    assertThat(db.networks()).containsExactly("app");
    assertThat(db.flows()).containsExactly(new Flow("app", "db", Traffic.tcp(6001)));
    assertThat(db.sources()).containsExactly(Cidr.parse("10.0.1.0/24"));
    Service orders = (Service) topology.links().get("orders");
    assertThat(orders.address()).isEqualTo("service.orders");
    assertThat(orders.flows()).isEmpty();
  }

  @Test
  void toJson_serviceAndEndpoints_isReadBack() {
    String json = both().toJson();

    assertThat(Topology.parse(json)).isEqualTo(both());
    assertThat(Topology.parse(json).links()).isEqualTo(both().links());
    assertThat(json).contains("\"kind\": \"endpoint\"", "\"desk\": \"desk-1\"", "\"audience\"");
  }

  @Test
  void parse_endpointOfNothing_namesTheLink() {
    String json = both().toJson().replace("\"target\"", "\"taget\"");

    assertThatThrownBy(() -> Topology.parse(json)).hasMessageContaining("$.links[1]");
  }

  @Test
  void parse_endpointInUnknownNetwork_namesThoseThereAre() {
    String json = both().toJson().replace("\"network\": \"app\"", "\"network\": \"ap\"");

    assertThatThrownBy(() -> Topology.parse(json))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("\"ap\" (expected one of: app)");
  }

  @Test
  void build_endpointNamedAsNetwork_isRefused() {
    Topology.Builder builder = shop().endpoint("app", "app", DESK, e -> {});

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("link app is an endpoint with the name of a network");
  }

  @Test
  void build_endpointAcceptedAndRejected_isRefused() {
    Topology.Builder builder =
        shop().service("orders", "app", DESK, s -> s.accept("ep-1").reject("ep-1"));

    assertThatThrownBy(builder::build).hasMessageContaining("accepts and rejects endpoint ep-1");
  }

  @Test
  void build_sharedWithAnyone_needsConsent() {
    Topology.Builder builder =
        shop().service("orders", "app", DESK, s -> s.sharedWith(Service.ANYONE));

    assertThatThrownBy(builder::build).hasMessageContaining("consent SHARE_WITH_ANYONE");
    assertThat(builder.consent(Consent.SHARE_WITH_ANYONE).build().links()).hasSize(1);
  }

  @Test
  void build_acceptsAll_needsConsent() {
    Topology.Builder builder = shop().service("orders", "app", DESK, ServiceBuilder::acceptAll);

    assertThatThrownBy(builder::build).hasMessageContaining("consent ACCEPT_AUTOMATICALLY");
    assertThat(builder.consent(Consent.ACCEPT_AUTOMATICALLY).build().links()).hasSize(1);
  }

  @Test
  void build_allTrafficToEndpoint_needsConsent() {
    Topology.Builder builder = shop().endpoint("db", "app", DESK, e -> e.allow(Traffic.all()));

    assertThatThrownBy(builder::build).hasMessageContaining("consent OPEN_ALL_TRAFFIC");
  }

  @Test
  void build_offerOfAnotherCloud_isRefused() {
    Offer rock = Offer.parse(OFFER.toJson().replace("\"cloud\": \"paper\"", "\"cloud\": \"rock\""));
    Topology.Builder builder = shop().endpoint("db", "app", rock, e -> {});

    assertThatThrownBy(builder::build)
        .hasMessageContaining("uses a service of rock from a network of paper");
  }

  @Test
  void offer_json_isReadBack() {
    assertThat(Offer.parse(OFFER.toJson())).isEqualTo(OFFER);
  }

  @ParameterizedTest
  @CsvSource({
    "paper,Paper;rm,$.cloud",
    "1234567890,12ab,account",
    "com.paper.t.desk-1,a b,service",
    "'\"version\": 1','\"version\": 2',version",
    "'\"zones\"','\"zone\"',zone",
    "9876543210,*,audience",
  })
  void parse_offerWithWrongValue_isRefusedWithItsName(String was, String is, String named) {
    String json = OFFER.toJson().replace(was, is);

    assertThatThrownBy(() -> Offer.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("offer: ")
        .hasMessageContaining(named.replace("$.", ""));
  }

  @Test
  void parse_hugeOffer_isRefused() {
    String json = OFFER.toJson() + " ".repeat(20_000);

    assertThatThrownBy(() -> Offer.parse(json)).isInstanceOf(IllegalArgumentException.class);
  }
}
