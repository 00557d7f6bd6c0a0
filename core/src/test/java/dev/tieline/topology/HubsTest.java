package dev.tieline.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Traffic;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Three networks of two regions behind hubs. */
class HubsTest {
  private static Topology.Builder networks() {
    return Topology.named("guide")
        .network("bj1", PaperNetwork.managed("pek3", "172.16.0.0/16"))
        .network("bj2", PaperNetwork.managed("pek3", "172.17.0.0/16"))
        .network("gd1", PaperNetwork.existing("gd2", "vpc-3"));
  }

  private static Topology hub(Consumer<HubBuilder> how) {
    return networks().hub("backbone", how).build();
  }

  @Test
  void flows_threeMembers_areThoseOfAllPairs() {
    Topology topology =
        hub(
            h ->
                h.member("bj1")
                    .member("bj2")
                    .member("gd1")
                    .allow(Traffic.tcp(80))
                    .allowFrom("bj1", Traffic.tcp(22), Traffic.tcp(80)));

    assertThat(topology.links().get("backbone").flows())
        .extracting(Flow::toString)
        .containsExactly(
            "bj1 -> bj2 tcp/80",
            "bj1 -> bj2 tcp/22",
            "bj1 -> gd1 tcp/80",
            "bj1 -> gd1 tcp/22",
            "bj2 -> bj1 tcp/80",
            "bj2 -> gd1 tcp/80",
            "gd1 -> bj1 tcp/80",
            "gd1 -> bj2 tcp/80");
  }

  @Test
  void toJson_hubAndBack_isTheSame() {
    Topology topology =
        hub(
            h ->
                h.member("bj1", m -> m.subnets("vxnet1").groups("sg-1").routeTables("rt-1"))
                    .member("gd1")
                    .allow(Traffic.tcp(80))
                    .allowFrom("gd1", Traffic.icmp()));

    Topology again = Topology.parse(topology.toJson());

    assertThat(again.links()).isEqualTo(topology.links());
    assertThat(topology.toJson()).contains("\"kind\": \"hub\"").contains("\"vxnet1\"");
  }

  @Test
  void toJson_plainMember_leavesOutWhatIsNotSaid() {
    assertThat(hub(h -> h.member("bj1").member("bj2")).toJson())
        .doesNotContain("subnets", "allow", "options");
  }

  @Test
  void member_unknownName_listsTheMembers() {
    Hub hub = (Hub) hub(h -> h.member("bj1").member("bj2")).links().get("backbone");

    assertThat(hub.member("bj2").network()).isEqualTo("bj2");
    assertThatThrownBy(() -> hub.member("gd1"))
        .hasMessage("network: gd1 (expected: a member of hub backbone, one of bj1, bj2)");
  }

  @Test
  void build_badHub_saysWhatIsWrong() {
    assertThatThrownBy(() -> hub(h -> h.member("bj1")))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessage("link backbone joins [bj1] (expected: two networks or more)");
    assertThatThrownBy(() -> hub(h -> h.member("bj1").member("bj9")))
        .hasMessage("link backbone names network \"bj9\" (expected one of: bj1, bj2, gd1)");
    assertThatThrownBy(() -> hub(h -> h.member("bj1").member("bj1")))
        .hasMessage("member: bj1 (expected: each network once in hub backbone)");
    assertThatThrownBy(
            () -> hub(h -> h.member("bj1").member("bj2").allowFrom("gd1", Traffic.tcp(1))))
        .hasMessage("link backbone names network \"gd1\" (expected one of: bj1, bj2)");
    assertThatThrownBy(() -> hub(h -> h.member("bj1").member("bj2").allow(Traffic.all())))
        .hasMessageContaining("lets all traffic through")
        .hasMessageContaining("OPEN_ALL_TRAFFIC");
  }

  @Test
  void toJson_balancerAndBack_isTheSame() {
    Topology topology =
        networks()
            .loadBalancer(
                "web",
                "bj1",
                b ->
                    b.subnet("vxnet1")
                        .publicAddress()
                        .from("0.0.0.0/0")
                        .listen(Listener.http(80).healthPath("/ok"))
                        .backend(Backend.instance("bj1", "i-1", 80))
                        .backend(Backend.instance("bj2", "i-2", 80).weight(2))
                        .backend(Backend.address("gd1", "192.168.211.2", 80))
                        .listen(Listener.tcp(5432).balance(Listener.Balance.SOURCE))
                        .backend(Backend.address("gd1", "192.168.211.3", 5432)))
            .consent(Consent.OPEN_TO_INTERNET)
            .build();

    assertThat(Topology.parse(topology.toJson()).links()).isEqualTo(topology.links());
    assertThat(topology.links().get("web").networks()).containsExactly("bj1", "bj2", "gd1");
    assertThat(topology.links().get("web").flows())
        .extracting(Flow::toString)
        .containsExactly(
            "bj1 -> bj1 tcp/80", "bj1 -> bj2 tcp/80", "bj1 -> gd1 tcp/80", "bj1 -> gd1 tcp/5432");
  }

  @Test
  void toJson_balancerInside_isReadBack() {
    Topology topology =
        networks()
            .loadBalancer(
                "web",
                "bj1",
                b -> b.listen(Listener.http(80)).backend(Backend.instance("bj1", "i-1", 80)))
            .build();

    assertThat(Topology.parse(topology.toJson()).links()).isEqualTo(topology.links());
    assertThat(topology.toJson()).doesNotContain("front", "balance\"", "healthPath", "subnet");
  }

  @Test
  void build_badBalancer_saysWhatIsWrong() {
    Backend one = Backend.instance("bj1", "i-1", 80);
    assertThatThrownBy(() -> balancer(b -> b.from("10.0.0.0/8")))
        .hasMessage("link web has no listener (expected: one or more, by listen(...))");
    assertThatThrownBy(() -> balancer(b -> b.listen(Listener.http(80))))
        .hasMessage(
            "link web has no backend behind listener HTTP 80 (expected: one or more, by"
                + " backend(...) after it)");
    assertThatThrownBy(() -> balancer(b -> b.backend(one)))
        .hasMessage(
            "backend: i-1 before any listener (expected: listen(...) first, then its backends)");
    assertThatThrownBy(() -> balancer(b -> b.listen(Listener.http(80)).backend(one).backend(one)))
        .hasMessage("backend: i-1 port 80 (expected: each server once behind a listener)");
    assertThatThrownBy(() -> balancer(b -> b.listen(Listener.http(80)).listen(Listener.tcp(80))))
        .hasMessage("listener port: 80 (expected: each port once in load balancer web)");
    assertThatThrownBy(
            () -> balancer(b -> b.publicAddress().listen(Listener.http(80)).backend(one)))
        .hasMessageContaining("does not say who may reach it");
    assertThatThrownBy(
            () ->
                balancer(
                    b ->
                        b.publicAddress("eip-1")
                            .from("0.0.0.0/0")
                            .listen(Listener.http(80))
                            .backend(one)))
        .hasMessageContaining("consent OPEN_TO_INTERNET");
    assertThatThrownBy(() -> Backend.instance("bj1", " ", 80)).hasMessageContaining("blank");
    assertThatThrownBy(() -> Backend.address("bj1", "10.0.0.300", 80))
        .hasMessageContaining("10.0.0.300");
    assertThatThrownBy(() -> Backend.address("bj1", "10.0.0.3", 0))
        .hasMessage("backend port: 0 (expected: 1 to 65535)");
    assertThatThrownBy(() -> one.weight(101))
        .hasMessage("backend weight: 101 (expected: 1 to 100)");
    assertThatThrownBy(() -> Listener.tcp(80).healthPath("/ok"))
        .hasMessageContaining("expected: of a listener of HTTP");
    assertThatThrownBy(() -> Listener.http(80).healthPath("/ok|x")).hasMessageContaining("/ok|x");
  }

  private static Topology balancer(Consumer<LoadBalancerBuilder> how) {
    return networks().loadBalancer("web", "bj1", how).build();
  }
}
