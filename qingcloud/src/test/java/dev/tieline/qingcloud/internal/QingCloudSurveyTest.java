package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.check.Finding;
import dev.tieline.plan.Plan;
import dev.tieline.qingcloud.QingCloudCredentials;
import dev.tieline.qingcloud.QingCloudProvider;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** VPC rtr-1 of account usr-CT3owI01 in Beijing 3, with one vxnet, looked at by a plan. */
class QingCloudSurveyTest {
  private static final Topology TOPOLOGY =
      Topology.named("t").network("vpc1", QingCloudVpc.existing("main", "pek3", "rtr-1")).build();

  private final Script script =
      new Script()
          .on(
              "DescribeAccessKeys",
              Map.of(
                  "access_key_set",
                  List.of(
                      Map.of(
                          "access_key_id", "AKID",
                          "secret_access_key", "s3cr3t",
                          "owner", "usr-sub00001",
                          "root_user_id", "usr-CT3owI01"))))
          .on("DescribeVxnets", Map.of("vxnet_set", List.of()))
          .on("DescribeVpcBorders", Map.of("vpc_border_set", List.of()))
          .on("DescribeRouteTables", Map.of("routing_table_set", List.of()))
          .on("DescribeLoadBalancers", Map.of("loadbalancer_set", List.of()))
          .on("DescribeEips", Map.of("eip_set", List.of()))
          .on("DescribeSecurityGroups", Map.of("security_group_set", List.of()))
          .on("DescribeRouterStatics", Map.of("router_static_set", List.of()))
          .on("DescribeRoutingTableResources", Map.of("resource_user_group_set", List.of()));

  /** What is found of the wish, and not of objects that may have left it. */
  private static List<Finding> findings(Plan plan) {
    return plan.findings().stream().filter(f -> !f.part().startsWith("topology.")).toList();
  }

  private Script vpc(int type) {
    return script
        .on(
            "DescribeRouters",
            Map.of(
                "router_set",
                List.of(
                    Map.of(
                        "router_id", "rtr-1",
                        "router_name", "shop",
                        "status", "active",
                        "router_type", type,
                        "vpc_network", "172.16.0.0/16"))))
        .on(
            "DescribeRouterVxnets",
            Map.of(
                "router_vxnet_set",
                List.of(
                    Map.of(
                        "router_id", "rtr-1",
                        "vxnet_id", "vxnet-1",
                        "vxnet_name", "vxnet1",
                        "ip_network", "172.16.1.0/24"))));
  }

  private Plan plan(String declared) {
    QingCloudProvider.Builder builder = QingCloudProvider.builder().zones("pek3").transport(script);
    QingCloudCredentials keys = QingCloudCredentials.of("AKID", "s3cr3t");
    QingCloudProvider provider =
        (declared.isEmpty()
                ? builder.account("main", keys)
                : builder.account("main", keys, declared))
            .build();
    try (Tieline tieline = Tieline.builder().namespace("acme").provider(provider).build()) {
      return tieline.plan(TOPOLOGY);
    }
  }

  @Test
  void plan_vpcThatIsThere_isInThePictureAndChangesNothing() {
    vpc(1);

    Plan plan = plan("usr-CT3owI01");

    assertThat(plan.findings()).isEmpty();
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.projected().vpcs())
        .extracting(v -> v.id() + " " + v.cidrs())
        .containsExactly("rtr-1 [172.16.0.0/16]");
    assertThat(plan.projected().subnets()).extracting(s -> s.name()).containsExactly("vxnet1");
    assertThat(script.actions())
        .containsExactlyInAnyOrder(
            "DescribeAccessKeys",
            "DescribeZones",
            "DescribeRouters",
            "DescribeVxnets",
            "DescribeVpcBorders",
            "DescribeRouteTables",
            "DescribeLoadBalancers",
            "DescribeEips",
            "DescribeSecurityGroups",
            "DescribeRouterVxnets",
            "DescribeRouterStatics",
            "DescribeRoutingTableResources");
    assertThat(script.asked("DescribeAccessKeys").get(0)).containsEntry("access_keys.1", "AKID");
  }

  @Test
  void plan_anotherAccountThanDeclared_isAFindingAndNothingIsUsed() {
    vpc(1);

    Plan plan = plan("usr-Other001");

    assertThat(findings(plan)).extracting(Finding::code).containsExactly("WRONG_ACCOUNT");
    assertThat(findings(plan).get(0).what())
        .contains("account alias main is account usr-CT3owI01 (expected: usr-Other001");
    assertThat(plan.projected().vpcs()).isEmpty();
  }

  @Test
  void plan_accountThatNobodyTells_isAFindingIfItWasDeclared() {
    Script silent = new Script().refusing("DescribeAccessKeys", 1100, "unknown action");
    vpc(1);

    assertThat(findings(planOn(silent, "usr-CT3owI01")))
        .extracting(Finding::code)
        .containsExactly("ACCOUNT_UNKNOWN");
  }

  @Test
  void plan_clockOff_isAFindingThatSaysSo() {
    Script late =
        new Script()
            .refusing("DescribeAccessKeys", 1300, "expired")
            .refusing("DescribeRouters", 1300, "expired");

    assertThat(findings(planOn(late, "usr-CT3owI01")))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("CLOCK_SKEW");
              assertThat(f.why()).contains("more than 60 seconds old");
            });
  }

  private static Plan planOn(Script script, String declared) {
    try (Tieline tieline =
        Tieline.builder()
            .namespace("acme")
            .provider(
                QingCloudProvider.builder()
                    .zones("pek3")
                    .transport(script)
                    .account("main", QingCloudCredentials.of("AKID", "s3cr3t"), declared)
                    .build())
            .build()) {
      return tieline.plan(TOPOLOGY);
    }
  }

  @Test
  void plan_twoAliasesOfOneAccount_isAFinding() {
    vpc(1);
    script.on("DescribeAccessKeys", Map.of());
    Script both =
        vpcs()
            .onAny(
                "DescribeAccessKeys",
                asked ->
                    Script.ok(
                        "DescribeAccessKeys",
                        Map.of(
                            "access_key_set",
                            List.of(
                                Map.of(
                                    "access_key_id",
                                    asked.get("access_keys.1"),
                                    "root_user_id",
                                    "usr-CT3owI01")))));
    try (Tieline tieline =
        Tieline.builder()
            .namespace("acme")
            .provider(
                QingCloudProvider.builder()
                    .zones("pek3")
                    .transport(both)
                    .account("main", QingCloudCredentials.of("AKID", "s3cr3t"))
                    .account("twin", QingCloudCredentials.of("AKID2", "s3cr3t"))
                    .build())
            .build()) {
      assertThat(findings(tieline.plan(TOPOLOGY)))
          .extracting(Finding::code)
          .containsExactly("ACCOUNT_TWICE");
    }
  }

  private static Script vpcs() {
    return new Script()
        .on("DescribeRouters", Map.of("router_set", List.of()))
        .on("DescribeRouterVxnets", Map.of());
  }

  @Test
  void plan_zoneThatTheAccountHasNot_isAFinding() {
    vpc(1);
    script.on(
        "DescribeZones",
        Map.of(
            "zone_set",
            List.of(
                Map.of("zone_id", "gd2", "region_id", "gd2", "status", "active"),
                Map.of("zone_id", "pek3a", "status", "active"))));

    assertThat(findings(plan("")))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("ZONE_NOT_FOUND");
              assertThat(f.what())
                  .isEqualTo("there is no zone pek3 for account main (there are: gd2, pek3a)");
            });
  }

  @Test
  void plan_vpcThatIsNotThere_isAFinding() {
    script.on("DescribeRouters", Map.of("router_set", List.of()));

    assertThat(findings(plan("")))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("VPC_NOT_FOUND");
              assertThat(f.what()).isEqualTo("there is no VPC rtr-1 in zone pek3 of account main");
            });
  }

  @Test
  void plan_vpcOfAnUnknownType_mayBeFree() {
    vpc(7);

    assertThat(findings(plan("")))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("FREE_VPC");
              assertThat(f.what()).contains("rtr-1 is of type 7 (expected: 0 to 3)");
            });
  }

  @Test
  void plan_routersDenied_isUnreadableWithTheCloudsWords() {
    script.refusing("DescribeRouters", 1400, "you may not look");

    assertThat(findings(plan("")))
        .singleElement()
        .satisfies(f -> assertThat(f.what()).contains("you may not look"));
  }
}
