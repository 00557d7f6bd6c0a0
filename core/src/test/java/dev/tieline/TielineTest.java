package dev.tieline;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Plan;
import dev.tieline.topology.ServiceSource;
import dev.tieline.topology.Topology;
import dev.tieline.toy.ToyNetwork;
import dev.tieline.toy.ToyWorld;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The door refuses what no call can be made of. */
class TielineTest {
  private final ToyWorld world = new ToyWorld();
  private final Tieline tieline = world.process();
  private final Topology wish = Topology.named("t").build();

  @TestFactory
  Stream<DynamicTest> anyMethod_null_isRefusedByTheParametersName() {
    Map<String, Runnable> calls =
        Map.of(
            "plan: topology", () -> tieline.plan(null),
            "planDestroy: topology", () -> tieline.planDestroy(null),
            "apply: topology", () -> tieline.apply((Topology) null),
            "apply: plan", () -> tieline.apply((Plan) null),
            "destroy: topology", () -> tieline.destroy(null),
            "verify: topology", () -> tieline.verify(null),
            "explain: topology", () -> tieline.explain(null, "a", "b", Traffic.all()),
            "explain: from", () -> tieline.explain(wish, null, "b", Traffic.all()),
            "explain: to", () -> tieline.explain(wish, "a", null, Traffic.all()),
            "provider: provider", () -> Tieline.builder().provider(null));
    return calls.entrySet().stream()
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.getKey(),
                    () ->
                        assertThatNullPointerException()
                            .isThrownBy(call.getValue()::run)
                            .withMessage(call.getKey().substring(call.getKey().indexOf(' ') + 1))));
  }

  @Test
  void explain_trafficNull_isRefusedByItsName() {
    assertThatNullPointerException()
        .isThrownBy(() -> tieline.explain(wish, "a", "b", null))
        .withMessage("traffic");
  }

  @Test
  void destroy_nameThatNoTopologyCanHave_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> tieline.destroy("No Name"));
  }

  @Test
  void planDestroy_nameThatNoTopologyCanHave_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> tieline.planDestroy("No Name"));
  }

  @Test
  void apply_planOfAnotherNamespace_isRefused() {
    Plan plan = world.process(b -> b.namespace("other")).plan(wish);
    assertThatThrownBy(() -> tieline.apply(plan))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("namespace other", "namespace acme");
  }

  @Test
  void plan_kindOfLinkThatTheCloudHasNoFormOf_isRefusedBeforeAnyCall() {
    Topology service =
        Topology.named("t")
            .network("a", ToyNetwork.managed("x", "a", "10.0.0.0/16"))
            .service("s", "a", new NoSource(), s -> s.sharedWith("1"))
            .build();

    assertThatThrownBy(() -> tieline.plan(service))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("link s is of kind service")
        .hasMessageContaining("expected one of: peering");
  }

  private record NoSource() implements ServiceSource {
    @Override
    public String cloud() {
      return "toy";
    }

    @Override
    public Object asData() {
      return this;
    }
  }
}
