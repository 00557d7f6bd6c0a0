package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Scripted faults, lags, permissions and the log of calls, in an otherwise empty Tokyo. */
class AwsFaultsTest {

  private final Clouds clouds = new Clouds();
  private final FakeAws aws = clouds.aws;
  private final Client tokyo = clouds.tokyo();

  private Answer create() {
    return tokyo.call("CreateVpc", "CidrBlock", "10.0.0.0/16");
  }

  private List<String> vpcs() {
    return tokyo.call("DescribeVpcs").all("vpcSet/item/vpcId");
  }

  @Test
  void throttle_secondCall_strikesThatOneOnly() {
    aws.faults().on("DescribeVpcs").nth(2).throttle();
    assertThat(tokyo.call("DescribeVpcs").status()).isEqualTo(200);
    Answer struck = tokyo.call("DescribeVpcs");
    assertThat(struck.status()).isEqualTo(503);
    assertThat(struck.code()).isEqualTo("RequestLimitExceeded");
    assertThat(tokyo.call("DescribeVpcs").status()).isEqualTo(200);
  }

  @Test
  void serverError_threeTimes_strikesThree() {
    aws.faults().on("*").serverError().times(3);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      statuses.add(tokyo.call("DescribeVpcs").status());
    }
    assertThat(statuses).containsExactly(500, 500, 500, 200);
  }

  @Test
  void failAfter_create_hasItsEffect() {
    aws.faults().on("CreateVpc").failAfter(503);
    assertThat(create().status()).isEqualTo(503);
    assertThat(vpcs()).hasSize(1);
  }

  @Test
  void failAfter_noErrorOfAServer_isRefused() {
    assertThatThrownBy(() -> aws.faults().on("CreateVpc").failAfter(404))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status: 404 (expected: 500 to 599)");
  }

  @Test
  void resetBefore_create_hasNoEffect() {
    aws.faults().on("CreateVpc").resetBefore();
    assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
    assertThat(vpcs()).isEmpty();
  }

  @Test
  void loseAnswer_create_hasItsEffect() {
    aws.faults().on("CreateVpc").loseAnswer();
    assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
    assertThat(vpcs()).hasSize(1);
  }

  @Test
  void lateEffect_create_comesWhenDue() {
    aws.faults().on("CreateVpc").lateEffect(Duration.ofMinutes(3));
    assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
    clouds.pass(Duration.ofMinutes(3).minusMillis(1));
    assertThat(vpcs()).isEmpty();
    clouds.pass(Duration.ofMillis(1));
    assertThat(vpcs()).hasSize(1);
  }

  @Test
  void lateEffect_underLag_isSeenFromItsOwnTime() {
    aws.lag(Duration.ofMinutes(1));
    aws.faults().on("CreateVpc").lateEffect(Duration.ofMinutes(3));
    assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
    clouds.pass(Duration.ofMinutes(3).plusSeconds(59)); // nobody asked while it became due
    assertThat(vpcs()).isEmpty();
    clouds.pass(Duration.ofSeconds(1));
    assertThat(vpcs()).hasSize(1);
  }

  @Test
  void lateEffects_two_comeInTheOrderOfTheirTimes() {
    aws.faults().on("CreateVpc").lateEffect(Duration.ofMinutes(2));
    assertThatThrownBy(() -> tokyo.call("CreateVpc", "CidrBlock", "10.2.0.0/16"))
        .isInstanceOf(UncheckedIOException.class);
    aws.faults().on("CreateVpc").lateEffect(Duration.ofMinutes(1));
    assertThatThrownBy(() -> tokyo.call("CreateVpc", "CidrBlock", "10.1.0.0/16"))
        .isInstanceOf(UncheckedIOException.class);
    clouds.pass(Duration.ofMinutes(5));
    aws.faults().on("DescribeVpcs").stale(Duration.ofMinutes(3).plusSeconds(30));
    assertThat(tokyo.call("DescribeVpcs").all("vpcSet/item/cidrBlock"))
        .containsExactly("10.1.0.0/16");
    assertThat(vpcs()).hasSize(2);
  }

  @Test
  void deny_createTags_refusesTaggedCreatesOnly() {
    aws.permissions().deny(Clouds.OWN, "ec2:CreateTags");
    String[] tagged = {
      "CidrBlock", "10.0.0.0/16",
      "TagSpecification.1.ResourceType", "vpc",
      "TagSpecification.1.Tag.1.Key", "Name",
      "TagSpecification.1.Tag.1.Value", "shop"
    };
    assertThat(tokyo.call("CreateVpc", tagged).code()).isEqualTo("UnauthorizedOperation");
    assertThat(tokyo.call("CreateVpc", tagged).first("//Message")).contains("ec2:CreateTags");
    assertThat(vpcs()).isEmpty();
    assertThat(create().status()).isEqualTo(200);
  }

  @Test
  void stale_read_answersThePast() {
    create();
    clouds.pass(Duration.ofSeconds(30));
    aws.faults().on("DescribeVpcs").stale(Duration.ofSeconds(40));
    assertThat(vpcs()).isEmpty();
    assertThat(vpcs()).hasSize(1);
  }

  @Test
  void lag_read_trailsTheWrite() {
    aws.lag(Duration.ofSeconds(5));
    create();
    assertThat(vpcs()).isEmpty();
    clouds.pass(Duration.ofSeconds(5));
    assertThat(vpcs()).hasSize(1);
  }

  @Test
  void listLag_list_trailsTheReadById() {
    aws.listLag(Duration.ofSeconds(5));
    String vpc = create().first("vpc/vpcId");
    assertThat(vpcs()).isEmpty();
    assertThat(tokyo.call("DescribeVpcs", "VpcId.1", vpc).all("vpcSet/item/vpcId"))
        .containsExactly(vpc);
    clouds.pass(Duration.ofSeconds(5));
    assertThat(vpcs()).containsExactly(vpc);
  }

  @Test
  void tagLag_tags_trailTheirObject() {
    aws.tagLag(Duration.ofSeconds(5));
    String vpc = create().first("vpc/vpcId");
    tokyo.call("CreateTags", "ResourceId.1", vpc, "Tag.1.Key", "k", "Tag.1.Value", "old");
    clouds.pass(Duration.ofSeconds(4));
    tokyo.call("CreateTags", "ResourceId.1", vpc, "Tag.1.Key", "k", "Tag.1.Value", "new");
    String value = "vpcSet/item/tagSet/item/value";
    assertThat(vpcs()).containsExactly(vpc);
    assertThat(tokyo.call("DescribeVpcs").all(value)).isEmpty();
    clouds.pass(Duration.ofSeconds(1));
    assertThat(tokyo.call("DescribeVpcs").all(value)).containsExactly("old");
    clouds.pass(Duration.ofSeconds(4));
    assertThat(tokyo.call("DescribeVpcs").all(value)).containsExactly("new");
  }

  @Test
  void hide_list_leavesOutAndReadByIdDoesNot() {
    String vpc = create().first("vpc/vpcId");
    String other = create().first("vpc/vpcId");
    aws.faults().on("DescribeVpcs").always().hide(vpc::equals);
    assertThat(vpcs()).containsExactly(other);
    assertThat(tokyo.call("DescribeVpcs", "VpcId.1", vpc).all("vpcSet/item/vpcId"))
        .containsExactly(vpc);
    assertThat(tokyo.call("DeleteVpc", "VpcId", vpc).status()).isEqualTo(200);
  }

  @Test
  void lag_write_seesThePresent() {
    aws.lag(Duration.ofSeconds(5));
    String vpc = create().first("vpc/vpcId");
    assertThat(tokyo.call("DeleteVpc", "VpcId", vpc).status()).isEqualTo(200);
  }

  @Test
  void html_answer_isNoXml() {
    aws.faults().on("DescribeVpcs").html(200);
    assertThat(tokyo.call("DescribeVpcs").body()).startsWith("<html>");
  }

  @Test
  void truncated_create_takesEffectWithHalfAnAnswer() {
    aws.faults().on("CreateVpc").truncated();
    assertThat(create().body()).contains("<CreateVpcResponse").doesNotContain("</CreateVpc");
    assertThat(vpcs()).hasSize(1);
  }

  @Test
  void fault_ofAnotherRegion_doesNotStrike() {
    aws.faults().on("DescribeVpcs").region(Clouds.SINGAPORE).deny();
    assertThat(tokyo.call("DescribeVpcs").status()).isEqualTo(200);
    assertThat(clouds.singapore().call("DescribeVpcs").status()).isEqualTo(403);
  }

  @Test
  void deny_pattern_refusesCallAndRehearsal() {
    aws.permissions().deny(Clouds.OWN, "ec2:create*");
    assertThat(create().code()).isEqualTo("UnauthorizedOperation");
    assertThat(tokyo.call("CreateVpc", "CidrBlock", "10.0.0.0/16", "DryRun", "true").code())
        .isEqualTo("UnauthorizedOperation");
    assertThat(vpcs()).isEmpty();
  }

  @Test
  void allow_list_permitsNothingElse() {
    aws.permissions().allow(Clouds.OWN, "ec2:Describe*");
    assertThat(create().code()).isEqualTo("UnauthorizedOperation");
    assertThat(tokyo.call("DescribeVpcs").status()).isEqualTo(200);
    aws.permissions().reset(Clouds.OWN);
    assertThat(create().status()).isEqualTo(200);
  }

  @Test
  void regionDown_calls_areUnavailableThere() {
    aws.regionDown(Clouds.TOKYO, true);
    assertThat(tokyo.call("DescribeVpcs").status()).isEqualTo(503);
    assertThat(clouds.singapore().call("DescribeVpcs").status()).isEqualTo(200);
    aws.regionDown(Clouds.TOKYO, false);
    assertThat(tokyo.call("DescribeVpcs").status()).isEqualTo(200);
  }

  @Test
  void throttling_switchedOn_emptiesAndRefillsTheBucket() {
    Clouds busy = new Clouds(Switches.ofDefaults().throttling(true), Delays.ofDefaults());
    Client client = busy.tokyo();
    for (int i = 0; i < 100; i++) {
      assertThat(client.call("DescribeVpcs").status()).isEqualTo(200);
    }
    assertThat(client.call("DescribeVpcs").code()).isEqualTo("RequestLimitExceeded");
    busy.pass(Duration.ofMillis(50));
    assertThat(client.call("DescribeVpcs").status()).isEqualTo(200);
    assertThat(client.call("DescribeVpcs").status()).isEqualTo(503);
  }

  @Test
  void calls_madeByClients_areLoggedWithoutTheConsole() {
    clouds.tokyoConsole().createVpc("10.9.0.0/16");
    create();
    tokyo.call("CreateVpc");
    assertThat(aws.calls())
        .containsExactly(
            new Call(
                clouds.clock.instant(),
                Clouds.OWN,
                Clouds.TOKYO,
                "CreateVpc",
                true,
                false,
                200,
                null),
            new Call(
                clouds.clock.instant(),
                Clouds.OWN,
                Clouds.TOKYO,
                "CreateVpc",
                true,
                false,
                400,
                "MissingParameter"));
    aws.resetCalls();
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void observe_call_isToldBeforeAndAfterItsEffect() {
    List<Integer> sizes = new ArrayList<>();
    aws.observe(
        new CallListener() {
          @Override
          public void before(Call call) {
            sizes.add(aws.dump().length());
          }

          @Override
          public void after(Call call) {
            sizes.add(aws.dump().length());
          }
        });
    create();
    assertThat(sizes).hasSize(2);
    assertThat(sizes.get(0)).isLessThan(sizes.get(1));
  }

  @Test
  void observe_parameters_areThoseOfTheWire() {
    List<String> blocks = new ArrayList<>();
    aws.observe(
        new CallListener() {
          @Override
          public void before(Call call, SortedMap<String, String> parameters) {
            blocks.add(parameters.get("CidrBlock"));
          }
        });
    create();
    assertThat(blocks).containsExactly("10.0.0.0/16");
  }

  @Test
  void observe_listenerThatThrows_keepsTheCallFromHappening() {
    aws.observe(
        new CallListener() {
          @Override
          public void before(Call call) {
            throw new IllegalStateException("crash");
          }
        });
    assertThatThrownBy(this::create).hasMessage("crash");
    assertThat(aws.dump()).doesNotContain("vpc-");
  }

  @Test
  void fork_copy_hasItsOwnFuture() {
    create();
    FakeAws copy = aws.fork();
    assertThat(copy.dump()).isEqualTo(aws.dump());
    String original = create().first("vpc/vpcId");
    Client there = Client.of(copy, Clouds.OWN, Clouds.TOKYO);
    assertThat(there.call("DescribeVpcs").all("vpcSet/item/vpcId")).hasSize(1);
    assertThat(there.call("CreateVpc", "CidrBlock", "10.0.0.0/16").first("vpc/vpcId"))
        .isEqualTo(original);
    assertThat(copy.dump()).isEqualTo(aws.dump());
    assertThat(copy.calls()).hasSize(2);
  }

  @Test
  void fork_pendingEffect_happensInBoth() {
    aws.faults().on("CreateVpc").lateEffect(Duration.ofMinutes(1));
    assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
    FakeAws copy = aws.fork();
    clouds.pass(Duration.ofMinutes(1));
    assertThat(copy.dump()).isEqualTo(aws.dump()).contains("vpc-");
  }
}
