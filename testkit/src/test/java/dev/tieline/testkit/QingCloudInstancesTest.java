package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.QingCloudClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Instances, security groups and tags. */
class QingCloudInstancesTest {
  private QingCloudClouds clouds = new QingCloudClouds();
  private QingCloudClient own = clouds.own();
  private String vpc = clouds.console().createVpc("172.16.0.0/16");
  private String vxnet = clouds.console().createVxnet(vpc, "172.16.1.0/24", "172.16.1.253");

  private Answer run(String place) {
    Answer answer =
        own.call(
            "RunInstances",
            "image_id",
            "centos75x64",
            "instance_type",
            "small_b",
            "login_mode",
            "passwd",
            "login_passwd",
            "Secret123",
            "instance_name",
            "web",
            "vxnets.1",
            place);
    clouds.settle();
    return answer;
  }

  @Test
  void run_atAnAddress_hasIt() {
    String instance = run(vxnet + "|172.16.1.2").text("/instances/0");
    Answer found = own.ok("DescribeInstances", "instances.1", instance, "verbose", "1");
    assertThat(found.text("/instance_set/0/status")).isEqualTo("running");
    assertThat(found.text("/instance_set/0/vxnets/0/private_ip")).isEqualTo("172.16.1.2");
    assertThat(found.text("/instance_set/0/vxnets/0/vxnet_id")).isEqualTo(vxnet);
    assertThat(own.ok("DescribeVxnets").text("/vxnet_set/0/instance_ids/0")).isEqualTo(instance);
    assertThat(run(vxnet + "|172.16.1.2").code()).isEqualTo(1400);
    assertThat(run(vxnet + "|172.16.1.254").code()).isEqualTo(1101);
    assertThat(run("vxnet-0").code()).isZero();
  }

  @Test
  void run_withoutLoginOrSize_isRefused() {
    assertThat(own.call("RunInstances", "image_id", "x", "instance_type", "s").code())
        .isEqualTo(1100);
    assertThat(own.call("RunInstances", "image_id", "x", "login_mode", "passwd").code())
        .isEqualTo(1100);
  }

  @Test
  void run_atTheBordersAddress_isGrantedWhereDhcpOverlooksIt() {
    String open = clouds.console().createVxnet(vpc, "172.16.2.0/24");
    clouds.console().joinBorder(clouds.console().createBorder("b"), open);
    assertThat(run(open + "|172.16.2.254").code()).isZero();
    clouds = new QingCloudClouds(QingCloudSwitch.DHCP_OVERLOOKS_BORDER, false);
    own = clouds.own();
    vpc = clouds.console().createVpc("172.16.0.0/16");
    open = clouds.console().createVxnet(vpc, "172.16.2.0/24");
    clouds.console().joinBorder(clouds.console().createBorder("b"), open);
    assertThat(run(open + "|172.16.2.254").code()).isEqualTo(1400);
  }

  @Test
  void terminate_withoutCease_holdsTheNetworkForTwoHours() {
    String instance = run(vxnet).text("/instances/0");
    clouds.done(own, "TerminateInstances", "instances.1", instance);
    assertThat(own.ok("DescribeInstances").text("/instance_set/0/status")).isEqualTo("terminated");
    clouds.done(own, "LeaveRouter", "router", vpc, "vxnets.1", vxnet);
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet).code()).isEqualTo(5400);
    clouds.pass(Duration.ofHours(2));
    assertThat(own.ok("DescribeInstances").text("/instance_set/0/status")).isEqualTo("ceased");
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet).code()).isZero();
  }

  @Test
  void terminate_whereTheBinHoldsNothing_freesTheNetwork() {
    clouds = new QingCloudClouds(QingCloudSwitch.BINNED_INSTANCE_HOLDS_VXNET, false);
    own = clouds.own();
    vpc = clouds.console().createVpc("172.16.0.0/16");
    vxnet = clouds.console().createVxnet(vpc, "172.16.1.0/24");
    String instance = run(vxnet + "|172.16.1.2").text("/instances/0");
    clouds.done(own, "TerminateInstances", "instances.1", instance);
    assertThat(run(vxnet + "|172.16.1.2").code()).isZero();
  }

  @Test
  void terminate_beforeItsLease_is2300() {
    String instance =
        own.ok(
                "RunInstances",
                "image_id",
                "i",
                "cpu",
                "1",
                "memory",
                "1024",
                "login_mode",
                "keypair",
                "login_keypair",
                "kp-1",
                "vxnets.1",
                vxnet)
            .text("/instances/0");
    assertThat(own.call("TerminateInstances", "instances.1", instance).code()).isEqualTo(1400);
    clouds.pass(Duration.ofSeconds(12));
    assertThat(own.call("TerminateInstances", "instances.1", instance).code()).isEqualTo(2300);
  }

  @Test
  void terminate_withCease_isGoneAtOnce() {
    String instance = run(vxnet).text("/instances/0");
    clouds.done(own, "TerminateInstances", "instances.1", instance, "direct_cease", "1");
    assertThat(own.ok("DescribeInstances").text("/instance_set/0/status")).isEqualTo("ceased");
    clouds.done(own, "LeaveRouter", "router", vpc, "vxnets.1", vxnet);
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet).code()).isZero();
  }

  @Test
  void group_ofTheAccount_isThereByDefault() {
    Answer groups = own.ok("DescribeSecurityGroups", "verbose", "1");
    assertThat(groups.text("/security_group_set/0/is_default")).isEqualTo("1");
    String group = groups.text("/security_group_set/0/security_group_id");
    Answer rules = own.ok("DescribeSecurityGroupRules", "security_group", group);
    assertThat(rules.texts("/security_group_rule_set", "protocol"))
        .containsExactlyInAnyOrder("icmp", "tcp");
    assertThat(own.call("DeleteSecurityGroups", "security_groups.1", group).code()).isEqualTo(1400);
  }

  @Test
  void group_changed_isAppliedByAJob() {
    String group =
        own.ok("CreateSecurityGroup", "security_group_name", "g").text("/security_group_id");
    String rule =
        own.ok(
                "AddSecurityGroupRules",
                "security_group",
                group,
                "rules.1.action",
                "accept",
                "rules.1.direction",
                "0",
                "rules.1.priority",
                "7",
                "rules.1.protocol",
                "tcp",
                "rules.1.val1",
                "22",
                "rules.1.val2",
                "",
                "rules.1.val3",
                "")
            .text("/security_group_rules/0");
    assertThat(applied(group)).isEqualTo("0");
    own.ok("ApplySecurityGroup", "security_group", group);
    assertThat(own.call("ApplySecurityGroup", "security_group", group).code()).isEqualTo(1400);
    clouds.settle();
    assertThat(applied(group)).isEqualTo("1");
    own.ok("DeleteSecurityGroupRules", "security_group_rules.1", rule);
    assertThat(applied(group)).isEqualTo("0");
    own.ok("ModifySecurityGroupAttributes", "security_group", group, "description", "mark");
    assertThat(
            own.ok("DescribeSecurityGroups", "security_groups.1", group)
                .text("/security_group_set/0/description"))
        .isEqualTo("mark");
    assertThat(own.call("DeleteSecurityGroups", "security_groups.1", group).code()).isZero();
  }

  private String applied(String group) {
    return own.ok("DescribeSecurityGroups", "security_groups.1", group)
        .text("/security_group_set/0/is_applied");
  }

  @Test
  void group_inUse_isHeld() {
    String group = own.ok("CreateSecurityGroup").text("/security_group_id");
    own.ok("ModifyRouterAttributes", "router", vpc, "security_group", group);
    assertThat(own.ok("DescribeRouters").text("/router_set/0/is_applied")).isEqualTo("1");
    assertThat(own.call("DeleteSecurityGroups", "security_groups.1", group).code()).isEqualTo(5400);
  }

  @Test
  void rule_bad_isRefused() {
    String group = own.ok("CreateSecurityGroup").text("/security_group_id");
    String[] rule = {"security_group", group, "rules.1.protocol", "tcp", "rules.1.priority", "101"};
    assertThat(own.call("AddSecurityGroupRules", rule).code()).isEqualTo(1101);
    rule[5] = "1";
    rule[3] = "smoke";
    assertThat(own.call("AddSecurityGroupRules", rule).code()).isEqualTo(1101);
  }

  @Test
  void tags_attached_areShownAndFilterLists() {
    String tag = own.ok("CreateTag", "tag_name", "shop").text("/tag_id");
    assertThat(own.call("CreateTag", "tag_name", "shop").code()).isEqualTo(2110);
    String[] pair = {
      "resource_tag_pairs.1.tag_id", tag,
      "resource_tag_pairs.1.resource_type", "router",
      "resource_tag_pairs.1.resource_id", vpc
    };
    own.ok("AttachTags", pair);
    assertThat(own.ok("DescribeRouters", "tags.1", tag).text("/router_set/0/tags/0/tag_name"))
        .isEqualTo("shop");
    Answer tags = own.ok("DescribeTags", "verbose", "1");
    assertThat(tags.text("/tag_set/0/resource_tag_pairs/0/resource_id")).isEqualTo(vpc);
    assertThat(tags.text("/tag_set/0/resource_count")).isEqualTo("1");
    clouds.cloud.tagLag(Duration.ofMinutes(1));
    clouds.pass(Duration.ofMinutes(2));
    own.ok("DetachTags", pair);
    assertThat(own.ok("DescribeRouters", "tags.1", tag).text("/total_count")).isEqualTo("1");
    clouds.pass(Duration.ofMinutes(2));
    assertThat(own.ok("DescribeRouters", "tags.1", tag).text("/total_count")).isEqualTo("0");
    own.ok("ModifyTagAttributes", "tag", tag, "tag_name", "other");
    own.ok("DeleteTags", "tags.1", tag);
    assertThat(own.ok("DescribeTags").text("/total_count")).isEqualTo("0");
  }
}
