package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Client tokens, as the Amazon EC2 Developer Guide has them ("Ensuring idempotency in Amazon EC2
 * API requests", read 2026-11): the same again is the same object, anything else is refused.
 */
class AwsTokensTest {

  private static final String TABLE = "routeTable/routeTableId";
  private static final String LAUNCHED = "instancesSet/item/instanceId";

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Console console = clouds.tokyoConsole();
  private final Map<String, String> known = new HashMap<>();

  @BeforeEach
  void set_up() {
    String vpc = console.createVpc("10.20.0.0/16");
    known.put("$vpc", vpc);
    known.put("$other", console.createVpc("10.30.0.0/16"));
    known.put("$a", console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a"));
    known.put("$a2", console.createSubnet(vpc, "10.20.2.0/24", "ap-northeast-1a"));
    known.put("$c", console.createSubnet(vpc, "10.20.3.0/24", "ap-northeast-1c"));
  }

  private Answer call(Client client, String action, String parameters, String token) {
    List<String> pairs = new ArrayList<>(List.of("ClientToken", token));
    for (String pair : parameters.split(";")) {
      String[] parts = pair.split("=", 2);
      pairs.add(parts[0]);
      pairs.add(known.getOrDefault(parts[1], parts[1]));
    }
    return client.call(action, pairs.toArray(String[]::new));
  }

  private Answer table(String vpc) {
    return call(tokyo, "CreateRouteTable", "VpcId=" + vpc, "t-1");
  }

  private Answer launch(String subnet) {
    return call(
        tokyo, "RunInstances", "ImageId=ami-1;MinCount=1;MaxCount=1;SubnetId=" + subnet, "t-1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CreateRouteTable, VpcId=$vpc, VpcId=$other, //routeTableId",
    "CreateNetworkAcl, VpcId=$vpc, VpcId=$other, //networkAclId",
    "CreateEgressOnlyInternetGateway, VpcId=$vpc, VpcId=$other, //egressOnlyInternetGatewayId",
    "CreateNatGateway, SubnetId=$a;ConnectivityType=private,"
        + " SubnetId=$c;ConnectivityType=private, //natGatewayId",
    "CreateVpcEndpoint, VpcId=$vpc;ServiceName=com.amazonaws.ap-northeast-1.s3,"
        + " VpcId=$vpc;ServiceName=com.amazonaws.ap-northeast-1.dynamodb, //vpcEndpointId",
    "CreateNetworkInterface, SubnetId=$a, SubnetId=$a;Description=second, //networkInterfaceId",
    "CreateManagedPrefixList, PrefixListName=l;AddressFamily=IPv4;MaxEntries=2,"
        + " PrefixListName=l;AddressFamily=IPv4;MaxEntries=3, //prefixListId",
    "RunInstances, ImageId=ami-1;MinCount=1;MaxCount=1;SubnetId=$a,"
        + " ImageId=ami-1;MinCount=1;MaxCount=2;SubnetId=$a, //instanceId"
  })
  void token_givenAgain_isGoodForTheSameParametersOnly(
      String action, String parameters, String others, String id) {
    String made = call(tokyo, action, parameters, "t-1").first(id);
    assertThat(call(tokyo, action, others, "t-1").code()).isEqualTo("IdempotentParameterMismatch");
    Answer again = call(tokyo, action, parameters, "t-1");
    assertThat(again.all(id)).as(again.body()).contains(made);
    assertThat(call(tokyo, action, parameters, "t-1").first(id)).isEqualTo(made);
  }

  @Test
  void token_ofAnotherActionRegionOrAccount_isAnotherOne() {
    String made = table("$vpc").first(TABLE);
    String abroad = clouds.singaporeConsole().createVpc("10.20.0.0/16");
    Client other = Client.of(clouds.aws, Clouds.OTHER, Clouds.TOKYO);
    String theirs = clouds.aws.console(Clouds.OTHER, Clouds.TOKYO).createVpc("10.20.0.0/16");
    assertThat(call(tokyo, "CreateNetworkAcl", "VpcId=$other", "t-1").code()).isEmpty();
    assertThat(call(clouds.singapore(), "CreateRouteTable", "VpcId=" + abroad, "t-1").code())
        .isEmpty();
    assertThat(call(other, "CreateRouteTable", "VpcId=" + theirs, "t-1").code()).isEmpty();
    assertThat(table("$vpc").first(TABLE)).isEqualTo(made);
  }

  @Test
  void token_withOtherTags_isMismatch() {
    String tags =
        "VpcId=$vpc;TagSpecification.1.ResourceType=route-table;TagSpecification.1.Tag.1.Key=k;"
            + "TagSpecification.1.Tag.1.Value=";
    call(tokyo, "CreateRouteTable", tags + "a", "t-1");
    assertThat(call(tokyo, "CreateRouteTable", tags + "b", "t-1").code())
        .isEqualTo("IdempotentParameterMismatch");
  }

  @Test
  void token_ofATableThatHasGone_makesAnotherOrIsMismatch() {
    String made = table("$vpc").first(TABLE);
    tokyo.call("DeleteRouteTable", "RouteTableId", made);
    assertThat(table("$other").code()).isEqualTo("IdempotentParameterMismatch");
    assertThat(table("$vpc").first(TABLE)).startsWith("rtb-").isNotEqualTo(made);
  }

  @Test
  void token_ofADeletedNatGateway_answersIt() {
    String parameters = "SubnetId=$a;ConnectivityType=private";
    String made =
        call(tokyo, "CreateNatGateway", parameters, "t-1").first("natGateway/natGatewayId");
    clouds.settle();
    tokyo.call("DeleteNatGateway", "NatGatewayId", made);
    clouds.settle();
    Answer again = call(tokyo, "CreateNatGateway", parameters, "t-1");
    assertThat(again.first("natGateway/natGatewayId")).isEqualTo(made);
    assertThat(again.first("natGateway/state")).isEqualTo("deleted");
  }

  @Test
  void token_ofATerminatedInstance_isRefusedForGood() {
    String made = launch("$a").first(LAUNCHED);
    clouds.settle();
    tokyo.call("TerminateInstances", "InstanceId.1", made);
    assertThat(launch("$a").code()).isEqualTo("IdempotentInstanceTerminated");
    clouds.pass(Duration.ofHours(2)); // it is not shown any more
    assertThat(launch("$a").code()).isEqualTo("IdempotentInstanceTerminated");
  }

  @Test
  void token_ofALaunch_isThatOfItsZone() {
    String made = launch("$a").first(LAUNCHED);
    assertThat(launch("$a2").code()).isEqualTo("IdempotentParameterMismatch");
    assertThat(launch("$c").first(LAUNCHED)).startsWith("i-").isNotEqualTo(made);
    assertThat(launch("$a").first(LAUNCHED)).isEqualTo(made);
  }

  @Test
  void token_keptForADay_isForgottenThen() {
    ManualClock clock = ManualClock.at(clouds.clock.instant());
    FakeAws forgetful =
        FakeAws.builder()
            .account(Clouds.OWN)
            .regions(Clouds.TOKYO)
            .time(clock)
            .tokensKept(Duration.ofDays(1))
            .build();
    Client client = Client.of(forgetful, Clouds.OWN, Clouds.TOKYO);
    String one = forgetful.console(Clouds.OWN, Clouds.TOKYO).createVpc("10.20.0.0/16");
    String two = forgetful.console(Clouds.OWN, Clouds.TOKYO).createVpc("10.30.0.0/16");
    String made = call(client, "CreateRouteTable", "VpcId=" + one, "t-1").first(TABLE);
    clock.advance(Duration.ofDays(1).minusSeconds(1));
    assertThat(call(client, "CreateRouteTable", "VpcId=" + one, "t-1").first(TABLE))
        .isEqualTo(made);
    assertThat(call(client, "CreateRouteTable", "VpcId=" + two, "t-1").code())
        .isEqualTo("IdempotentParameterMismatch");
    clock.advance(Duration.ofSeconds(1));
    assertThat(call(client, "CreateRouteTable", "VpcId=" + two, "t-1").first(TABLE))
        .startsWith("rtb-")
        .isNotEqualTo(made);
  }
}
