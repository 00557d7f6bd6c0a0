package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.AliyunClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of 10.0.0.0/16 (a vSwitch 10.0.1.0/24) to its twin 10.1.0.0/16 in Hangzhou. */
class AliyunRoutesTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient own = clouds.own();
  private final AliyunConsole console = clouds.console();
  private final String here = console.createVpc("10.0.0.0/16");
  private final String twin = console.createVpc("10.1.0.0/16");
  private final String vswitch = console.createVSwitch(here, "10.0.1.0/24", "cn-hangzhou-h");
  private final String table = console.systemTable(here);
  private final String peering =
      console.createPeering(here, AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin);

  private Answer create(String destination) {
    return own.call(
        "Vpc",
        "CreateRouteEntry",
        "RouteTableId",
        table,
        "DestinationCidrBlock",
        destination,
        "NextHopType",
        "VpcPeer",
        "NextHopId",
        peering);
  }

  private Answer list(String... more) {
    String[] all = new String[2 + more.length];
    all[0] = "RouteTableId";
    all[1] = table;
    System.arraycopy(more, 0, all, 2, more.length);
    return own.call("Vpc", "DescribeRouteEntryList", all);
  }

  private String status(String destination) {
    List<String> all =
        list("DestinationCidrBlock", destination).texts("/RouteEntrys/RouteEntry", "Status");
    return all.isEmpty() ? "" : all.get(0);
  }

  @Test
  void route_created_isPendingThenAvailable() {
    assertThat(create("10.1.0.0/16").text("/RouteEntryId")).matches("rte-bp1[0-9a-z]{18}");
    assertThat(status("10.1.0.0/16")).isEqualTo("Pending");
    clouds.pass(Duration.ofSeconds(5));
    assertThat(status("10.1.0.0/16")).isEqualTo("Available");
    assertThat(
            list("DestinationCidrBlock", "10.1.0.0/16")
                .text("/RouteEntrys/RouteEntry/0/NextHops/NextHop/0/NextHopId"))
        .isEqualTo(peering);
  }

  @Test
  void route_whileAnotherOfTheVpcIsMade_conflicts() {
    create("10.1.0.0/16");
    clouds.pass(Duration.ofSeconds(4));
    assertThat(create("10.5.0.0/16").code()).isEqualTo("TaskConflict");
    clouds.pass(Duration.ofSeconds(1));
    assertThat(create("10.5.0.0/16").code()).isEmpty();
  }

  @Test
  void route_ofAnotherVpc_doesNotWait() {
    create("10.1.0.0/16");
    assertThat(
            own.call(
                    "Vpc",
                    "CreateRouteEntry",
                    "RouteTableId",
                    console.systemTable(twin),
                    "DestinationCidrBlock",
                    "10.0.0.0/16",
                    "NextHopType",
                    "VpcPeer",
                    "NextHopId",
                    peering)
                .code())
        .isEmpty();
  }

  @Test
  void route_withoutHopType_isTakenForAnInstance() {
    assertThat(
            own.call(
                    "Vpc",
                    "CreateRouteEntry",
                    "RouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "10.1.0.0/16",
                    "NextHopId",
                    peering)
                .code())
        .isEqualTo("InvalidNextHopId.NotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.1.0/24, InvalidDestinationCidrBlock",
    "10.0.1.128/25, InvalidDestinationCidrBlock",
    "10.0.1.7, InvalidDestinationCidrBlock",
    "10.1.0.1/16, InvalidDestinationCidrBlock",
    "100.64.0.0/10, InvalidDestinationCidrBlock",
    "100.64.1.0/24, InvalidDestinationCidrBlock",
    "nonsense, InvalidDestinationCidrBlock",
    "fd00::/64, OperationDenied.VpcIpv6NotEnabled",
  })
  void route_destinationThatCannotBe_isRefused(String destination, String code) {
    assertThat(create(destination).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/16, 10.0.0.0/16", "0.0.0.0/0, 0.0.0.0/0", "10.1.2.3, 10.1.2.3/32"})
  void route_widerThanAVSwitchOrOneAddress_isFine(String destination, String shown) {
    assertThat(create(destination).code()).isEmpty();
    assertThat(status(shown)).isEqualTo("Pending");
  }

  @Test
  void route_thatIsThere_isRefused() {
    create("10.1.0.0/16");
    clouds.settle();
    assertThat(create("10.1.0.0/16").code()).isEqualTo("RouteConflict.AlreadyExist");
  }

  @Test
  void route_toAPeeringThatIsNotActive_isRefused() {
    String theirs = clouds.otherConsole().createVpc("10.3.0.0/16");
    String waiting = console.createPeering(here, AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs);
    assertThat(
            own.call(
                    "Vpc",
                    "CreateRouteEntry",
                    "RouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "10.3.0.0/16",
                    "NextHopType",
                    "VpcPeer",
                    "NextHopId",
                    waiting)
                .code())
        .isEqualTo("IncorrectStatus.VpcPeer");
  }

  @Test
  void route_toAPeeringOfOtherVpcs_isRefused() {
    String third = console.createVpc("10.7.0.0/16");
    String other = console.createPeering(twin, AliyunClouds.OWN, AliyunClouds.HANGZHOU, third);
    assertThat(
            own.call(
                    "Vpc",
                    "CreateRouteEntry",
                    "RouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "10.7.0.0/16",
                    "NextHopType",
                    "VpcPeer",
                    "NextHopId",
                    other)
                .code())
        .isEqualTo("ResourceNotFound.VpcPeer");
  }

  @Test
  void route_deleted_isDeletingThenGone() {
    String id = create("10.1.0.0/16").text("/RouteEntryId");
    assertThat(own.call("Vpc", "DeleteRouteEntry", "RouteEntryId", id).code())
        .isEqualTo("IncorrectRouteEntryStatus");
    clouds.settle();
    assertThat(own.call("Vpc", "DeleteRouteEntry", "RouteEntryId", id).code()).isEmpty();
    assertThat(status("10.1.0.0/16")).isEqualTo("Deleting");
    clouds.settle();
    assertThat(status("10.1.0.0/16")).isEmpty();
    assertThat(own.call("Vpc", "DeleteRouteEntry", "RouteEntryId", id).code())
        .isEqualTo("InvalidRouteEntry.NotFound");
  }

  @Test
  void routes_manyAtOnce_mayFailInPart() {
    console.createRoute(table, "10.5.0.0/16", "VpcPeer", peering);
    Answer answer =
        own.call(
            "Vpc",
            "CreateRouteEntries",
            "RouteEntries.1.RouteTableId",
            table,
            "RouteEntries.1.DstCidrBlock",
            "10.1.0.0/16",
            "RouteEntries.1.NextHop",
            peering,
            "RouteEntries.1.NextHopType",
            "VpcPeer",
            "RouteEntries.2.RouteTableId",
            table,
            "RouteEntries.2.DstCidrBlock",
            "10.5.0.0/16",
            "RouteEntries.2.NextHop",
            peering,
            "RouteEntries.2.NextHopType",
            "VpcPeer");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/SuccessCount")).isEqualTo("1");
    assertThat(answer.text("/FailedCount")).isEqualTo("1");
    assertThat(answer.text("/FailedRouteEntries/0/FailedCode"))
        .isEqualTo("VPC_ROUTE_ENTRY_CIDR_BLOCK_DUPLICATE");
    assertThat(answer.json().path("RouteEntryIds")).hasSize(1);
  }

  @Test
  void routes_deletedManyAtOnce_mayFailInPart() {
    String id = console.createRoute(table, "10.5.0.0/16", "VpcPeer", peering);
    Answer answer =
        own.call(
            "Vpc",
            "DeleteRouteEntries",
            "RouteEntries.1.RouteTableId",
            table,
            "RouteEntries.1.RouteEntryId",
            id,
            "RouteEntries.2.RouteTableId",
            table,
            "RouteEntries.2.RouteEntryId",
            "rte-none");
    assertThat(answer.text("/SuccessCount")).isEqualTo("1");
    assertThat(answer.text("/FailedRouteEntries/0/FailedCode"))
        .isEqualTo("VPC_ROUTER_ENTRY_NOT_EXIST");
  }

  @Test
  void list_hasTheSystemsEntriesToo() {
    assertThat(
            list("RouteEntryType", "System")
                .texts("/RouteEntrys/RouteEntry", "DestinationCidrBlock"))
        .containsExactlyInAnyOrder("10.0.1.0/24", "100.64.0.0/10");
  }

  @Test
  void list_ofManyPages_goesOnByToken() {
    for (int i = 2; i < 6; i++) {
      console.createRoute(table, "10." + i + ".0.0/16", "VpcPeer", peering);
    }
    int seen = 0;
    String token = "";
    do {
      Answer page = list("MaxResult", "2", "NextToken", token, "RouteEntryType", "Custom");
      seen += page.json().at("/RouteEntrys/RouteEntry").size();
      token = page.text("/NextToken");
    } while (!token.isEmpty());
    assertThat(seen).isEqualTo(4);
  }

  @Test
  void quota_ofRoutes_isRefused() {
    clouds.aliyun.quota(AliyunClouds.OWN, AliyunClouds.HANGZHOU, AliyunQuota.ROUTES_PER_TABLE, 1);
    create("10.1.0.0/16");
    clouds.settle();
    assertThat(create("10.5.0.0/16").code()).isEqualTo("QuotaExceeded.RouteEntry");
  }

  @Test
  void vswitch_whileRoutesChange_isNotDeleted() {
    create("10.1.0.0/16");
    assertThat(own.call("Vpc", "DeleteVSwitch", "VSwitchId", vswitch).code())
        .isEqualTo("IncorrectRouteEntryStatus");
  }

  /** It hinders no entry that is made, and goes by no call. */
  @Test
  void route_learned_isOfTypeCenAndNobodysToDelete() {
    console.learnRoute(table, "10.1.0.0/16", "tr-attach-bp1x");

    Answer learned = list("RouteEntryType", "CEN");
    String id = learned.text("/RouteEntrys/RouteEntry/0/RouteEntryId");
    assertThat(learned.texts("/RouteEntrys/RouteEntry", "Type")).containsExactly("CEN");
    assertThat(learned.text("/RouteEntrys/RouteEntry/0/NextHops/NextHop/0/NextHopType"))
        .isEqualTo("Attachment");
    assertThat(own.call("Vpc", "DeleteRouteEntry", "RouteEntryId", id).code())
        .isEqualTo("OperationDenied.RouteEntryType");
    assertThat(create("10.1.0.0/16").code()).isEmpty();
    assertThatThrownBy(() -> console.learnRoute("vtb-none", "10.1.0.0/16", "tr-attach-bp1x"))
        .hasMessageContaining("vtb-none");
  }

  @Test
  void ipv6_onACustomTable_isRefusedUnlessTheSwitchSaysSo() {
    for (boolean allowed : List.of(false, true)) {
      AliyunClouds world = new AliyunClouds(AliyunSwitch.IPV6_ON_CUSTOM_TABLE, allowed);
      AliyunClient client = world.own();
      String[] six = {"CidrBlock", "10.0.0.0/16", "EnableIpv6", "true"};
      String a = client.call("Vpc", "CreateVpc", six).text("/VpcId");
      String b = client.call("Vpc", "CreateVpc", six).text("/VpcId");
      world.settle();
      String link = world.console().createPeering(a, AliyunClouds.OWN, AliyunClouds.HANGZHOU, b);
      String custom = world.console().createRouteTable(a);
      world.settle();
      assertThat(
              client
                  .call(
                      "Vpc",
                      "CreateRouteEntry",
                      "RouteTableId",
                      custom,
                      "DestinationCidrBlock",
                      "2408:4000:0:200::/56",
                      "NextHopType",
                      "VpcPeer",
                      "NextHopId",
                      link)
                  .code())
          .isEqualTo(allowed ? "" : "OperationDenied.Ipv6EntryOnCustomTable");
    }
  }

  @Test
  void region_notNamed_isThatOfTheTable() {
    AliyunClient anywhere = AliyunClient.of(clouds.aliyun, AliyunClouds.OWN, "");
    assertThat(
            anywhere
                .call(
                    "Vpc",
                    "CreateRouteEntry",
                    "RouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "10.1.0.0/16",
                    "NextHopType",
                    "VpcPeer",
                    "NextHopId",
                    peering)
                .code())
        .isEmpty();
  }
}
