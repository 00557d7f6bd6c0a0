package dev.tieline.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tieline.net.Traffic;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsVpcTest {
  private static final String TOKYO = "ap-northeast-1";

  @ParameterizedTest
  @ValueSource(strings = {"10.20.0.0", "10.20.0.0/33", "10.20.0.1/16", "10.20/16", "x", ""})
  void managed_malformedBlock_isRefusedNamingFieldFoundAndExpected(String block) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsVpc.managed("main", TOKYO, block))
        .withMessageContaining("block of managed VPC")
        .withMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/15", "10.0.0.0/29", "10.0.0.0/8"})
  void managed_blockOfNoSizeThatAwsHas_isRefused(String block) {
    AwsVpc.Managed vpc = AwsVpc.managed("main", TOKYO, "10.0.0.0/16");
    for (ThrowingCallable wish :
        List.<ThrowingCallable>of(
            () -> AwsVpc.managed("main", TOKYO, block),
            () -> vpc.secondaryBlock(block),
            () -> vpc.subnet("a", block, TOKYO + "a"),
            () -> AwsVpc.foreign("444455556666", TOKYO, "vpc-1", block))) {
      assertThatIllegalArgumentException()
          .isThrownBy(wish)
          .withMessageContaining(block + " (expected: from /16 to /28");
    }
  }

  @Test
  void managed_ipv6AsItsBlock_pointsToIpv6() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsVpc.managed("main", TOKYO, "fd00::/56"))
        .withMessageContaining("block of managed VPC: fd00::/56")
        .withMessageContaining("ipv6()");
  }

  @Test
  void managed_freeBlockOfNoSizeThatAwsHas_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsVpc.managed("main", TOKYO, FreeBlock.of(8)))
        .withMessageContaining("free block: /8");
  }

  @Test
  void vpc_null_isRefusedNamingItsField() {
    AwsVpc.Managed vpc = AwsVpc.managed("main", TOKYO, "10.0.0.0/16");
    Map<String, ThrowingCallable> wishes =
        Map.of(
            "account", () -> AwsVpc.existing(null, TOKYO, "vpc-1"),
            "region", () -> AwsVpc.existing("main", null, "vpc-1"),
            "VPC id", () -> AwsVpc.existing("main", TOKYO, null),
            "account id", () -> AwsVpc.foreign(null, TOKYO, "vpc-1", "10.0.0.0/16"),
            "block of foreign VPC",
                () -> AwsVpc.foreign("444455556666", TOKYO, "vpc-1", (String) null),
            "block of managed VPC", () -> AwsVpc.managed("main", TOKYO, (String) null),
            "free block", () -> AwsVpc.managed("main", TOKYO, (FreeBlock) null),
            "subnet name", () -> vpc.subnet(null, "10.0.1.0/24", TOKYO + "a"),
            "zone of subnet a", () -> vpc.subnet("a", "10.0.1.0/24", null));
    wishes.forEach(
        (field, wish) -> assertThatNullPointerException().isThrownBy(wish).withMessage(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tokyo", "Tokyo", "ap-northeast", "AP-northeast-1", "ap-northeast-1a", ""})
  void region_malformed_isRefusedByEveryForm(String region) {
    for (ThrowingCallable wish :
        List.<ThrowingCallable>of(
            () -> AwsVpc.managed("main", region, "10.0.0.0/16"),
            () -> AwsVpc.existing("main", region, "vpc-1"),
            () -> AwsVpc.foreign("444455556666", region, "vpc-1", "10.0.0.0/16"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(wish)
          .withMessage(
              "region: " + region + " (expected: a region's name, such as ap-northeast-1)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"us-east-1a", "ap-northeast-1", "ap-northeast-11", "a", "apne1", "1a", ""})
  void subnet_zoneThatIsNoneOfTheRegion_isRefused(String zone) {
    for (ThrowingCallable wish :
        List.<ThrowingCallable>of(
            () -> AwsVpc.managed("main", TOKYO, "10.0.0.0/16").subnet("a", "10.0.1.0/24", zone),
            () -> AwsVpc.existing("main", TOKYO, "vpc-1").subnet("a", "10.0.1.0/24", zone))) {
      assertThatIllegalArgumentException()
          .isThrownBy(wish)
          .withMessageStartingWith("zone of subnet a: ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-east-1a",
        "us-east-1z",
        "use1-az4",
        "us-east-1-bos-1a",
        "use1-bos1-az1",
        "us-east-1-wl1-bos-wlz-1",
        "use1-wl1-bos-wlz1"
      })
  void subnet_zonesOfEveryShape_areTaken(String zone) {
    AwsVpc.Managed vpc =
        AwsVpc.managed("main", "us-east-1", "10.0.0.0/16").subnet("a", "10.0.1.0/24", zone);
    assertThat(vpc).isNotEqualTo(AwsVpc.managed("main", "us-east-1", "10.0.0.0/16"));
  }

  @Test
  void subnet_malformedBlock_namesTheSubnet() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                    .subnet("a", "10.20.1.5/24", TOKYO + "a"))
        .withMessageContaining("block of subnet a")
        .withMessageContaining("10.20.1.0/24");
  }

  @Test
  void subnet_sameNameTwice_isRefused() {
    AwsVpc.Managed vpc =
        AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1.0/24", TOKYO + "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vpc.subnet("a", "10.20.2.0/24", TOKYO + "a"))
        .withMessageContaining("subnet: a");
  }

  @Test
  void routeTable_unknownSubnet_listsThoseThatAreThere() {
    AwsVpc.Managed vpc =
        AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1.0/24", TOKYO + "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vpc.routeTable("private", "b"))
        .withMessage("route table private names subnet \"b\" (expected one of: a)");
  }

  @Test
  void routeTable_subnetInTwo_isRefused() {
    AwsVpc.Managed vpc =
        AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
            .subnet("a", "10.20.1.0/24", TOKYO + "a")
            .routeTable("one", "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vpc.routeTable("two", "a"))
        .withMessageContaining("subnet a: in two route tables");
  }

  @Test
  void subnet_returnsANewValueAndLeavesTheOldOne() {
    AwsVpc.Managed vpc = AwsVpc.managed("main", TOKYO, "10.20.0.0/16");
    AwsVpc.Managed more = vpc.subnet("a", "10.20.1.0/24", TOKYO + "a");
    assertThat(more).isNotEqualTo(vpc);
    assertThat(vpc).isEqualTo(AwsVpc.managed("main", TOKYO, "10.20.0.0/16"));
  }

  @Test
  void existing_idOfSomethingElse_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsVpc.existing("main", TOKYO, "subnet-1"))
        .withMessage("VPC id: subnet-1 (expected: vpc-...)");
  }

  @Test
  void associate_subnetTwice_isRefused() {
    AwsVpc.Existing vpc = AwsVpc.existing("main", TOKYO, "vpc-1").associate("subnet-1", "rtb-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vpc.associate("subnet-1", "rtb-2"))
        .withMessageContaining("subnet-1");
  }

  @Test
  void foreign_aliasInsteadOfAccountId_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsVpc.foreign("partner", TOKYO, "vpc-1", "10.0.0.0/16"))
        .withMessage("account id: partner (expected: 12 digits)");
  }

  @Test
  void foreign_noBlocks_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsVpc.foreign("444455556666", TOKYO, "vpc-1"))
        .withMessageContaining("blocks of foreign VPC");
  }

  @Test
  void json_everyForm_comesBackEqual() {
    Topology topology =
        Topology.named("all")
            .network(
                "fixed",
                AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                    .subnet("a", "10.20.1.0/24", TOKYO + "a")
                    .subnet("b", FreeBlock.of(24), TOKYO + "c")
                    .secondaryBlock("100.64.0.0/16")
                    .routeTable("private", "b")
                    .ipv6()
                    .dnsHostnames())
            .network(
                "free", AwsVpc.managed("main", "eu-west-1", FreeBlock.of(16).within("10.0.0.0/8")))
            .network(
                "existing",
                AwsVpc.existing("main", TOKYO, "vpc-1")
                    .subnet("x", "172.31.9.0/24", TOKYO + "a")
                    .associate("subnet-1", "rtb-1"))
            .network(
                "foreign",
                AwsVpc.foreign("444455556666", TOKYO, "vpc-2", "10.8.0.0/16", "2001:db8::/56"))
            .peer("fixed", "existing", p -> p.allow(Traffic.tcp(22)).with(AwsPeering.DNS_BOTH_WAYS))
            .peer("free", "foreign", p -> p.with(AwsPeering.REQUESTED_BY_PEER))
            .peer("free", "existing", p -> p.with(AwsPeering.dnsOf("free")))
            .build();
    Topology back = Topology.parse(topology.toJson());
    assertThat(back.networks()).isEqualTo(topology.networks());
    assertThat(back.links()).isEqualTo(topology.links());
  }

  @Test
  void json_malformedBlock_namesThePath() {
    String json =
        Topology.named("one")
            .network("n", AwsVpc.managed("main", TOKYO, "10.20.0.0/16"))
            .build()
            .toJson()
            .replace("10.20.0.0/16", "10.20.0.1/16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Topology.parse(json))
        .withMessageContaining("10.20.0.1/16");
  }

  @Test
  void option_unknownText_listsThoseThatExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsPeering.parse("dns"))
        .withMessageContaining("dns-both-ways")
        .withMessageContaining("requested-by-peer");
  }
}
