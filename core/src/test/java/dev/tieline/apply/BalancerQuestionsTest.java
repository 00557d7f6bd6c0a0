package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Ip;
import dev.tieline.net.Traffic;
import dev.tieline.reach.Probe;
import dev.tieline.snapshot.Balancer;
import dev.tieline.snapshot.Balancer.Health;
import dev.tieline.snapshot.Balancer.Listens;
import dev.tieline.snapshot.Balancer.Server;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A public balancer of three servers: an instance here, one there, and an address far away. */
class BalancerQuestionsTest {
  private static final Traffic HTTP = Traffic.tcp(80);
  private static final LoadBalancer WEB =
      new LoadBalancer(
          "web",
          "near",
          "",
          new LoadBalancer.Front.Allocated(),
          List.of(
              new Listener(
                  Listener.Protocol.HTTP,
                  80,
                  Listener.Balance.ROUND_ROBIN,
                  "",
                  List.of(
                      Backend.instance("near", "i-1", 80),
                      Backend.instance("other", "i-2", 8080),
                      Backend.address("far", "192.168.211.2", 80)))),
          List.of(),
          List.of(),
          List.of());

  private static Snapshot snapshot() {
    SnapshotEditor editor = new SnapshotEditor();
    host(editor, "lb-1", "172.16.1.100");
    host(editor, "i-1", "172.16.1.2");
    host(editor, "i-2", "172.17.1.2");
    return editor.build(Instant.EPOCH);
  }

  private static void host(SnapshotEditor editor, String id, String address) {
    editor.put(new Host(id, "", "subnet-1", List.of(Ip.parse(address)), List.of()));
  }

  private static Balancer balancer(Listens... listeners) {
    return new Balancer(
        "lb-1",
        "web",
        "vpc-1",
        true,
        "active",
        List.of(Ip.parse("203.0.113.1")),
        List.of("lb-1"),
        "",
        List.of(listeners));
  }

  private static Server server(String target, int port, Health health, String state) {
    return new Server("lbb-" + target, target, port, health, state);
  }

  private static Server far(Health health, String state) {
    return server("192.168.211.2", 80, health, state);
  }

  private static Listens healthy(Server last) {
    return new Listens(
        HTTP,
        List.of(server("i-1", 80, Health.UP, "up"), server("i-2", 8080, Health.UP, "up"), last));
  }

  @Test
  void ways_ofAllServers_leadFromTheInterfaceToEach() {
    BalancerQuestions questions =
        new BalancerQuestions(
            WEB, balancer(healthy(far(Health.UP, "up"))), snapshot(), network -> List.of());

    assertThat(questions.ways())
        .extracting(w -> w.from().probe() + " -> " + w.to().probe() + ", " + w.flow())
        .containsExactly(
            "lb-1 -> i-1, near -> near tcp/80",
            "lb-1 -> i-2, near -> other tcp/8080",
            "lb-1 -> 192.168.211.2, near -> far tcp/80");
    assertThat(questions.ways()).allMatch(w -> w.to().v4() && !w.to().v6());
    assertThat(questions.notes()).isEmpty();
  }

  @Test
  void notes_serverThatDoesNotAnswer_isNamedWithTheCloudsWord() {
    assertThat(
            new BalancerQuestions(
                    WEB,
                    balancer(healthy(far(Health.DOWN, "down"))),
                    snapshot(),
                    network -> List.of())
                .notes())
        .containsExactly("192.168.211.2 port 80 behind tcp/80 of load balancer web is down");
    assertThat(
            new BalancerQuestions(
                    WEB,
                    balancer(healthy(far(Health.UNKNOWN, ""))),
                    snapshot(),
                    network -> List.of())
                .notes())
        .containsExactly(
            "192.168.211.2 port 80 behind tcp/80 of load balancer web is in a state that is not"
                + " known");
  }

  @Test
  void notes_serverThatIsMissing_areWhatIsMissing() {
    Listens without =
        new Listens(
            HTTP,
            List.of(
                server("i-1", 80, Health.UP, "up"), server("i-2", 80, Health.UP, "another port")));

    assertThat(
            new BalancerQuestions(WEB, balancer(without), snapshot(), network -> List.of()).notes())
        .containsExactly(
            "i-2 port 8080 behind tcp/80 of load balancer web is not there",
            "192.168.211.2 port 80 behind tcp/80 of load balancer web is not there");
  }

  @Test
  void notes_listenerThatIsMissing_isToldOnce() {
    assertThat(new BalancerQuestions(WEB, balancer(), snapshot(), network -> List.of()).notes())
        .containsExactly("load balancer web does not listen to tcp/80");
  }

  @Test
  void notes_nothingRead_saysWhatWasNot() {
    Snapshot nothing = new SnapshotEditor().build(Instant.EPOCH);
    BalancerQuestions questions =
        new BalancerQuestions(
            WEB, balancer(healthy(far(Health.UP, "up"))), nothing, network -> List.of());

    assertThat(questions.ways()).isEmpty();
    assertThat(questions.notes())
        .containsExactly(
            "load balancer web has no interface that was read",
            "instance i-1 of near was not read",
            "instance i-2 of other was not read");
  }

  @Test
  void notes_publicOneWithoutAnAddress_saysSo() {
    Balancer bare =
        new Balancer(
            "lb-1",
            "web",
            "vpc-1",
            true,
            "active",
            List.of(),
            List.of("lb-1"),
            "",
            List.of(healthy(far(Health.UP, "up"))));

    assertThat(new BalancerQuestions(WEB, bare, snapshot(), network -> List.of()).notes())
        .containsExactly("load balancer web has no public address");
  }

  @Test
  void interfaces_areItsHosts() {
    assertThat(
            new BalancerQuestions(WEB, balancer(), snapshot(), network -> List.of()).interfaces())
        .extracting(Verifier.End::probe)
        .containsExactly(Probe.host("lb-1"));
  }
}
