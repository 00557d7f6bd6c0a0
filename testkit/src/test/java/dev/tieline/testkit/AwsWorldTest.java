package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for the whole cloud: seeds, forks under load, dumps, places, and the console. */
class AwsWorldTest {

  private final Clouds clouds = new Clouds();

  private static String play(Clouds clouds) {
    Console console = clouds.tokyoConsole();
    String vpc = console.createVpc("10.20.0.0/16");
    console.runInstance(console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a"));
    clouds.peer(vpc, clouds.singaporeConsole().createVpc("172.31.0.0/16"));
    return clouds.tokyo().call("DescribeInstances").body() + clouds.aws.dump();
  }

  @Test
  void seed_sameMoves_giveTheSameBytes() {
    assertThat(play(new Clouds())).isEqualTo(play(clouds));
  }

  @Test
  void seed_other_givesOtherIdsAndKeys() {
    FakeAws one = FakeAws.builder().account(Clouds.OWN).regions(Clouds.TOKYO).seed(1).build();
    FakeAws two = FakeAws.builder().account(Clouds.OWN).regions(Clouds.TOKYO).seed(2).build();
    assertThat(one.keys(Clouds.OWN)).isNotEqualTo(two.keys(Clouds.OWN));
    assertThat(one.console(Clouds.OWN, Clouds.TOKYO).createVpc("10.0.0.0/16"))
        .isNotEqualTo(two.console(Clouds.OWN, Clouds.TOKYO).createVpc("10.0.0.0/16"));
  }

  @Test
  void handle_manyThreads_loseNothing() throws Exception {
    clouds.aws.quota(Clouds.OWN, Clouds.TOKYO, "L-F678F1CE", 1000);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> made = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        made.add(
            pool.submit(
                () ->
                    clouds
                        .tokyo()
                        .call("CreateVpc", "CidrBlock", "10.0.0.0/16")
                        .first("vpc/vpcId")));
      }
      List<String> ids = new ArrayList<>();
      for (Future<String> id : made) {
        ids.add(id.get());
      }
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(clouds.tokyo().call("DescribeVpcs").all("vpcSet/item/vpcId"))
          .containsExactlyInAnyOrderElementsOf(ids);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void dump_timePasses_isTheSame() {
    Console console = clouds.tokyoConsole();
    String vpc = console.createVpc("10.20.0.0/16");
    console.runInstance(console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a"));
    console.call("AssociateVpcCidrBlock", Map.of("VpcId", vpc, "CidrBlock", "10.21.0.0/16"));
    String fresh = clouds.aws.dump();
    clouds.settle();
    assertThat(clouds.aws.dump()).isEqualTo(fresh);
  }

  @Test
  void dump_attributeChanged_differs() {
    String vpc = clouds.tokyoConsole().createVpc("10.20.0.0/16");
    String before = clouds.aws.dump();
    clouds
        .tokyoConsole()
        .call("ModifyVpcAttribute", Map.of("VpcId", vpc, "EnableDnsHostnames.Value", "true"));
    assertThat(clouds.aws.dump()).isNotEqualTo(before);
  }

  @Test
  void accounts_twoOfThem_doNotSeeEachOther() {
    String vpc = clouds.tokyoConsole().createVpc("10.20.0.0/16");
    Client other = Client.of(clouds.aws, Clouds.OTHER, Clouds.TOKYO);
    assertThat(other.call("DescribeVpcs", "VpcId.1", vpc).code())
        .isEqualTo("InvalidVpcID.NotFound");
    assertThat(clouds.singapore().call("DescribeVpcs").all("vpcSet/item")).isEmpty();
  }

  @Test
  void places_askedFor_areTold() {
    Client tokyo = clouds.tokyo();
    assertThat(tokyo.call("DescribeRegions").all("regionInfo/item/regionName"))
        .containsExactly(Clouds.TOKYO, Clouds.SINGAPORE);
    assertThat(tokyo.call("DescribeRegions", "RegionName.1", "mars-1").code())
        .isEqualTo("InvalidParameterValue");
    assertThat(tokyo.call("DescribeManagedPrefixLists").all("prefixListSet/item/prefixListName"))
        .containsExactlyInAnyOrder(
            "com.amazonaws.ap-northeast-1.s3", "com.amazonaws.ap-northeast-1.dynamodb");
    assertThat(
            tokyo
                .call("DescribeAccountAttributes", "AttributeName.1", "default-vpc")
                .first("accountAttributeSet/item/attributeValueSet/item/attributeValue"))
        .isEqualTo("none");
    String options = tokyo.call("DescribeDhcpOptions").first("dhcpOptionsSet/item/dhcpOptionsId");
    clouds.tokyoConsole().tag(options, "Name", "default");
    assertThat(
            tokyo
                .call("DescribeDhcpOptions", "Filter.1.Name", "tag:Name", "Filter.1.Value.1", "d*")
                .all("dhcpOptionsSet/item/dhcpOptionsId"))
        .containsExactly(options);
  }

  @Test
  void console_refused_tellsTheCloudsWords() {
    assertThatIllegalStateException()
        .isThrownBy(() -> clouds.tokyoConsole().createVpc("10.0.0.0/8"))
        .withMessage("CreateVpc: InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid.");
  }

  @Test
  void console_unknownAccountOrRegion_isAnArgumentError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clouds.aws.console("000000000000", Clouds.TOKYO))
        .withMessage("account: 000000000000 (expected one of: 111122223333, 444455556666)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clouds.aws.console(Clouds.OWN, "mars-1"))
        .withMessageStartingWith("region: mars-1");
  }

  @Test
  void describe_zoneOrAttributeThatIsNone_isInvalid() {
    Client tokyo = clouds.tokyo();
    assertThat(tokyo.call("DescribeAvailabilityZones", "ZoneId.1", "apne1-az9").code())
        .isEqualTo("InvalidParameterValue");
    assertThat(tokyo.call("DescribeAccountAttributes", "AttributeName.1", "nope").code())
        .isEqualTo("InvalidParameterValue");
  }
}
