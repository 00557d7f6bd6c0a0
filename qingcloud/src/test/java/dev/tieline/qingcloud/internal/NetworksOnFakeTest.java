package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.plan.Plan;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** VPCs and vxnets of ours on the fake, made, found again and removed. */
class NetworksOnFakeTest {
  private final FakeSite site = new FakeSite();

  @AfterEach
  void close() {
    site.close();
  }

  private static Topology managed() {
    return Topology.named("shop")
        .network(
            "vpc1",
            QingCloudVpc.managed("main", "pek3", "172.16.0.0/16")
                .vxnet("web", "172.16.1.0/24")
                .vxnet("db", "172.16.2.0/24", "172.16.2.2"))
        .build();
  }

  private Outcome apply(Topology topology) {
    return site.tieline.apply(topology);
  }

  @Test
  void apply_managedVpc_isThereWithItsVxnetsAndNothingIsLeftToDo() {
    Outcome outcome = apply(managed());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(site.tieline.plan(managed()).steps()).isEmpty();
    assertThat(site.cloud.dump())
        .contains("tieline/acme/shop network.vpc1/vxnet.web")
        .contains("172.16.2.0/24");
  }

  @Test
  void apply_managedVpc_projectsWhatIsSurveyedThen() {
    Plan plan = site.tieline.plan(managed());
    apply(managed());

    assertThat(site.tieline.plan(managed()).projected().routeTables())
        .hasSameSizeAs(plan.projected().routeTables());
  }

  @Test
  void apply_borderAddressIsKept_dhcpGivesAnotherOne() {
    apply(managed());
    String db =
        site.tieline.plan(managed()).projected().subnets().stream()
            .filter(s -> s.name().equals("db"))
            .findFirst()
            .orElseThrow()
            .id();

    Host host = site.pek3.createInstance(db, "");

    assertThat(host.privateIp()).isNotEqualTo("172.16.2.2");
  }

  @Test
  void destroy_managedVpc_leavesNothing() {
    String before = site.cloud.dump();
    apply(managed());

    assertThat(site.destroyed("shop")).isTrue();
    assertThat(site.cloud.dump()).isEqualTo(before);
  }

  @Test
  void apply_renamedNetwork_isRenamedAndNotRebuilt() {
    Outcome first = apply(managed());
    Outcome second =
        apply(
            Topology.named("shop")
                .network(
                    "front",
                    QingCloudVpc.managed("main", "pek3", "172.16.0.0/16")
                        .vxnet("web", "172.16.1.0/24")
                        .vxnet("store", "172.16.2.0/24", "172.16.2.2"))
                .build());

    assertThat(second.isReady()).as(second.toString()).isTrue();
    assertThat(second.id("network.front")).isEqualTo(first.id("network.vpc1"));
    assertThat(second.id("network.front/vxnet.store")).isEqualTo(first.id("network.vpc1/vxnet.db"));
  }

  @Test
  void apply_vxnetInAnExistingVpc_leavesTheVpcWhenItGoes() {
    String vpc = site.pek3.createVpc("172.16.0.0/16");
    String before = site.cloud.dump();
    Topology topology =
        Topology.named("shop")
            .network(
                "vpc1", QingCloudVpc.existing("main", "pek3", vpc).vxnet("web", "172.16.1.0/24"))
            .build();

    Outcome outcome = apply(topology);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(site.destroyed("shop")).isTrue();
    assertThat(site.cloud.dump()).isEqualTo(before);
  }

  @Test
  void apply_vxnetOfOthersWithTheWishedBlock_isAdoptedAndStays() {
    String vpc = site.pek3.createVpc("172.16.0.0/16");
    String theirs = site.pek3.createVxnet(vpc, "172.16.1.0/24");
    String before = site.cloud.dump();
    Topology topology =
        Topology.named("shop")
            .network(
                "vpc1", QingCloudVpc.existing("main", "pek3", vpc).vxnet("web", "172.16.1.0/24"))
            .build();

    Outcome outcome = apply(topology);

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(outcome.id("network.vpc1/vxnet.web")).contains(theirs);
    assertThat(site.destroyed("shop")).isTrue();
    assertThat(site.cloud.dump()).isEqualTo(before);
  }

  @Test
  void plan_vxnetOutsideOfTheVpc_isAFinding() {
    String vpc = site.pek3.createVpc("172.16.0.0/16");

    assertThat(
            site.tieline
                .plan(
                    Topology.named("shop")
                        .network(
                            "vpc1",
                            QingCloudVpc.existing("main", "pek3", vpc)
                                .vxnet("web", "172.17.1.0/24"))
                        .build())
                .findings())
        .extracting(Finding::code)
        .containsExactly("VXNET_OUTSIDE_VPC");
  }

  @Test
  void plan_unusualBlock_isAWarning() {
    List<Finding> findings =
        site.tieline
            .plan(
                Topology.named("shop")
                    .network("vpc1", QingCloudVpc.managed("main", "pek3", "10.1.0.0/16"))
                    .build())
            .findings();

    assertThat(findings)
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("UNUSUAL_BLOCK");
              assertThat(f.what()).contains("10.1.0.0/16 (expected: 192.168.0.0/16");
            });
  }

  @Test
  void apply_balanceTooLow_saysSoInTheCloudsWords() {
    site.cloud.balanceTooLow(FakeSite.USER, true);

    Outcome outcome = apply(managed());

    assertThat(outcome.failed())
        .singleElement()
        .satisfies(f -> assertThat(f.why()).contains("the balance of the account is too low"));
  }
}
