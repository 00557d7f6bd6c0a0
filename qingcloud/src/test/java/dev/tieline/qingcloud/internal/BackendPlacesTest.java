package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where backends are, in states that the fake has no instances in. */
class BackendPlacesTest {
  private static final Cidr BLOCK = Cidr.parse("172.16.1.0/24");

  private static List<Finding> findings(String status, String transition) {
    Facts.Builder facts = new Facts.Builder();
    facts.add(
        Instance.class,
        new Instance(
            "i-1",
            Sites.PEK3,
            "web",
            new Progress(status, transition, null),
            "",
            List.of(new Instance.Nic("vxnet-1", Ip.parse("172.16.1.2")))),
        "i-1");
    Facts found = facts.build();
    LoadBalancer link =
        new LoadBalancer(
            "web",
            "vpc1",
            "",
            new LoadBalancer.Front.Inside(),
            List.of(
                new Listener(
                    Listener.Protocol.HTTP,
                    80,
                    Listener.Balance.ROUND_ROBIN,
                    "",
                    List.of(Backend.instance("vpc1", "i-1", 80)))),
            List.of(),
            List.of(),
            List.of());
    VxnetRef vxnet =
        new VxnetRef(
            "vxnet-1", "", Ref.known("vxnet-1"), BLOCK, BLOCK.last().previous(), null, null);
    Compiled network =
        new Compiled("vpc1", Sites.PEK3, Ref.known("rtr-1"), false, null, List.of(vxnet), null);
    Graph.Builder out = new Graph.Builder();
    BackendPlaces places =
        new BackendPlaces(
            link,
            Map.of("vpc1", network),
            Map.of(),
            found,
            new FoundRefs(new Owner("acme", "guide"), found),
            new BalancerFindings(link, out));
    assertThat(places.isUsable()).isTrue();
    return out.build().findings();
  }

  @Test
  void isUsable_instanceThatIsStopped_warns() {
    assertThat(findings("stopped", ""))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("INSTANCE_NOT_RUNNING");
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what()).isEqualTo("instance i-1 is stopped");
            });
  }

  @Test
  void isUsable_instanceThatRunsOrStarts_saysNothing() {
    assertThat(findings("running", "")).isEmpty();
    assertThat(findings("stopped", "starting")).isEmpty();
  }
}
