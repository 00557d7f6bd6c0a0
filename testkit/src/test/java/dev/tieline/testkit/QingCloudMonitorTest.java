package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.contract.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monitor objects to each kind of bad call, and to no good one. */
class QingCloudMonitorTest {
  private static final String MARK = "tieline/acme/shop ";

  private final QingCloudClouds clouds = new QingCloudClouds();
  private final QingCloudClient own = clouds.own();
  private final QingCloudConsole console = clouds.console();
  private final List<String> wrong = new ArrayList<>();
  private final String vpc = console.createVpc("172.16.0.0/16");
  private final String other = console.createVpc("172.17.0.0/16");
  private final String vxnet = console.createVxnet(vpc, "172.16.1.0/24");
  private final String border = console.createBorder("theirs");
  private final QingCloudMonitor monitor =
      QingCloudMonitor.of(
          clouds.cloud,
          "acme",
          List.of(
              new Monitor.Link(
                  new Monitor.Network(vpc, Set.of()),
                  new Monitor.Network(other, Set.of(Cidr.parse("172.17.1.0/24"))),
                  Set.of(),
                  Set.of())));

  @BeforeEach
  void watch() {
    clouds.cloud.observe(
        new CallListener() {
          @Override
          public void before(Call call, SortedMap<String, String> parameters) {
            String why = call.mutating() ? monitor.judge(call, parameters) : "";
            if (!why.isEmpty()) {
              wrong.add(call.action() + ": " + why);
            }
          }
        });
  }

  private void call(String action, String... parameters) {
    clouds.done(own, action, parameters);
  }

  private List<String> objections() {
    List<String> all = new ArrayList<>(wrong);
    all.addAll(monitor.effects());
    return all;
  }

  private String hub() {
    return clouds
        .done(own, "CreateVpcBorders", "border_type", "1", "description", MARK + "hub.b/border")
        .text("/vpc_borders/0");
  }

  private String[] policy(String to, String name) {
    return new String[] {
      "router",
      vpc,
      "statics.1.router_static_name",
      name,
      "statics.1.static_type",
      "21",
      "statics.1.val1",
      to,
      "statics.1.val2",
      border
    };
  }

  @Test
  void calls_thatAreGood_areFine() {
    String hub = hub();
    String mine =
        clouds
            .done(own, "CreateVxnets", "vxnet_type", "1", "vxnet_name", MARK + "network.a/vxnet")
            .text("/vxnets/0");
    call("JoinRouter", "vxnet", mine, "router", vpc, "ip_network", "172.16.2.0/24");
    call("JoinBorder", "border", hub, "vxnets.1", vxnet);
    call("AddRouterStatics", policy("172.17.1.0/24", MARK + "hub.b/policy"));
    call("UpdateRouters", "routers.1", vpc);
    call("LeaveBorder", "border", hub, "vxnets.1", vxnet);
    call("DeleteVpcBorders", "vpc_borders.1", hub);
    call("LeaveRouter", "router", vpc, "vxnets.1", mine);
    call("DeleteVxnets", "vxnets.1", mine);
    assertThat(objections()).isEmpty();
  }

  @Test
  void create_withoutAMark_isObjectedToTwice() {
    call("CreateVpcBorders", "border_type", "1", "border_name", "hub");
    assertThat(wrong).containsExactly("CreateVpcBorders: made without a mark");
    assertThat(monitor.effects()).singleElement().asString().contains("made without a mark");
  }

  @Test
  void create_withTheMarkOfAnotherNamespace_isObjectedTo() {
    call("CreateVxnets", "vxnet_type", "1", "vxnet_name", "tieline/other/shop x");
    assertThat(wrong).containsExactly("CreateVxnets: made without a mark");
  }

  @Test
  void entry_withoutAMark_isObjectedTo() {
    call("AddRouterStatics", policy("172.17.1.0/24", "by us"));
    assertThat(wrong).containsExactly("AddRouterStatics: statics.1. made without a mark; ");
  }

  @Test
  void policy_thatNobodyWished_isObjectedTo() {
    call("AddRouterStatics", policy("172.17.0.0/23", MARK + "hub.b/policy"));
    assertThat(wrong).isEmpty();
    assertThat(monitor.effects()).singleElement().asString().contains("nobody wished the policy");
  }

  @Test
  void delete_ofOthers_isObjectedTo() {
    call("DeleteVpcBorders", "vpc_borders.1", border);
    assertThat(wrong).containsExactly("DeleteVpcBorders: " + border + " bears no mark; ");
  }

  @Test
  void delete_ofWhatOthersMarkedAsWell_isObjectedTo() {
    String hub = hub();
    console.call(
        "ModifyBorderAttributes",
        Map.of(
            "border", hub, "description", MARK + "hub.b/border; tieline/acme/ledger hub.c/border"));
    call("DeleteVpcBorders", "vpc_borders.1", hub);
    assertThat(wrong)
        .singleElement()
        .asString()
        .contains("[tieline/acme/ledger, tieline/acme/shop]");
  }

  @Test
  void change_ofOthers_isObjectedTo() {
    call("ModifyRouterAttributes", "router", vpc, "router_name", "x");
    call("JoinBorder", "border", border, "vxnets.1", vxnet);
    assertThat(wrong)
        .containsExactly(
            "ModifyRouterAttributes: " + vpc + " is not ours to change; ",
            "JoinBorder: " + vxnet + " is not ours to change; ");
  }

  @Test
  void accessPointsAndInstances_areLeftAlone() {
    String access = console.createAccessPoint(console.createWanNet("w"), border, 5);
    Host host = console.createInstance(vxnet, "");
    call("UpgradeWanAccess", "wan_accesss.1", access, "bandwidth", "9");
    call("TerminateInstances", "instances.1", host.instanceId());
    assertThat(wrong).hasSize(2);
  }

  @Test
  void console_isNotWatched() {
    console.deleteInstance(console.createInstance(vxnet, "").instanceId());
    console.addIntranetPolicy(vpc, "p", "172.18.0.0/16", border);
    assertThat(objections()).isEmpty();
  }
}
