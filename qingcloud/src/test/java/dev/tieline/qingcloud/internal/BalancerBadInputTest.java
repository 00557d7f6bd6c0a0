package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.qingcloud.QingCloudBalancer;
import dev.tieline.qingcloud.QingCloudBalancerSize;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancerBuilder;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wishes for load balancers that can not be, each refused or found before anything is made. */
class BalancerBadInputTest {
  private final GuideWorld world = new GuideWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  /** Plans and applies: what is found is found, and nothing is made. */
  private Finding found(String code, Consumer<LoadBalancerBuilder> how) {
    Topology topology = world.wish(how);
    String before = world.site.cloud.dump();
    List<Finding> findings = world.site.tieline.plan(topology).findings();
    Finding finding =
        findings.stream()
            .filter(f -> f.code().equals(code))
            .findFirst()
            .orElseThrow(() -> new AssertionError(code + " is not among " + findings));
    if (finding.severity() == Severity.ERROR) {
      assertThat(world.site.tieline.apply(topology).isReady()).isFalse();
      assertThat(world.site.cloud.dump()).isEqualTo(before);
    }
    return finding;
  }

  private static Consumer<LoadBalancerBuilder> behind(Backend backend) {
    return b -> b.publicAddress().from("192.0.2.0/24").listen(Listener.http(80)).backend(backend);
  }

  private Backend one() {
    return Backend.instance("vpc1", world.host1.instanceId(), 80);
  }

  @Test
  void plan_instanceThatIsNotThere_isFound() {
    assertThat(found("INSTANCE_NOT_FOUND", behind(Backend.instance("vpc1", "i-nosuch1", 80))))
        .extracting(Finding::what)
        .isEqualTo("there is no instance i-nosuch1 in zone pek3");
  }

  @Test
  void plan_instanceOfAnotherNetwork_isFound() {
    assertThat(
            found(
                    "INSTANCE_ELSEWHERE",
                    behind(Backend.instance("vpc1", world.host2.instanceId(), 80)))
                .what())
        .contains("has no address in network vpc1, but 172.17.1.2 in vxnet " + world.vxnet2);
  }

  @Test
  void plan_instanceAddressNotTheExpectedOne_isFound() {
    assertThat(
            found(
                    "INSTANCE_ADDRESS",
                    b -> {
                      behind(one()).accept(b);
                      b.with(QingCloudBalancer.expect(world.host1.instanceId(), "172.16.1.3"));
                    })
                .what())
        .contains("has address 172.16.1.2 instead of 172.16.1.3");
  }

  @Test
  void plan_instanceThatIsInTheRecycleBin_isNotThere() {
    world.site.pek3.call("TerminateInstances", Map.of("instances.1", world.host1.instanceId()));

    found("INSTANCE_NOT_FOUND", behind(one()));
  }

  @Test
  void plan_addressInNoVxnetOfItsNetwork_isFound() {
    assertThat(
            found("BACKEND_OUTSIDE", behind(Backend.address("vpc3", "192.168.212.2", 80))).what())
        .contains("192.168.212.2 lies in no vxnet of network vpc3 (there are: 192.168.211.0/24)");
  }

  @Test
  void plan_noBorderAtTheBalancersVxnet_isFound() {
    world.site.pek3.leaveBorder(world.border1, world.vxnet1);

    assertThat(
            found(
                    "NO_WAY_TO_BACKEND",
                    behind(Backend.instance("vpc2", world.host2.instanceId(), 80)))
                .what())
        .contains(world.vxnet1);
  }

  @Test
  void plan_severalVxnetsAndNoneChosen_isFound() {
    world.site.pek3.createVxnet(world.vpc1, "172.16.2.0/24");

    assertThat(found("VXNET_NOT_CHOSEN", behind(one())).what()).contains(world.vxnet1);
    found(
        "VXNET_NOT_FOUND",
        b -> {
          behind(one()).accept(b);
          b.subnet("vxnet-nosuch");
        });
  }

  @Test
  void plan_publicAddressThatIsNotThereOrTaken_isFound() {
    found(
        "EIP_NOT_FOUND",
        b ->
            b.publicAddress("eip-nosuch")
                .from("192.0.2.0/24")
                .listen(Listener.http(80))
                .backend(one()));
    String eip = only(world.site.pek3.call("AllocateEips", Map.of("bandwidth", "2")), "eip-");
    world.site.pek3.call("CreateLoadBalancer", Map.of("eips.1", eip, "vxnet", world.vxnet1));

    assertThat(
            found(
                    "EIP_IN_USE",
                    b ->
                        b.publicAddress(eip)
                            .from("192.0.2.0/24")
                            .listen(Listener.http(80))
                            .backend(one()))
                .what())
        .contains("bound to lb-");
  }

  private static String only(String answer, String prefix) {
    int at = answer.indexOf(prefix);
    return answer.substring(at, answer.indexOf('"', at));
  }

  @Test
  void plan_groupThatIsNotThere_isFound() {
    found("GROUP_NOT_FOUND", b -> b.listen(Listener.http(80)).backend(one()).groups("sg-nosuch"));
  }

  @Test
  void plan_networkThatIsNotThere_holdsTheLink() {
    Topology topology =
        Topology.named("guide")
            .network("vpc1", QingCloudVpc.existing("main", "pek3", "rtr-nosuch"))
            .loadBalancer("web", "vpc1", behind(one()))
            .build();

    assertThat(world.site.tieline.plan(topology).findings())
        .extracting(Finding::code)
        .contains("VPC_NOT_FOUND", "NETWORK_UNUSABLE");
  }

  @Test
  void plan_tableOfSomebodyElseAtTheBalancer_isFound() {
    Topology two = world.wish(behind(Backend.instance("vpc2", world.host2.instanceId(), 80)));
    Topology near = world.wish(behind(one()));
    assertThat(world.site.tieline.apply(near).isReady()).isTrue();
    String table =
        only(
            world.site.pek3.call(
                "CreateRouteTable", Map.of("routing_table_type", "0", "rtable_rtype", "1")),
            "rt-");
    world.site.pek3.call(
        "AssociateRouteTable", Map.of("routing_table", table, "resource", world.balancer()));

    Outcome outcome = world.site.tieline.apply(two);

    assertThat(outcome.isReady()).isFalse();
    assertThat(world.site.tieline.plan(two).findings())
        .extracting(Finding::code)
        .contains("TABLE_TAKEN");
  }

  @Test
  void apply_balanceTooLow_saysSoInWords() {
    world.site.cloud.balanceTooLow(FakeSite.USER, true);

    Outcome outcome = world.site.tieline.apply(world.wish(behind(one())));

    assertThat(outcome.isReady()).isFalse();
    assertThat(outcome.toString()).contains("the balance of the account is too low: top it up");
  }

  @Test
  void plan_listenerOfAPortThatTheCloudDoesNotOpen_isRefused() {
    refused(
        b -> b.listen(Listener.http(81)).backend(one()),
        "listens to port 81 (expected: 25, 80, 443, or 1024 to 65535)");
  }

  @Test
  void plan_malformedParts_areRefusedBeforeAnyCall() {
    refused(
        b -> b.listen(Listener.http(80)).backend(Backend.instance("vpc1", "x-1", 80)),
        "names instance x-1 (expected: an id, i-...)");
    refused(
        b -> b.listen(Listener.http(80)).backend(one()).groups("sg-1", "sg-2"),
        "one, since it can have no more");
    refused(
        b -> b.listen(Listener.http(80)).backend(one()).groups("sg-1").from("10.0.0.0/8"),
        "one of both");
    refused(b -> b.listen(Listener.http(80)).backend(one()).from("2001:db8::/32"), "IPv4 blocks");
    refused(
        b ->
            b.listen(Listener.http(80))
                .backend(one())
                .with(QingCloudBalancer.bandwidth(2))
                .with(QingCloudBalancer.bandwidth(3)),
        "load balancer option: bandwidth:3 (expected: one that says bandwidth)");
  }

  private void refused(Consumer<LoadBalancerBuilder> how, String words) {
    int calls = world.site.cloud.calls().size();
    assertThatThrownBy(() -> world.site.tieline.plan(world.wish(how)))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining(words);
    assertThat(world.site.cloud.calls()).hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bandwidth:0",
        "bandwidth:1001",
        "bandwidth:x",
        "size:6",
        "private-address:172.16.1",
        "private-address:2001:db8::1",
        "expect:i-1",
        "expect:x=172.16.1.2",
        "billing:bandwidth",
        "address-backends:",
        ""
      })
  void parse_optionThatIsNone_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QingCloudBalancer.parse(text))
        .withMessageStartingWith("load balancer option of qingcloud: " + text)
        .withMessageContaining("expected one of");
  }

  @Test
  void json_wishWithEveryOption_isReadBackAsItWas() {
    Topology topology =
        world.wish(
            b -> {
              world.threeBackends(b);
              b.with(QingCloudBalancer.ASSUMED_ADDRESS)
                  .with(QingCloudBalancer.PAID_BY_TRAFFIC)
                  .with(QingCloudBalancer.bandwidth(20))
                  .with(QingCloudBalancer.size(QingCloudBalancerSize.CONNECTIONS_40K))
                  .with(QingCloudBalancer.privateAddress("172.16.1.100"))
                  .with(QingCloudBalancer.expect("i-1", "172.16.1.2"));
            });

    assertThat(Topology.parse(topology.toJson())).isEqualTo(topology);
  }
}
