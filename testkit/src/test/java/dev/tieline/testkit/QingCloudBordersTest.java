package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.FakeQingCloud.JobEnd;
import dev.tieline.testkit.QingCloudClient.Answer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Border routers, what is at them, their static routes, and SD-WAN access points. */
class QingCloudBordersTest {
  private final QingCloudClouds clouds = new QingCloudClouds();
  private final QingCloudClient own = clouds.own();
  private final QingCloudConsole console = clouds.console();
  private final String vpc = console.createVpc("172.16.0.0/16");
  private final String vxnet = console.createVxnet(vpc, "172.16.1.0/24");

  private String border() {
    Answer created =
        clouds.done(
            own,
            "CreateVpcBorders",
            "border_type",
            "1",
            "border_name",
            "hub",
            "description",
            "a mark");
    return created.text("/vpc_borders/0");
  }

  private Answer join(String border, String... more) {
    String[] all = {"border", border, "vxnets.1", vxnet};
    return own.call("JoinBorder", Stream.of(all, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private Answer places(String border) {
    return own.ok("DescribeBorderVxnets", "border", border);
  }

  @Test
  void create_done_isDescribedInAnInnerZone() {
    String border = border();
    Answer found = own.ok("DescribeVpcBorders", "border_name", "hub");
    assertThat(found.text("/vpc_border_set/0/vpc_border_id")).isEqualTo(border);
    assertThat(found.text("/vpc_border_set/0/status")).isEqualTo("active");
    assertThat(found.text("/vpc_border_set/0/zone_id")).isEqualTo("pek3b");
    assertThat(found.text("/vpc_border_set/0/description")).isEqualTo("a mark");
    assertThat(own.ok("DescribeVpcBorders", "search_word", border).text("/total_count"))
        .isEqualTo("1");
  }

  @Test
  void create_whereWorkingMeansAvailable_isAvailable() {
    QingCloudClouds other = new QingCloudClouds(QingCloudSwitch.BORDER_IS_ACTIVE, false);
    other.console().createBorder("b");
    assertThat(other.own().ok("DescribeVpcBorders").text("/vpc_border_set/0/status"))
        .isEqualTo("available");
  }

  @Test
  void join_asked_takesTheLastAddress() {
    String border = border();
    Answer joined = join(border);
    assertThat(joined.text("/vxnet_id")).isEqualTo(vxnet);
    assertThat(places(border).text("/border_vxnet_set/0/transition_status")).isNotEmpty();
    clouds.settle();
    Answer places = places(border);
    assertThat(places.text("/border_vxnet_set/0/border_private_ip")).isEqualTo("172.16.1.254");
    assertThat(places.text("/border_vxnet_set/0/vpc_router_id")).isEqualTo(vpc);
    assertThat(places.text("/border_vxnet_set/0/router_id")).startsWith("rtr-").isNotEqualTo(vpc);
    assertThat(places.text("/border_vxnet_set/0/transition_status")).isEmpty();
    assertThat(places.text("/border_vxnet_set/0/border_zone_id")).isEqualTo("pek3b");
    assertThat(places.text("/border_vxnet_set/0/vxnet_zone_id")).isEqualTo("pek3");
  }

  @Test
  void join_withAnAddress_takesIt() {
    String border = border();
    String first = "border_private_ips.1.";
    assertThat(
            join(border, first + "vxnet_id", vxnet, first + "border_private_ip", "172.16.1.200")
                .code())
        .isZero();
    assertThat(places(border).text("/border_vxnet_set/0/border_private_ip"))
        .isEqualTo("172.16.1.200");
  }

  @Test
  void join_addressInUse_isRefused() {
    String border = border();
    console.createInstance(vxnet, "172.16.1.254");
    assertThat(join(border).code()).isEqualTo(1400);
  }

  @Test
  void join_addressOfAnotherNetwork_isABadValue() {
    String border = border();
    String first = "border_private_ips.0.";
    assertThat(
            join(border, first + "vxnet_id", vxnet, first + "border_private_ip", "172.16.2.254")
                .code())
        .isEqualTo(1101);
  }

  @Test
  void join_twice_is1400() {
    String border = border();
    join(border);
    clouds.settle();
    assertThat(join(border).code()).isEqualTo(1400);
  }

  @Test
  void join_onceTooSoon_is1400ForVpcAndBorder() {
    String border = border();
    join(border);
    assertThat(own.call("UpdateRouters", "routers.1", vpc).code()).isEqualTo(1400);
    String other = console.createVpc("172.17.0.0/16");
    String far = console.createVxnet(other, "172.17.1.0/24");
    assertThat(own.call("JoinBorder", "border", border, "vxnets.1", far).code()).isEqualTo(1400);
    clouds.settle();
    assertThat(own.call("JoinBorder", "border", border, "vxnets.1", far).code()).isZero();
  }

  @Test
  void join_networkOfAnotherZone_isNotFound() {
    String south = clouds.southConsole().createVpc("192.168.0.0/16");
    String far = clouds.southConsole().createVxnet(south, "192.168.211.0/24");
    assertThat(own.call("JoinBorder", "border", border(), "vxnets.1", far).code()).isEqualTo(2100);
  }

  @Test
  void join_networkOfAFreeVpc_is1400() {
    String free = console.createFreeVpc("172.18.0.0/16");
    String its = console.createVxnet(free, "172.18.1.0/24");
    assertThat(own.call("JoinBorder", "border", border(), "vxnets.1", its).code()).isEqualTo(1400);
  }

  @Test
  void join_networkInNoVpc_is1400() {
    String lone = own.ok("CreateVxnets", "vxnet_type", "1").text("/vxnets/0");
    assertThat(own.call("JoinBorder", "border", border(), "vxnets.1", lone).code()).isEqualTo(1400);
  }

  @Test
  void join_whoseJobFails_leavesNothing() {
    String border = border();
    clouds.cloud.nextJob(QingCloudClouds.OWN, "JoinBorder", JobEnd.DONE_WITH_FAILURE, "5000");
    join(border);
    clouds.settle();
    assertThat(places(border).text("/total_count")).isEqualTo("0");
  }

  @Test
  void leave_joined_freesNetworkAndBorder() {
    String border = border();
    join(border);
    clouds.settle();
    assertThat(own.call("DeleteVpcBorders", "vpc_borders.1", border).code()).isEqualTo(5400);
    assertThat(own.call("LeaveRouter", "router", vpc, "vxnets.1", vxnet).code()).isEqualTo(5400);
    Answer left = clouds.done(own, "LeaveBorder", "border", border, "vxnets.0", vxnet);
    assertThat(left.text("/vxnets/0")).isEqualTo(vxnet);
    clouds.done(own, "DeleteVpcBorders", "vpc_borders.0", border);
    assertThat(own.ok("DescribeVpcBorders").text("/vpc_border_set/0/status")).isEqualTo("deleted");
  }

  @Test
  void delete_beforeItsLease_is2300() {
    String border = own.ok("CreateVpcBorders", "border_type", "1").text("/vpc_borders/0");
    clouds.pass(Duration.ofSeconds(6));
    assertThat(own.call("DeleteVpcBorders", "vpc_borders.1", border).code()).isEqualTo(2300);
  }

  @Test
  void associate_vpc_isToldAndHoldsBoth() {
    String border = border();
    clouds.done(own, "AssociateBorder", "border", border, "router", vpc);
    assertThat(own.ok("DescribeVpcBorders", "router_id", vpc).text("/total_count")).isEqualTo("1");
    assertThat(own.call("DeleteVpcBorders", "vpc_borders.1", border).code()).isEqualTo(5400);
    assertThat(own.call("AssociateBorder", "border", border, "router", vpc).code()).isEqualTo(1400);
    clouds.done(own, "DissociateBorder", "border", border, "router", vpc);
    assertThat(own.ok("DescribeVpcBorders").text("/vpc_border_set/0/router_id")).isEmpty();
  }

  @Test
  void modify_name_isKept() {
    String border = border();
    Answer modified =
        own.ok("ModifyBorderAttributes", "border", border, "border_name", "x", "description", "y");
    assertThat(modified.text("/global_job_id")).startsWith("j-");
    assertThat(own.ok("DescribeVpcBorders").text("/vpc_border_set/0/border_name")).isEqualTo("x");
  }

  private String addStatic(String border) {
    return own.ok(
            "AddBorderStatics",
            "border",
            border,
            "statics.0.border_static_name",
            "r0",
            "statics.0.static_type",
            "0",
            "statics.0.type",
            "0",
            "statics.0.val1",
            "3.3.3.3",
            "statics.0.val2",
            vpc,
            "statics.0.val3",
            "0",
            "statics.0.vpc",
            vpc)
        .text("/border_statics/0");
  }

  private Answer statics(String border) {
    return own.ok("DescribeBorderStatics", "border", border);
  }

  @Test
  void statics_added_waitForConfig() {
    String border = border();
    addStatic(border);
    assertThat(statics(border).text("/non_applied_count")).isEqualTo("1");
    assertThat(statics(border).text("/border_static_set/0/val1")).isEqualTo("3.3.3.3/32");
    assertThat(statics(border).json().at("/border_static_set/0/val3").isTextual()).isTrue();
    clouds.done(own, "ConfigBorder", "border", border, "operation", "ConfigRoute");
    assertThat(statics(border).text("/non_applied_count")).isEqualTo("0");
    assertThat(statics(border).text("/border_static_set/0/status")).isEqualTo("applied");
    assertThat(statics(border).text("/border_static_set/0/modification")).isEmpty();
  }

  @Test
  void statics_deletedAndTakenBack_areAsTheyWere() {
    String border = border();
    String id = addStatic(border);
    clouds.done(own, "ConfigBorder", "border", border, "operation", "ConfigRoute");
    own.ok("ModifyBorderStaticAttributes", "border_static", id, "val1", "4.4.4.0/24");
    own.ok("DeleteBorderStatics", "border", border, "border_statics.0", id);
    assertThat(statics(border).text("/border_static_set/0/modification")).isEqualTo("delete");
    Answer back = own.ok("CancelBorderStaticChanges", "border", border);
    assertThat(back.text("/border_statics/0")).isEqualTo(id);
    assertThat(statics(border).text("/border_static_set/0/val1")).isEqualTo("3.3.3.3/32");
    assertThat(statics(border).text("/non_applied_count")).isEqualTo("0");
  }

  @Test
  void statics_beyondTheQuota_are2500() {
    clouds.cloud.quota(QingCloudClouds.OWN, "pek3", QingCloudQuota.STATICS_PER_BORDER, 1);
    String border = border();
    addStatic(border);
    assertThatThrownBy(() -> addStatic(border)).hasMessageContaining("2500");
  }

  @Test
  void config_anythingElse_isABadValue() {
    String border = border();
    assertThat(own.call("ConfigBorder", "border", border, "operation", "CreateSubIf").code())
        .isEqualTo(1101);
  }

  @Test
  void accessPoint_madeInTheConsole_isDescribed() {
    String border = border();
    String net = console.createWanNet("company");
    String access = console.createAccessPoint(net, border, "north", 5, 12);
    Answer found = own.ok("DescribeWanAccesss", "wan_accesss.1", access, "access_type.1", "vpc");
    assertThat(net).startsWith("wnet-");
    assertThat(found.text("/wan_access_set/0/border_id")).isEqualTo(border);
    assertThat(found.text("/wan_access_set/0/border_zone_id")).isEqualTo("pek3b");
    assertThat(found.text("/wan_access_set/0/wan_net_id")).isEqualTo(net);
    assertThat(found.text("/wan_access_set/0/bandwidth")).isEqualTo("5");
    assertThat(found.text("/wan_access_set/0/status")).isEqualTo("active");
    assertThat(found.text("/wan_access_set/0/billing_expire_time")).startsWith("2027-");
    assertThat(clouds.south().ok("DescribeWanAccesss").text("/total_count")).isEqualTo("1");
  }

  @Test
  void accessPoint_whereZonesAreApart_isListedInItsOwn() {
    QingCloudClouds apart =
        new QingCloudClouds(QingCloudSwitch.ACCESS_POINTS_LISTED_EVERYWHERE, false);
    QingCloudConsole hand = apart.console();
    hand.createAccessPoint(hand.createWanNet("w"), hand.createBorder("b"), 5);
    assertThat(apart.own().ok("DescribeWanAccesss").text("/total_count")).isEqualTo("1");
    assertThat(apart.south().ok("DescribeWanAccesss").text("/total_count")).isEqualTo("0");
  }

  @Test
  void accessPoint_atABorder_holdsIt() {
    String border = border();
    String access = console.createAccessPoint(console.createWanNet("w"), border, 5);
    assertThat(own.call("DeleteVpcBorders", "vpc_borders.1", border).code()).isEqualTo(5400);
    console.deleteAccessPoint(access);
    assertThat(own.call("DeleteVpcBorders", "vpc_borders.1", border).code()).isZero();
    assertThat(own.ok("DescribeWanAccesss").text("/wan_access_set/0/status"))
        .isEqualTo("terminated");
  }

  @Test
  void accessPoint_whoseContractEnds_hasNoBandwidth() {
    String access = console.createAccessPoint(console.createWanNet("w"), border(), "a", 5, 1);
    clouds.pass(Duration.ofDays(31));
    Answer found = own.ok("DescribeWanAccesss", "wan_accesss.1", access);
    assertThat(found.text("/wan_access_set/0/status")).isEqualTo("suspended");
    assertThat(found.text("/wan_access_set/0/bandwidth")).isEqualTo("0");
  }

  @Test
  void accessPoint_resized_isUpdatingByAGlobalJob() {
    String access = console.createAccessPoint(console.createWanNet("w"), border(), 5);
    Answer upgraded = own.ok("UpgradeWanAccess", "wan_accesss.1", access, "bandwidth", "10");
    String job = upgraded.text("/global_job_id");
    assertThat(job).startsWith("gj-");
    assertThat(own.call("DescribeJobs", "jobs.1", job).code()).isEqualTo(2100);
    Answer found = own.ok("DescribeWanAccesss");
    assertThat(found.text("/wan_access_set/0/transition_status")).isEqualTo("updating");
    String[] elastic = {"wan_access", access, "bandwidth_type", "elastic", "bandwidth", "10"};
    assertThat(own.call("ChangeWanAccessBandwidth", elastic).code()).isEqualTo(1400);
    clouds.settle();
    assertThat(own.call("ChangeWanAccessBandwidth", elastic).code()).isZero();
    elastic[5] = "11";
    clouds.settle();
    assertThat(own.call("ChangeWanAccessBandwidth", elastic).code()).isEqualTo(1101);
  }

  @Test
  void border_thatTakesSeveralChanges_refusesNone() {
    QingCloudClouds free = new QingCloudClouds(QingCloudSwitch.BORDER_SERIALISED, false);
    QingCloudConsole hand = free.console();
    String border = hand.createBorder("b");
    String[] two = new String[2];
    for (int i = 0; i < 2; i++) {
      String its = hand.createVpc("172." + (16 + i) + ".0.0/16");
      two[i] = hand.createVxnet(its, "172." + (16 + i) + ".1.0/24");
    }
    QingCloudClient client = free.own();
    assertThat(client.call("JoinBorder", "border", border, "vxnets.1", two[0]).code()).isZero();
    assertThat(client.call("JoinBorder", "border", border, "vxnets.1", two[1]).code()).isZero();
  }

  @Test
  void delete_whereBordersHaveNoLease_isFineAtOnce() {
    QingCloudClouds free = new QingCloudClouds(QingCloudSwitch.BORDER_HAS_LEASE, false);
    QingCloudClient client = free.own();
    String border = client.ok("CreateVpcBorders", "border_type", "1").text("/vpc_borders/0");
    free.pass(Duration.ofSeconds(6));
    assertThat(client.call("DeleteVpcBorders", "vpc_borders.1", border).code()).isZero();
  }

  @Test
  void accessPoint_whereItHoldsNothing_isLeftBehind() {
    QingCloudClouds free = new QingCloudClouds(QingCloudSwitch.ACCESS_POINT_HOLDS_BORDER, false);
    QingCloudConsole hand = free.console();
    String border = hand.createBorder("b");
    hand.createAccessPoint(hand.createWanNet("w"), border, 5);
    assertThat(free.own().call("DeleteVpcBorders", "vpc_borders.1", border).code()).isZero();
  }

  @Test
  void create_withoutDelays_isThereAtOnce() {
    QingCloudClouds quick = new QingCloudClouds(FakeQingCloud.builder().noDelays());
    QingCloudClient client = quick.own();
    String border = client.ok("CreateVpcBorders", "border_type", "1").text("/vpc_borders/0");
    assertThat(client.ok("DescribeVpcBorders").text("/vpc_border_set/0/status"))
        .isEqualTo("active");
    assertThat(client.ok("DescribeJobs").text("/job_set/0/status")).isEqualTo("successful");
    assertThat(client.call("DeleteVpcBorders", "vpc_borders.1", border).code()).isZero();
  }
}
