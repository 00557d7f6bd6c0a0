package dev.tieline.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Ip;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.EndpointService;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.VpcEndpoint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In Tokyo stands an endpoint, with an interface eni-1 in the subnet of i-t's neighbours. */
class EndpointCheckTest {
  private static final String SERVICE = "com.test.svc-1";

  private static Snapshot world(VpcEndpoint.State state, Traffic... listens) {
    Snapshot base =
        World.tokyoAndSingapore()
            .subnet("subnet-t2", "vpc-t", "rtb-t", "acl-t", "10.20.2.0/24")
            .group("sg-e", "vpc-t", "e1 in tcp/6001 10.20.0.0/16")
            .host("eni-1", "subnet-t2", "sg-e", "10.20.2.9")
            .snapshot();
    SnapshotEditor editor = new SnapshotEditor(base);
    editor.put(
        new VpcEndpoint(
            "ep-1",
            "db",
            "vpc-t",
            SERVICE,
            state,
            "Pending",
            List.of("ep-1.test"),
            List.of(Ip.parse("10.20.2.9")),
            List.of("eni-1")));
    if (listens.length > 0) {
      editor.put(
          new EndpointService(
              "svc-1",
              SERVICE,
              "endpoint-service",
              World.ELSEWHERE,
              true,
              "Active",
              List.of(),
              List.of(listens),
              List.of("1"),
              List.of(),
              List.of("ep-1")));
    }
    return editor.build(Instant.EPOCH);
  }

  private static Trace ask(Snapshot facts, Traffic traffic) {
    return Reachability.of(facts)
        .trace(Question.between(Probe.host("i-t"), Probe.host("eni-1"), traffic));
  }

  @Test
  void trace_connectedEndpoint_isReachableAndHandsOver() {
    Trace trace = ask(world(VpcEndpoint.State.CONNECTED), Traffic.tcp(6001));

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(trace.forward().toString()).contains("hands it to service " + SERVICE);
  }

  @Test
  void trace_pendingEndpoint_saysWhoMustAccept() {
    Trace trace = ask(world(VpcEndpoint.State.PENDING), Traffic.tcp(6001));

    assertThat(trace.verdict()).isEqualTo(Verdict.ENDPOINT_NOT_CONNECTED);
    assertThat(trace.blocks().get(0).change()).contains("owner of service " + SERVICE);
  }

  @Test
  void trace_deadEndpoint_saysMakeNewOne() {
    Trace trace = ask(world(VpcEndpoint.State.DEAD), Traffic.tcp(6001));

    assertThat(trace.verdict()).isEqualTo(Verdict.ENDPOINT_NOT_CONNECTED);
    assertThat(trace.blocks().get(0).change()).contains("make a new one");
  }

  @Test
  void trace_closedPortOfPendingEndpoint_listsGroupAndEndpoint() {
    Trace trace = ask(world(VpcEndpoint.State.PENDING), Traffic.tcp(3306));

    assertThat(trace.blocks())
        .extracting(Block::verdict)
        .containsExactly(Verdict.INGRESS_GROUP_BLOCKS, Verdict.ENDPOINT_NOT_CONNECTED);
  }

  @Test
  void trace_serviceThatWasReadAndListensElsewhere_saysWhereItListens() {
    Trace trace = ask(world(VpcEndpoint.State.CONNECTED, Traffic.tcp(5432)), Traffic.tcp(6001));

    assertThat(trace.verdict()).isEqualTo(Verdict.SERVICE_DOES_NOT_LISTEN);
    assertThat(trace.blocks().get(0).found()).contains("tcp/5432");
  }

  @Test
  void trace_serviceThatListens_isReachable() {
    Trace trace = ask(world(VpcEndpoint.State.CONNECTED, Traffic.tcp(6001)), Traffic.tcp(6001));

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
  }
}
