package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.FakeQingCloud.JobEnd;
import dev.tieline.testkit.QingCloudClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VPCs, private networks, rules of VPCs, and the jobs by which they change. */
class QingCloudRoutersTest {
  private final QingCloudClouds clouds = new QingCloudClouds();
  private final QingCloudClient own = clouds.own();

  private Answer create() {
    return own.ok("CreateRouters", "vpc_network", "172.16.0.0/16", "router_name", "shop");
  }

  private String vpc() {
    String vpc = create().text("/routers/0");
    clouds.settle();
    return vpc;
  }

  private String vxnet() {
    return own.ok("CreateVxnets", "vxnet_type", "1").text("/vxnets/0");
  }

  private Answer join(String vxnet, String vpc, String network) {
    return own.call("JoinRouter", "vxnet", vxnet, "router", vpc, "ip_network", network);
  }

  private Answer described(String vpc) {
    return own.ok("DescribeRouters", "routers.1", vpc, "verbose", "1");
  }

  private String job(Answer answer) {
    return own.ok("DescribeJobs", "jobs.1", answer.text("/job_id")).text("/job_set/0/status");
  }

  @Test
  void create_asked_isPendingThenActive() {
    Answer created = create();
    String vpc = created.text("/routers/0");
    assertThat(vpc).matches("rtr-[a-z0-9]{8}");
    assertThat(job(created)).isEqualTo("pending");
    assertThat(described(vpc).text("/router_set/0/status")).isEqualTo("pending");
    assertThat(described(vpc).text("/router_set/0/transition_status")).isEqualTo("creating");
    clouds.pass(Duration.ofSeconds(2));
    assertThat(job(created)).isEqualTo("working");
    clouds.pass(Duration.ofSeconds(8));
    assertThat(job(created)).isEqualTo("successful");
    assertThat(described(vpc).text("/router_set/0/status")).isEqualTo("active");
    assertThat(described(vpc).text("/router_set/0/transition_status")).isEmpty();
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("1");
  }

  @Test
  void create_outsideOfTheKnownNetworks_isABadValue() {
    assertThat(own.call("CreateRouters", "vpc_network", "10.0.0.0/16").code()).isEqualTo(1101);
    assertThat(own.call("CreateRouters").code()).isEqualTo(1100);
    assertThat(own.call("CreateRouters", "vpc_network", "172.31.0.0/16").code()).isZero();
    QingCloudClient lenient =
        new QingCloudClouds(QingCloudSwitch.OTHER_NETWORKS_REFUSED, false).own();
    assertThat(lenient.call("CreateRouters", "vpc_network", "10.0.0.0/16").code()).isZero();
  }

  @Test
  void create_manyAtOnce_haveIdsOfTheirOwn() {
    Answer many = own.ok("CreateRouters", "vpc_network", "192.168.0.0/16", "count", "3");
    assertThat(many.json().path("routers").size()).isEqualTo(3);
    assertThat(own.ok("DescribeRouters", "limit", "2").json().path("router_set").size())
        .isEqualTo(2);
    assertThat(own.ok("DescribeRouters", "limit", "2").text("/total_count")).isEqualTo("3");
  }

  @Test
  void create_whereTheBalanceIsTooLow_is2400() {
    clouds.cloud.balanceTooLow(QingCloudClouds.OWN, true);
    assertThat(own.call("CreateRouters", "vpc_network", "192.168.0.0/16").code()).isEqualTo(2400);
  }

  @Test
  void create_beyondTheQuota_is2500() {
    clouds.cloud.quota(QingCloudClouds.OWN, "pek3", QingCloudQuota.ROUTERS, 1);
    vpc();
    assertThat(own.call("CreateRouters", "vpc_network", "192.168.0.0/16").code()).isEqualTo(2500);
    Answer left = own.ok("GetQuotaLeft", "resource_types.1", "router");
    assertThat(left.text("/quota_left_set/0/left")).isEqualTo("0");
  }

  @Test
  void create_whoseJobFails_leavesNothing() {
    clouds.cloud.nextJob(QingCloudClouds.OWN, "CreateRouters", JobEnd.FAILED, "5200");
    Answer created = create();
    clouds.settle();
    assertThat(job(created)).isEqualTo("failed");
    assertThat(described(created.text("/routers/0")).text("/router_set/0/status"))
        .isEqualTo("deleted");
  }

  @Test
  void create_ofSeveralDoneWithFailure_leavesTheLastOut() {
    clouds.cloud.nextJob(QingCloudClouds.OWN, "CreateRouters", JobEnd.DONE_WITH_FAILURE, "5200");
    Answer created = own.ok("CreateRouters", "vpc_network", "192.168.0.0/16", "count", "2");
    clouds.settle();
    Answer job = own.ok("DescribeJobs", "jobs.1", created.text("/job_id"));
    assertThat(job.text("/job_set/0/status")).isEqualTo("done with failure");
    assertThat(job.text("/job_set/0/error_codes")).isEqualTo("5200");
    assertThat(described(created.text("/routers/0")).text("/router_set/0/status"))
        .isEqualTo("active");
    assertThat(described(created.text("/routers/1")).text("/router_set/0/status"))
        .isEqualTo("deleted");
  }

  @Test
  void delete_beforeItsLease_is2300() {
    String vpc = create().text("/routers/0");
    clouds.pass(Duration.ofSeconds(12));
    assertThat(own.call("DeleteRouters", "routers.1", vpc).code()).isEqualTo(2300);
    clouds.pass(Duration.ofSeconds(10));
    assertThat(own.call("DeleteRouters", "routers.1", vpc).code()).isZero();
  }

  @Test
  void delete_done_isShownAsDeletedAndThenNotAtAll() {
    String vpc = vpc();
    own.ok("DeleteRouters", "routers.1", vpc);
    assertThat(described(vpc).text("/router_set/0/transition_status")).isEqualTo("deleting");
    clouds.settle();
    assertThat(described(vpc).text("/router_set/0/status")).isEqualTo("deleted");
    assertThat(own.call("DeleteRouters", "routers.1", vpc).code()).isEqualTo(2100);
    clouds.pass(Duration.ofDays(2));
    assertThat(own.call("DescribeRouters", "routers.1", vpc).code()).isEqualTo(2100);
  }

  @Test
  void describe_absentIdWhereReadsAreLenient_isEmpty() {
    QingCloudClient lenient = new QingCloudClouds(QingCloudSwitch.ABSENT_ID_REFUSED, false).own();
    Answer answer = lenient.ok("DescribeRouters", "routers.1", "rtr-nothere1");
    assertThat(answer.text("/total_count")).isEqualTo("0");
  }

  @Test
  void describe_somebodyElses_is1400() {
    String vpc = vpc();
    assertThat(clouds.other().call("DescribeRouters", "routers.1", vpc).code()).isEqualTo(1400);
    assertThat(clouds.south().call("DescribeRouters", "routers.1", vpc).code()).isEqualTo(2100);
  }

  @Test
  void describe_filters_findWhatFits() {
    String vpc = vpc();
    assertThat(own.ok("DescribeRouters", "search_word", "HO").texts("/router_set", "router_id"))
        .containsExactly(vpc);
    assertThat(own.ok("DescribeRouters", "search_word", "ledger").text("/total_count"))
        .isEqualTo("0");
    assertThat(own.ok("DescribeRouters", "status.1", "pending").text("/total_count"))
        .isEqualTo("0");
    assertThat(own.ok("DescribeRouters", "status.1", "active").text("/total_count")).isEqualTo("1");
  }

  @Test
  void join_network_isThereWhenItsJobIsDone() {
    String vpc = vpc();
    String vxnet = vxnet();
    assertThat(join(vxnet, vpc, "172.16.1.0/24").code()).isZero();
    assertThat(described(vpc).text("/router_set/0/transition_status")).isEqualTo("updating");
    clouds.settle();
    Answer places = own.ok("DescribeRouterVxnets", "router", vpc);
    assertThat(places.text("/router_vxnet_set/0/manager_ip")).isEqualTo("172.16.1.1");
    assertThat(places.text("/router_vxnet_set/0/dyn_ip_start")).isEqualTo("172.16.1.2");
    assertThat(places.text("/router_vxnet_set/0/dyn_ip_end")).isEqualTo("172.16.1.254");
    Answer network = own.ok("DescribeVxnets", "vxnets.1", vxnet);
    assertThat(network.text("/vxnet_set/0/router/router_id")).isEqualTo(vpc);
    assertThat(network.text("/vxnet_set/0/vpc_router_id")).isEqualTo(vpc);
    assertThat(described(vpc).texts("/router_set/0/vxnets", "vxnet_id")).containsExactly(vxnet);
  }

  @Test
  void join_withAnEndOfDhcp_keepsIt() {
    String vpc = vpc();
    String vxnet = vxnet();
    clouds.done(
        own,
        "JoinRouter",
        "vxnet",
        vxnet,
        "router",
        vpc,
        "ip_network",
        "172.16.1.0/24",
        "dyn_ip_end",
        "172.16.1.253",
        "features",
        "1");
    assertThat(own.ok("DescribeRouterVxnets", "router", vpc).text("/router_vxnet_set/0/dyn_ip_end"))
        .isEqualTo("172.16.1.253");
  }

  @Test
  void join_whileTheVpcIsUpdating_is1400() {
    String vpc = vpc();
    join(vxnet(), vpc, "172.16.1.0/24");
    String second = vxnet();
    assertThat(join(second, vpc, "172.16.2.0/24").code()).isEqualTo(1400);
    clouds.settle();
    assertThat(join(second, vpc, "172.16.2.0/24").code()).isZero();
  }

  @Test
  void join_badNetworks_areRefused() {
    String vpc = vpc();
    String vxnet = vxnet();
    assertThat(join(vxnet, vpc, "172.16.0.0/20").code()).isEqualTo(1101);
    assertThat(join(vxnet, vpc, "172.17.1.0/24").code()).isEqualTo(1101);
    assertThat(join(vxnet, vpc, "172.16.1.5/24").code()).isEqualTo(1101);
    join(vxnet, vpc, "172.16.1.0/24");
    clouds.settle();
    assertThat(join(vxnet(), vpc, "172.16.1.0/24").code()).isEqualTo(1101);
    assertThat(join(vxnet, vpc, "172.16.2.0/24").code()).isEqualTo(1400);
    String unmanaged = own.ok("CreateVxnets", "vxnet_type", "0").text("/vxnets/0");
    assertThat(join(unmanaged, vpc, "172.16.3.0/24").code()).isEqualTo(1400);
  }

  @Test
  void join_whoseJobFails_leavesTheNetworkAlone() {
    String vpc = vpc();
    String vxnet = vxnet();
    clouds.cloud.nextJob(QingCloudClouds.OWN, "JoinRouter", JobEnd.FAILED, "5000");
    join(vxnet, vpc, "172.16.1.0/24");
    clouds.settle();
    assertThat(own.ok("DescribeRouterVxnets", "router", vpc).text("/total_count")).isEqualTo("0");
    assertThat(own.ok("DeleteVxnets", "vxnets.1", vxnet).code()).isZero();
  }

  @Test
  void leave_joined_frees() {
    String vpc = vpc();
    String vxnet = vxnet();
    join(vxnet, vpc, "172.16.1.0/24");
    clouds.settle();
    assertThat(own.call("DeleteRouters", "routers.1", vpc).code()).isEqualTo(5400);
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet).code()).isEqualTo(5400);
    clouds.done(own, "LeaveRouter", "router", vpc, "vxnets.1", vxnet);
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet).code()).isZero();
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet).code()).isEqualTo(2100);
  }

  @Test
  void delete_whatIsInUse_isDeniedWhereTheCloudSaysSo() {
    QingCloudClouds other = new QingCloudClouds(QingCloudSwitch.DEPENDENCY_IS_5400, false);
    String vpc = other.console().createVpc("172.16.0.0/16");
    other.console().createVxnet(vpc, "172.16.1.0/24");
    assertThat(other.own().call("DeleteRouters", "routers.1", vpc).code()).isEqualTo(1400);
  }

  @Test
  void statics_added_workWhenTheVpcIsUpdated() {
    String vpc = vpc();
    Answer added =
        own.ok(
            "AddRouterStatics",
            "router",
            vpc,
            "statics.1.static_type",
            "1",
            "statics.1.val1",
            "8080",
            "statics.1.val2",
            "172.16.1.2",
            "statics.1.val3",
            "80",
            "statics.1.val4",
            "tcp");
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("0");
    Answer updating = own.ok("UpdateRouters", "routers.1", vpc);
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("0");
    assertThat(own.call("UpdateRouters", "routers.1", vpc).code()).isEqualTo(1400);
    clouds.settle();
    assertThat(job(updating)).isEqualTo("successful");
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("1");
    Answer statics = own.ok("DescribeRouterStatics", "router", vpc, "static_type", "1");
    assertThat(statics.text("/router_static_set/0/val2")).isEqualTo("172.16.1.2");
    own.ok("DeleteRouterStatics", "router_statics.1", added.text("/router_statics/0"));
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("0");
  }

  @Test
  void statics_modified_areDirtyUntilTheVpcIsUpdated() {
    String vpc = vpc();
    String border = clouds.console().createBorder("b");
    String policy = clouds.console().addIntranetPolicy(vpc, "p", "172.17.1.0/24", border);
    clouds.console().applyRouter(vpc);
    Answer modified =
        own.ok(
            "ModifyRouterStaticAttributes",
            "router_static",
            policy,
            "router_static_name",
            "q",
            "val1",
            "172.17.2.0/24");
    assertThat(modified.text("/router_static_id")).isEqualTo(policy);
    Answer statics = own.ok("DescribeRouterStatics", "router_statics.1", policy);
    assertThat(statics.text("/router_static_set/0/val1")).isEqualTo("172.17.2.0/24");
    assertThat(statics.text("/router_static_set/0/val2")).isEqualTo(border);
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("0");
  }

  @Test
  void statics_ofTheUndocumentedType_needTheirSwitch() {
    String vpc = vpc();
    String border = clouds.console().createBorder("b");
    String[] policy = {
      "router",
      vpc,
      "statics.1.static_type",
      "21",
      "statics.1.val1",
      "172.17.1.0/24",
      "statics.1.val2",
      border
    };
    assertThat(own.call("AddRouterStatics", policy).code()).isZero();
    QingCloudClouds strict = new QingCloudClouds(QingCloudSwitch.POLICY_BY_API, false);
    policy[1] = strict.console().createVpc("172.16.0.0/16");
    policy[7] = strict.console().createBorder("b");
    assertThat(strict.own().call("AddRouterStatics", policy).code()).isEqualTo(1101);
    assertThat(strict.console().addIntranetPolicy(policy[1], "p", "172.17.1.0/24", policy[7]))
        .startsWith("rtrs-");
  }

  @Test
  void policy_ofTheConsole_isAStaticOfTheApi() {
    String vpc = vpc();
    String border = clouds.console().createBorder("b");
    String policy = clouds.console().addIntranetPolicy(vpc, "to ledger", "172.17.1.0/24", border);
    Answer statics = own.ok("DescribeRouterStatics", "router", vpc);
    assertThat(statics.text("/router_static_set/0/router_static_id")).isEqualTo(policy);
    assertThat(statics.text("/router_static_set/0/router_static_name")).isEqualTo("to ledger");
    assertThat(statics.text("/router_static_set/0/val1")).isEqualTo("172.17.1.0/24");
    assertThat(statics.text("/router_static_set/0/val2")).isEqualTo(border);
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("0");
    clouds.console().applyRouter(vpc);
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("1");
    assertThat(clouds.console().removeIntranetPolicy(vpc, "172.17.1.0/24")).isOne();
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("0");
  }

  @Test
  void modify_nameAndDhcp_areKept() {
    String vpc = vpc();
    String vxnet = clouds.console().createVxnet(vpc, "172.16.1.0/24");
    own.ok(
        "ModifyRouterAttributes",
        "router",
        vpc,
        "router_name",
        "other",
        "description",
        "mark",
        "vxnet",
        vxnet,
        "dyn_ip_end",
        "172.16.1.250",
        "features",
        "1");
    assertThat(described(vpc).text("/router_set/0/router_name")).isEqualTo("other");
    assertThat(described(vpc).text("/router_set/0/description")).isEqualTo("mark");
    assertThat(described(vpc).text("/router_set/0/is_applied")).isEqualTo("0");
    assertThat(own.ok("DescribeRouterVxnets", "router", vpc).text("/router_vxnet_set/0/dyn_ip_end"))
        .isEqualTo("172.16.1.250");
    own.ok("ModifyVxnetAttributes", "vxnet", vxnet, "vxnet_name", "n", "description", "d");
    assertThat(own.ok("DescribeVxnets").texts("/vxnet_set", "vxnet_name")).isEqualTo(List.of("n"));
  }

  @Test
  void create_whoseEffectIsLate_isThereThen() {
    clouds.cloud.faults().on("CreateVxnets").lateEffect(Duration.ofSeconds(40));
    assertThatThrownBy(() -> own.call("CreateVxnets", "vxnet_type", "1", "vxnet_name", "late"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(own.ok("DescribeVxnets").text("/total_count")).isEqualTo("0");
    clouds.pass(Duration.ofSeconds(41));
    assertThat(own.ok("DescribeVxnets").texts("/vxnet_set", "vxnet_name")).containsExactly("late");
  }

  @Test
  void lag_ofReads_showsThePast() {
    clouds.cloud.lag(Duration.ofSeconds(30));
    own.ok("CreateVxnets", "vxnet_type", "1");
    assertThat(own.ok("DescribeVxnets").text("/total_count")).isEqualTo("0");
    clouds.pass(Duration.ofSeconds(31));
    assertThat(own.ok("DescribeVxnets").text("/total_count")).isEqualTo("1");
  }

  @Test
  void read_stale_showsThePast() {
    own.ok("CreateVxnets", "vxnet_type", "1");
    clouds.pass(Duration.ofSeconds(10));
    clouds.cloud.faults().on("DescribeVxnets").stale(Duration.ofSeconds(20));
    assertThat(own.ok("DescribeVxnets").text("/total_count")).isEqualTo("0");
    assertThat(own.ok("DescribeVxnets").text("/total_count")).isEqualTo("1");
  }

  @Test
  void fork_livesOnItsOwn() {
    vxnet();
    FakeQingCloud fork = clouds.cloud.fork();
    assertThat(fork.dump()).isEqualTo(clouds.cloud.dump());
    QingCloudClient.of(fork, QingCloudClouds.OWN, "pek3").ok("CreateVxnets", "vxnet_type", "1");
    assertThat(fork.dump()).isNotEqualTo(clouds.cloud.dump());
    assertThat(own.ok("DescribeVxnets").text("/total_count")).isEqualTo("1");
  }

  @Test
  void dump_afterMakingAndDeleting_isTheSame() {
    String before = clouds.cloud.dump();
    String vpc = vpc();
    String vxnet = vxnet();
    join(vxnet, vpc, "172.16.1.0/24");
    assertThat(clouds.cloud.dump()).contains(vpc).contains(vxnet);
    clouds.settle();
    clouds.done(own, "LeaveRouter", "router", vpc, "vxnets.1", vxnet);
    own.ok("DeleteVxnets", "vxnets.1", vxnet);
    own.ok("DeleteRouters", "routers.1", vpc);
    assertThat(clouds.cloud.dump()).isEqualTo(before);
  }
}
