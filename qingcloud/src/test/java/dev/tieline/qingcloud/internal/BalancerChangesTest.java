package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import dev.tieline.qingcloud.QingCloudBalancer;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancerBuilder;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of a load balancer that is there, and the ways that it can be made in. */
class BalancerChangesTest {
  private GuideWorld world = new GuideWorld();
  private int seen;

  @AfterEach
  void stop() {
    world.close();
  }

  private void with(QingCloudSwitch fact, boolean value) {
    world.close();
    world = new GuideWorld(b -> b.set(fact, value));
  }

  private Outcome apply(Consumer<LoadBalancerBuilder> how) {
    return world.site.tieline.apply(world.wish(how));
  }

  private void ready(Outcome outcome) {
    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
  }

  private void mark() {
    seen = world.site.cloud.calls().size();
  }

  /** The calls that changed something since the mark. */
  private List<String> writes() {
    return world.site.cloud.calls().stream()
        .skip(seen)
        .filter(Call::mutating)
        .map(Call::action)
        .toList();
  }

  private void two(LoadBalancerBuilder b) {
    b.publicAddress()
        .from("192.0.2.0/24")
        .listen(Listener.http(80))
        .backend(Backend.instance("vpc1", world.host1.instanceId(), 80))
        .backend(Backend.instance("vpc2", world.host2.instanceId(), 80));
  }

  private void assumed(LoadBalancerBuilder b) {
    two(b);
    b.backend(Backend.address("vpc3", "192.168.211.2", 80)).with(QingCloudBalancer.ASSUMED_ADDRESS);
  }

  @Test
  void apply_twoBackends_makesEachThingOnceAndPublishesOnce() {
    mark();

    ready(apply(this::two));

    assertThat(writes())
        .containsExactlyInAnyOrder(
            "AllocateEips",
            "CreateSecurityGroup",
            "AddSecurityGroupRules",
            "ApplySecurityGroup",
            "CreateLoadBalancer",
            "AddLoadBalancerListeners",
            "AddLoadBalancerBackends",
            "AddLoadBalancerBackends",
            "UpdateLoadBalancers",
            "CreateRouteTable",
            "AssociateRouteTable",
            "AddRoutes",
            "UpdateRouteTable");
    assertThat(writes().indexOf("AssociateRouteTable")).isLessThan(writes().indexOf("AddRoutes"));
  }

  @Test
  void apply_backendReplaced_publishesAddingAndRemovalTogether() throws Exception {
    ready(apply(this::two));
    mark();

    ready(
        apply(
            b ->
                b.publicAddress()
                    .from("192.0.2.0/24")
                    .listen(Listener.http(80))
                    .backend(Backend.instance("vpc1", world.host1.instanceId(), 8080))
                    .backend(Backend.instance("vpc2", world.host2.instanceId(), 80))));

    assertThat(writes())
        .containsExactly(
            "AddLoadBalancerBackends", "DeleteLoadBalancerBackends", "UpdateLoadBalancers");
  }

  @Test
  void apply_listenerAndSourceChanged_followsWithoutANewBalancer() {
    ready(apply(this::two));
    String balancer = world.balancer();
    mark();

    ready(
        apply(
            b ->
                b.publicAddress()
                    .from("203.0.113.0/24")
                    .listen(Listener.tcp(8443))
                    .backend(Backend.instance("vpc1", world.host1.instanceId(), 8443))
                    .backend(Backend.instance("vpc2", world.host2.instanceId(), 8443))));

    assertThat(world.balancer()).isEqualTo(balancer);
    assertThat(writes())
        .containsOnlyOnce("UpdateLoadBalancers", "ApplySecurityGroup")
        .contains("DeleteSecurityGroupRules", "DeleteLoadBalancerListeners")
        .doesNotContain("CreateLoadBalancer", "AllocateEips", "AddRoutes", "UpdateRouteTable");
    assertThat(world.site.tieline.plan(world.wish(this::two)).steps()).isNotEmpty();
  }

  @Test
  void apply_lastBackendOutsideDropped_removesTheTable() {
    ready(apply(this::two));

    ready(
        apply(
            b ->
                b.publicAddress()
                    .from("192.0.2.0/24")
                    .listen(Listener.http(80))
                    .backend(Backend.instance("vpc1", world.host1.instanceId(), 80))));

    assertThat(world.site.pek3.call("DescribeRouteTables", Map.of("rtable_rtype", "1")))
        .contains("\"total_count\":0");
  }

  @Test
  void apply_approvedPlanWithARemoval_isCarriedOutWhole() {
    ready(apply(this::two));
    Plan plan =
        world.site.tieline.plan(
            world.wish(
                b ->
                    b.publicAddress()
                        .from("192.0.2.0/24")
                        .listen(Listener.http(80))
                        .backend(Backend.instance("vpc2", world.host2.instanceId(), 80))));
    mark();

    ready(world.site.tieline.apply(plan));

    assertThat(writes()).containsExactly("DeleteLoadBalancerBackends", "UpdateLoadBalancers");
  }

  @Test
  void apply_addressByTheApi_isServedByAllThree() throws Exception {
    with(QingCloudSwitch.ADDRESS_BACKEND_BY_API, true);

    ready(apply(this::assumed));

    assertThat(world.ask(6).byBackend())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(world.host1.instanceId(), 2, world.host2.instanceId(), 2, "192.168.211.2", 2));
  }

  @Test
  void apply_addressThatTheApiDoesNotTake_failsWithTheHint() {
    Outcome outcome = apply(this::assumed);

    assertThat(outcome.isReady()).isFalse();
    assertThat(outcome.toString())
        .contains("takes no address as a backend", "add it in the console");
  }

  @Test
  void apply_tableThatTakesNoAddressAtOnce_isChangedToItBeforeItIsPublished() throws Exception {
    with(QingCloudSwitch.BALANCER_TABLE_TAKES_ADDRESS, false);
    mark();

    ready(apply(this::two));

    List<String> routes = writes().stream().filter(w -> w.contains("Route")).toList();
    assertThat(routes)
        .containsSubsequence("AddRoutes", "AddRoutes", "ModifyRouteAttributes", "UpdateRouteTable")
        .containsOnlyOnce("UpdateRouteTable");
    assertThat(world.ask(2).isFrom(world.host1.instanceId(), world.host2.instanceId())).isTrue();
  }

  @Test
  void plan_othersEditsAreWaiting_saysThatTheyGoOutToo() {
    ready(apply(this::two));
    world.site.pek3.addAddressBackend(world.listener(), "172.16.1.77", 80, 1);

    Plan plan = world.site.tieline.plan(world.wish(this::two));

    assertThat(plan.findings())
        .extracting(Finding::code, Finding::severity)
        .contains(
            org.assertj.core.groups.Tuple.tuple("UNAPPLIED_CHANGES", Severity.WARNING),
            org.assertj.core.groups.Tuple.tuple("BACKEND_NOT_WISHED", Severity.WARNING));
    assertThat(plan.steps()).hasSize(1);
    Step step = plan.steps().get(0);
    assertThat(step.address()).isEqualTo("balancer.web/published");
    assertThat(step.traits()).contains(Trait.PERMANENT);
  }

  @Test
  void apply_backendByHandLeftTheWish_isRemovedByItsName() throws Exception {
    world.addByHand(world.site.tieline.apply(world.guide()));
    ready(world.site.tieline.apply(world.guide()));

    ready(
        apply(
            b -> {
              b.publicAddress()
                  .from("0.0.0.0/0")
                  .listen(Listener.http(80))
                  .backend(Backend.instance("vpc1", world.host1.instanceId(), 80))
                  .backend(Backend.instance("vpc2", world.host2.instanceId(), 80));
            }));

    assertThat(world.ask(4).byBackend())
        .containsOnlyKeys(world.host1.instanceId(), world.host2.instanceId());
  }

  @Test
  void apply_adoptedAddress_isUsedAndStays() throws Exception {
    world.site.pek3.call("AllocateEips", Map.of("bandwidth", "2"));
    String eip = eip();
    String before = world.site.cloud.dump();
    Topology topology =
        world.wish(
            b ->
                b.publicAddress(eip)
                    .from("192.0.2.0/24")
                    .listen(Listener.http(80))
                    .backend(Backend.instance("vpc1", world.host1.instanceId(), 80)));
    mark();

    ready(world.site.tieline.apply(topology));
    assertThat(writes()).doesNotContain("AllocateEips");
    assertThat(world.site.destroyed("guide")).isTrue();

    assertThat(world.site.cloud.dump()).isEqualTo(before);
    assertThat(writes()).doesNotContain("ReleaseEips");
  }

  private String eip() {
    String answer = world.site.pek3.call("DescribeEips", Map.of());
    int at = answer.indexOf("\"eip_id\":\"") + 10;
    return answer.substring(at, answer.indexOf('"', at));
  }

  @Test
  void apply_privateBalancer_listensToItsNetwork() {
    Outcome outcome =
        apply(
            b ->
                b.listen(Listener.tcp(8080).balance(Listener.Balance.LEAST_CONNECTIONS))
                    .backend(Backend.instance("vpc1", world.host1.instanceId(), 80).weight(5))
                    .with(QingCloudBalancer.privateAddress("172.16.1.200"))
                    .with(QingCloudBalancer.expect(world.host1.instanceId(), "172.16.1.2")));

    ready(outcome);
    assertThat(world.site.pek3.call("DescribeLoadBalancers", Map.of())).contains("172.16.1.200");
    assertThat(world.site.pek3.call("DescribeLoadBalancerBackends", Map.of()))
        .contains("\"weight\":5");
    assertThat(world.site.pek3.call("DescribeSecurityGroupRules", Map.of()))
        .contains("172.16.0.0/16");
  }
}
