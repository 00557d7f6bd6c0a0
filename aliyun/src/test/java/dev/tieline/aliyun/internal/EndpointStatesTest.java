package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Ip;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.spi.Address;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Every state of an endpoint, of its connection and of its zones has a meaning. */
class EndpointStatesTest {
  private static final Scope SCOPE = new Scope(Realm.CLOUD, "main", "cn-hangzhou");
  private static final String SERVICE = "com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1c9";

  private static EndpointTerms terms(boolean acceptsAll) {
    return new EndpointTerms(
        SERVICE, "cn-hangzhou", "", "1000000000000001", "cn-hangzhou", acceptsAll);
  }

  private static Ep endpoint(String status, String connection) {
    return new Ep(
        "ep-1",
        SCOPE,
        "vpc-1",
        "",
        SERVICE,
        "cn-hangzhou",
        status,
        "Normal",
        connection,
        "",
        OptionalInt.empty(),
        List.of(),
        Tags.none());
  }

  private static Readiness connection(boolean acceptsAll, String status, String connection) {
    Node<ConnectionWish, Ep> node =
        new Graph.Builder()
            .add(
                AliyunKinds.ENDPOINT_CONNECTIONS,
                new Address("endpoint.db/connection"),
                SCOPE,
                new ConnectionWish(Ref.known("ep-1"), terms(acceptsAll)));
    return AliyunKinds.ENDPOINT_CONNECTIONS.readiness(node, endpoint(status, connection));
  }

  private static String name(Readiness readiness) {
    return readiness.getClass().getSimpleName();
  }

  @Test
  void readiness_connection_everyStateIsKnown() {
    Map.of(
            "Connected", "Target",
            "Connecting", "Transitional",
            "Disconnecting", "Transitional",
            "Deleting", "Transitional",
            "Pending", "Waiting",
            "Disconnected", "Waiting",
            "ServiceDeleted", "Failed",
            "Unheard", "Failed")
        .forEach(
            (state, meaning) ->
                assertThat(name(connection(false, "Active", state))).as(state).isEqualTo(meaning));
    assertThat(name(connection(true, "Active", "Pending"))).isEqualTo("Transitional");
    assertThat(name(connection(true, "Creating", "Disconnected"))).isEqualTo("Transitional");
    // the provider has cut it, and nobody else can undo that
    assertThat(name(connection(true, "Active", "Disconnected"))).isEqualTo("Waiting");
    assertThat(name(connection(false, "Creating", "Pending"))).isEqualTo("Transitional");
    // accepted months ago, and changed just now
    assertThat(name(connection(false, "Pending", "Pending"))).isEqualTo("Transitional");
  }

  /** The wait ends at once, and says why; and nothing is said to be reached over it. */
  @Test
  void readiness_serviceDeleted_failsWithTheReason() {
    assertThat(connection(true, "Active", "ServiceDeleted"))
        .isEqualTo(new Readiness.Failed("ServiceDeleted", "the provider has deleted the service"));
    assertThat(Endpoints.picture(endpoint("Active", "ServiceDeleted"), List.of()).state())
        .isEqualTo(VpcEndpoint.State.DEAD);
  }

  @Test
  void readiness_zone_everyStateIsKnown() {
    Node<EndpointZoneWish, EpZone> node =
        new Graph.Builder()
            .add(
                AliyunKinds.ENDPOINT_ZONES,
                new Address("endpoint.db/zone.cn-hangzhou-h"),
                SCOPE,
                new EndpointZoneWish(
                    Ref.known("ep-1"),
                    "cn-hangzhou-h",
                    Ref.known("vsw-1"),
                    false,
                    false,
                    List.of(),
                    terms(false)));
    Map.of(
            "Connected", "Target",
            "Creating", "Transitional",
            "Wait", "Transitional",
            "Connecting", "Transitional",
            "Disconnecting", "Transitional",
            "Migrating", "Transitional",
            "Migrated", "Transitional",
            "Disconnected", "Waiting",
            "Deleting", "Failed",
            "Unheard", "Failed")
        .forEach(
            (state, meaning) ->
                assertThat(
                        name(AliyunKinds.ENDPOINT_ZONES.readiness(node, zone(state, "10.0.0.1"))))
                    .as(state)
                    .isEqualTo(meaning));
    // an Active endpoint without an interface is not ready
    assertThat(name(AliyunKinds.ENDPOINT_ZONES.readiness(node, zone("Connected", ""))))
        .isEqualTo("Transitional");
  }

  private static EpZone zone(String status, String ip) {
    return new EpZone(
        SCOPE,
        "ep-1",
        "cn-hangzhou-h",
        "vsw-1",
        "eni-1",
        ip.isEmpty() ? List.of() : List.of(Ip.parse(ip)),
        "",
        status,
        Tags.none());
  }
}
