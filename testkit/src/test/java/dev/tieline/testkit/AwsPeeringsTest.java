package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 10.20.0.0/16 in Tokyo and 172.31.0.0/16 in Singapore, one account; a second account beside. */
class AwsPeeringsTest {

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Client singapore = clouds.singapore();
  private String here;
  private String there;

  @BeforeEach
  void set_up() {
    here = clouds.tokyoConsole().createVpc("10.20.0.0/16");
    there = clouds.singaporeConsole().createVpc("172.31.0.0/16");
  }

  private String request(String peerVpc) {
    return tokyo
        .call(
            "CreateVpcPeeringConnection",
            "VpcId",
            here,
            "PeerVpcId",
            peerVpc,
            "PeerRegion",
            Clouds.SINGAPORE)
        .first("vpcPeeringConnection/vpcPeeringConnectionId");
  }

  private static Answer describe(Client client, String id) {
    return client.call("DescribeVpcPeeringConnections", "VpcPeeringConnectionId.1", id);
  }

  private static String state(Client client, String id) {
    Answer answer = describe(client, id);
    return answer.status() == 200
        ? answer.first("vpcPeeringConnectionSet/item/status/code")
        : answer.code();
  }

  private static String code(Client client, String action, String id) {
    return client.call(action, "VpcPeeringConnectionId", id).code();
  }

  @Test
  void life_requestedAndAccepted_passesEveryState() {
    String id = request(there);
    assertThat(state(tokyo, id)).isEqualTo("initiating-request");
    clouds.pass(Duration.ofSeconds(1));
    assertThat(state(tokyo, id)).isEqualTo("pending-acceptance");
    singapore.call("AcceptVpcPeeringConnection", "VpcPeeringConnectionId", id);
    assertThat(state(tokyo, id)).isEqualTo("provisioning");
    clouds.pass(Duration.ofSeconds(2));
    assertThat(state(tokyo, id)).isEqualTo("active");
    tokyo.call("DeleteVpcPeeringConnection", "VpcPeeringConnectionId", id);
    assertThat(state(singapore, id)).isEqualTo("deleting");
    clouds.pass(Duration.ofSeconds(1));
    assertThat(state(singapore, id)).isEqualTo("deleted");
  }

  @Test
  void describe_deleted_isGoneAfterTwoHours() {
    String id = clouds.peer(here, there);
    clouds.tokyoConsole().deletePeering(id);
    clouds.pass(Duration.ofHours(2));
    assertThat(state(tokyo, id)).isEqualTo("InvalidVpcPeeringConnectionID.NotFound");
  }

  @Test
  void describe_unacceptedForAWeek_isExpired() {
    String id = request(there);
    clouds.pass(Duration.ofDays(7).minusSeconds(1));
    assertThat(state(tokyo, id)).isEqualTo("pending-acceptance");
    clouds.pass(Duration.ofSeconds(1));
    assertThat(state(tokyo, id)).isEqualTo("expired");
    assertThat(code(singapore, "AcceptVpcPeeringConnection", id))
        .isEqualTo("InvalidStateTransition");
  }

  @Test
  void create_overlap_failsAfterwards() {
    String overlapping = clouds.singaporeConsole().createVpc("10.20.128.0/17");
    String id = request(overlapping);
    assertThat(state(tokyo, id)).isEqualTo("initiating-request");
    clouds.settle();
    assertThat(state(tokyo, id)).isEqualTo("failed");
    assertThat(code(tokyo, "DeleteVpcPeeringConnection", id)).isEqualTo("InvalidStateTransition");
    assertThat(state(singapore, id)).isEqualTo("InvalidVpcPeeringConnectionID.NotFound");
  }

  @Test
  void create_overlapOfFurtherBlock_failsAfterwards() {
    clouds
        .singaporeConsole()
        .call(
            "AssociateVpcCidrBlock",
            java.util.Map.of("VpcId", there, "CidrBlock", "100.64.0.0/16"));
    clouds
        .tokyoConsole()
        .call(
            "AssociateVpcCidrBlock", java.util.Map.of("VpcId", here, "CidrBlock", "100.64.0.0/20"));
    clouds.settle();
    String id = request(there);
    clouds.settle();
    assertThat(state(tokyo, id)).isEqualTo("failed");
  }

  @Test
  void create_wrongVpcOfAnotherRegion_failsAfterwards() {
    String id = request("vpc-0123456789abcdef0");
    clouds.settle();
    assertThat(state(tokyo, id)).isEqualTo("failed");
    clouds.pass(Duration.ofHours(2));
    assertThat(state(tokyo, id)).isEqualTo("InvalidVpcPeeringConnectionID.NotFound");
  }

  @Test
  void create_sameEndsAgain_answersTheExistingOne() {
    assertThat(request(there)).isEqualTo(request(there));
  }

  @Test
  void create_sameEndsAgain_strictCloudRefuses() {
    Clouds strict =
        new Clouds(Switches.ofDefaults().samePairReturnsExisting(false), Delays.ofDefaults());
    String a = strict.tokyoConsole().createVpc("10.20.0.0/16");
    String b = strict.singaporeConsole().createVpc("172.31.0.0/16");
    strict.tokyoConsole().createPeering(a, Clouds.OWN, Clouds.SINGAPORE, b);
    assertThat(
            strict
                .tokyo()
                .call(
                    "CreateVpcPeeringConnection",
                    "VpcId",
                    a,
                    "PeerVpcId",
                    b,
                    "PeerRegion",
                    Clouds.SINGAPORE)
                .code())
        .isEqualTo("VpcPeeringConnectionAlreadyExists");
  }

  @Test
  void accept_reverseOfAnActiveOne_isRefused() {
    clouds.peer(here, there);
    String reverse = clouds.singaporeConsole().createPeering(there, Clouds.OWN, Clouds.TOKYO, here);
    clouds.settle();
    assertThat(code(tokyo, "AcceptVpcPeeringConnection", reverse))
        .isEqualTo("VpcPeeringConnectionAlreadyExists");
  }

  @Test
  void accept_wrongRegion_isNotPermitted() {
    String id = request(there);
    clouds.settle();
    assertThat(code(tokyo, "AcceptVpcPeeringConnection", id)).isEqualTo("OperationNotPermitted");
  }

  @Test
  void accept_byTheRequestersAccount_isNotPermitted() {
    String foreign = clouds.aws.console(Clouds.OTHER, Clouds.TOKYO).createVpc("10.9.0.0/16");
    String id = clouds.tokyoConsole().createPeering(here, Clouds.OTHER, Clouds.TOKYO, foreign);
    clouds.settle();
    assertThat(code(tokyo, "AcceptVpcPeeringConnection", id)).isEqualTo("OperationNotPermitted");
  }

  @Test
  void accept_uninvolvedAccount_seesNothing() {
    String id = request(there);
    clouds.settle();
    Client stranger = Client.of(clouds.aws, Clouds.OTHER, Clouds.SINGAPORE);
    assertThat(code(stranger, "AcceptVpcPeeringConnection", id))
        .isEqualTo("InvalidVpcPeeringConnectionID.NotFound");
  }

  @Test
  void accept_beforeTheAccepterSeesIt_isNotFound() {
    Clouds slow =
        new Clouds(
            Switches.ofDefaults(), Delays.ofDefaults().peeringVisible(Duration.ofSeconds(30)));
    String a = slow.tokyoConsole().createVpc("10.20.0.0/16");
    String b = slow.singaporeConsole().createVpc("172.31.0.0/16");
    String id = slow.tokyoConsole().createPeering(a, Clouds.OWN, Clouds.SINGAPORE, b);
    slow.pass(Duration.ofSeconds(29));
    assertThat(code(slow.singapore(), "AcceptVpcPeeringConnection", id))
        .isEqualTo("InvalidVpcPeeringConnectionID.NotFound");
    slow.pass(Duration.ofSeconds(1));
    assertThat(code(slow.singapore(), "AcceptVpcPeeringConnection", id)).isEmpty();
  }

  @Test
  void reject_pending_isFinal() {
    String id = request(there);
    clouds.settle();
    assertThat(code(singapore, "RejectVpcPeeringConnection", id)).isEmpty();
    assertThat(state(tokyo, id)).isEqualTo("rejected");
    assertThat(code(tokyo, "DeleteVpcPeeringConnection", id)).isEqualTo("InvalidStateTransition");
  }

  @Test
  void delete_pendingByForeignAccepter_isNotPermitted() {
    String foreign = clouds.aws.console(Clouds.OTHER, Clouds.TOKYO).createVpc("10.9.0.0/16");
    String id = clouds.tokyoConsole().createPeering(here, Clouds.OTHER, Clouds.TOKYO, foreign);
    clouds.settle();
    Client accepter = Client.of(clouds.aws, Clouds.OTHER, Clouds.TOKYO);
    assertThat(code(accepter, "DeleteVpcPeeringConnection", id)).isEqualTo("OperationNotPermitted");
  }

  @Test
  void describe_peersBlocks_onlyOnceActive() {
    String id = request(there);
    clouds.settle();
    String blocks = "vpcPeeringConnectionSet/item/accepterVpcInfo/cidrBlockSet/item/cidrBlock";
    assertThat(describe(tokyo, id).all(blocks)).isEmpty();
    clouds.singaporeConsole().acceptPeering(id);
    clouds.settle();
    assertThat(describe(tokyo, id).all(blocks)).containsExactly("172.31.0.0/16");
  }

  @Test
  void tags_twoSidesOfOneAccount_areApart() {
    String id = request(there);
    clouds.tokyoConsole().tag(id, "side", "requester");
    clouds.singaporeConsole().tag(id, "side", "accepter");
    String value = "vpcPeeringConnectionSet/item/tagSet/item/value";
    assertThat(describe(tokyo, id).all(value)).containsExactly("requester");
    assertThat(describe(singapore, id).all(value)).containsExactly("accepter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"requester-vpc-info.vpc-id", "accepter-vpc-info.vpc-id"})
  void describe_filterByEnd_worksInBothDirections(String filter) {
    String id = request(there);
    for (Client side : new Client[] {tokyo, singapore}) {
      Answer answer =
          side.call(
              "DescribeVpcPeeringConnections",
              "Filter.1.Name",
              filter,
              "Filter.1.Value.1",
              filter.startsWith("requester") ? here : there);
      assertThat(answer.all("vpcPeeringConnectionSet/item/vpcPeeringConnectionId"))
          .containsExactly(id);
    }
  }

  @Test
  void modifyOptions_beforeActive_isNotPermitted() {
    String id = request(there);
    clouds.settle();
    assertThat(options(tokyo, id, "Requester", "true").code()).isEqualTo("OperationNotPermitted");
  }

  @Test
  void modifyOptions_ownSide_isReadBackOnThatSideOnly() {
    String id = clouds.peer(here, there);
    options(tokyo, id, "Requester", "true");
    String info =
        "vpcPeeringConnectionSet/item/%sVpcInfo/peeringOptions/allowDnsResolutionFromRemoteVpc";
    assertThat(describe(tokyo, id).first(info.formatted("requester"))).isEqualTo("true");
    assertThat(describe(tokyo, id).first(info.formatted("accepter"))).isEqualTo("false");
  }

  @Test
  void modifyOptions_otherSideAcrossRegions_isNotPermitted() {
    String id = clouds.peer(here, there);
    assertThat(options(tokyo, id, "Accepter", "true").code()).isEqualTo("OperationNotPermitted");
  }

  @Test
  void modifyOptions_classicLinkAcrossRegions_isNotPermitted() {
    String id = clouds.peer(here, there);
    assertThat(
            tokyo
                .call(
                    "ModifyVpcPeeringConnectionOptions",
                    "VpcPeeringConnectionId",
                    id,
                    "RequesterPeeringConnectionOptions.AllowEgressFromLocalVpcToRemoteClassicLink",
                    "false")
                .code())
        .isEqualTo("OperationNotPermitted");
  }

  private static Answer options(Client client, String id, String side, String value) {
    return client.call(
        "ModifyVpcPeeringConnectionOptions",
        "VpcPeeringConnectionId",
        id,
        side + "PeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc",
        value);
  }

  @Test
  void create_overQuotaOfTheVpc_isRefused() {
    clouds.aws.quota(Clouds.OWN, Clouds.TOKYO, "L-7E9ECCDB", 1);
    request(there);
    assertThat(
            tokyo
                .call(
                    "CreateVpcPeeringConnection",
                    "VpcId",
                    here,
                    "PeerVpcId",
                    clouds.tokyoConsole().createVpc("10.30.0.0/16"))
                .code())
        .isEqualTo("VpcPeeringConnectionsPerVpcLimitExceeded");
  }

  @Test
  void deleteVpc_peered_isDependencyViolation() {
    clouds.peer(here, there);
    assertThat(tokyo.call("DeleteVpc", "VpcId", here).code()).isEqualTo("DependencyViolation");
  }

  @Test
  void deleteVpc_peeredInLooserCloud_takesThePeeringAlong() {
    Clouds loose =
        new Clouds(Switches.ofDefaults().peeringBlocksVpcDelete(false), Delays.ofDefaults());
    String a = loose.tokyoConsole().createVpc("10.20.0.0/16");
    String id = loose.peer(a, loose.singaporeConsole().createVpc("172.31.0.0/16"));
    assertThat(loose.tokyo().call("DeleteVpc", "VpcId", a).code()).isEmpty();
    loose.settle();
    assertThat(state(loose.singapore(), id)).isEqualTo("deleted");
  }

  @Test
  void dump_peeringDeleted_isAsBefore() {
    String before = clouds.aws.dump();
    clouds.tokyoConsole().deletePeering(clouds.peer(here, there));
    assertThat(clouds.aws.dump()).isEqualTo(before);
  }
}
