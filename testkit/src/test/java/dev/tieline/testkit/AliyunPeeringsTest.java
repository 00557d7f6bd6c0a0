package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.AliyunClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 10.0.0.0/16 in Hangzhou with a twin of the same account, one in Beijing, one of another. */
class AliyunPeeringsTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient own = clouds.own();
  private final AliyunClient other = clouds.other();
  private final String here = clouds.console().createVpc("10.0.0.0/16");
  private final String twin = clouds.console().createVpc("10.1.0.0/16");
  private final String far =
      clouds.aliyun.console(AliyunClouds.OWN, AliyunClouds.BEIJING).createVpc("10.2.0.0/16");
  private final String theirs = clouds.otherConsole().createVpc("10.3.0.0/16");

  private Answer request(String uid, String region, String vpc, String... more) {
    String[] all = new String[8 + more.length];
    System.arraycopy(
        new String[] {
          "VpcId", here, "AcceptingAliUid", uid, "AcceptingRegionId", region, "AcceptingVpcId", vpc
        },
        0,
        all,
        0,
        8);
    System.arraycopy(more, 0, all, 8, more.length);
    return own.form("VpcPeer", "CreateVpcPeerConnection", all);
  }

  private String twinned() {
    return request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin).text("/InstanceId");
  }

  private String asked() {
    String id = request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).text("/InstanceId");
    clouds.settle();
    return id;
  }

  private static Answer describe(AliyunClient client, String id) {
    return client.call("VpcPeer", "GetVpcPeerConnectionAttribute", "InstanceId", id);
  }

  private static String status(AliyunClient client, String id) {
    Answer answer = describe(client, id);
    return answer.code().isEmpty() ? answer.text("/Status") : answer.code();
  }

  private static String code(AliyunClient client, String action, String id) {
    return client.form("VpcPeer", action, "InstanceId", id).code();
  }

  @Test
  void life_ofOneAccount_needsNoAcceptance() {
    String id = twinned();
    assertThat(id).matches("pcc-bp1[0-9a-z]{18}");
    assertThat(status(own, id)).isEqualTo("Creating");
    clouds.pass(Duration.ofSeconds(3));
    assertThat(status(own, id)).isEqualTo("Activated");
    assertThat(code(own, "DeleteVpcPeerConnection", id)).isEmpty();
    assertThat(status(own, id)).isEqualTo("Deleting");
    clouds.pass(Duration.ofSeconds(3));
    assertThat(status(own, id)).isEqualTo("Deleted");
    clouds.pass(Duration.ofSeconds(60));
    assertThat(status(own, id)).isEqualTo("ResourceNotFound.InstanceId");
  }

  @Test
  void life_ofTwoAccounts_isAcceptedByTheOther() {
    String id = asked();
    assertThat(status(own, id)).isEqualTo("Accepting");
    assertThat(status(other, id)).isEqualTo("Accepting");
    assertThat(code(own, "AcceptVpcPeerConnection", id)).isEqualTo("Forbidden.NoPermission");
    assertThat(code(other, "AcceptVpcPeerConnection", id)).isEmpty();
    assertThat(status(own, id)).isEqualTo("Updating");
    clouds.pass(Duration.ofSeconds(3));
    assertThat(status(own, id)).isEqualTo("Activated");
    assertThat(code(other, "AcceptVpcPeerConnection", id)).isEqualTo("IncorrectStatus.VpcPeer");
  }

  @Test
  void request_rejected_staysInTheWayUntilDeleted() {
    String id = asked();
    assertThat(code(other, "RejectVpcPeerConnection", id)).isEmpty();
    assertThat(status(own, id)).isEqualTo("Rejected");
    assertThat(request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).code())
        .isEqualTo("ResourceAlreadyExist.VpcPeer");
    assertThat(code(own, "DeleteVpcPeerConnection", id)).isEmpty();
    clouds.settle();
    assertThat(request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).code()).isEmpty();
  }

  @Test
  void request_notAnswered_expiresAfterAWeek() {
    String id = asked();
    clouds.pass(Duration.ofDays(7));
    assertThat(status(own, id)).isEqualTo("Expired");
    assertThat(code(other, "AcceptVpcPeerConnection", id)).isEqualTo("IncorrectStatus.VpcPeer");
  }

  @Test
  void request_betweenOverlappingBlocks_isNotRefused() {
    String same = clouds.console().createVpc("10.0.0.0/16");
    assertThat(request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, same).code()).isEmpty();
  }

  @Test
  void request_forAPairThatIsConnected_isRefusedInBothDirections() {
    twinned();
    clouds.settle();
    assertThat(request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin).code())
        .isEqualTo("ResourceAlreadyExist.VpcPeer");
    assertThat(
            own.form(
                    "VpcPeer",
                    "CreateVpcPeerConnection",
                    "VpcId",
                    twin,
                    "AcceptingAliUid",
                    AliyunClouds.OWN,
                    "AcceptingRegionId",
                    AliyunClouds.HANGZHOU,
                    "AcceptingVpcId",
                    here)
                .code())
        .isEqualTo("ResourceAlreadyExist.VpcPeer");
  }

  @Test
  void request_whileAnotherOfTheVpcIsMade_conflicts() {
    twinned();
    assertThat(request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).code())
        .isEqualTo("Conflict.Operation");
    clouds.pass(Duration.ofSeconds(3));
    assertThat(request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).code()).isEmpty();
  }

  @Test
  void request_sameToken_isTheSameConnection() {
    String[] token = {"ClientToken", "t0"};
    String id = request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin, token).text("/InstanceId");
    assertThat(request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin, token).text("/InstanceId"))
        .isEqualTo(id);
  }

  @Test
  void request_dryRun_looksAtEverything() {
    assertThat(request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin, "DryRun", "true").code())
        .isEqualTo("DryRunOperation");
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.CDT, false);
    assertThat(request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin, "DryRun", "true").code())
        .isEqualTo("OperationFailed.CdtNotOpened");
  }

  @Test
  void cdt_opened_isOpenForGood() {
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.CDT, false);
    assertThat(own.call("CDT", "GetCdtServiceStatus").json().path("Enabled").asBoolean()).isFalse();
    assertThat(own.call("CDT", "OpenCdtService").text("/OrderId")).isNotEmpty();
    assertThat(own.call("CDT", "GetCdtServiceStatus").json().path("Enabled").asBoolean()).isTrue();
    assertThat(own.call("CDT", "OpenCdtService").code()).isEqualTo("OrderOpend");
  }

  @Test
  void cdt_notOpenedByTheOther_isTold() {
    clouds.aliyun.service(AliyunClouds.OTHER, AliyunOpening.CDT, false);
    assertThat(request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).code())
        .isEqualTo("OperationFailed.AcceptUserCdtNotOpened");
  }

  @Test
  void cdt_acrossTheBorder_isAnotherService() {
    String abroad =
        clouds.aliyun.console(AliyunClouds.OWN, AliyunClouds.SINGAPORE).createVpc("10.4.0.0/16");
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.CDT_CROSS_BORDER, false);
    assertThat(request(AliyunClouds.OWN, AliyunClouds.SINGAPORE, abroad).code())
        .isEqualTo("OperationFailed.CrossBorderCdtNotOpened");
    own.call("CDT", "OpenCdtCbService");
    assertThat(request(AliyunClouds.OWN, AliyunClouds.SINGAPORE, abroad).code()).isEmpty();
  }

  @Test
  void cdt_openedByTheRequestItself_whereTheSwitchSaysSo() {
    AliyunClouds world = new AliyunClouds(AliyunSwitch.CDT_OPENS_BY_ITSELF, true);
    world.aliyun.service(AliyunClouds.OWN, AliyunOpening.CDT, false);
    String a = world.console().createVpc("10.0.0.0/16");
    String b = world.console().createVpc("10.1.0.0/16");
    world.console().createPeering(a, AliyunClouds.OWN, AliyunClouds.HANGZHOU, b);
    assertThat(world.own().call("CDT", "GetCdtServiceStatus").json().path("Enabled").asBoolean())
        .isTrue();
  }

  @Test
  void sites_ofTwoKinds_cannotBeConnected() {
    String foreign =
        clouds.aliyun.console(AliyunClouds.FOREIGN, AliyunClouds.HANGZHOU).createVpc("10.9.0.0/16");
    assertThat(request(AliyunClouds.FOREIGN, AliyunClouds.HANGZHOU, foreign).code())
        .isEqualTo("OperationFailed.ViolativeVpcPeer");
  }

  @Test
  void arrears_ofEitherSide_areRefused() {
    clouds.aliyun.arrears(AliyunClouds.OTHER, true);
    assertThat(request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).code())
        .isEqualTo("IncorrectBusinessStatus.AcceptUserVpcPeer");
    clouds.aliyun.arrears(AliyunClouds.OWN, true);
    assertThat(request(AliyunClouds.OWN, AliyunClouds.HANGZHOU, twin).code())
        .isEqualTo("IncorrectBusinessStatus.VpcPeer");
  }

  @ParameterizedTest
  @CsvSource({
    "1000000000000001, cn-hangzhou, vpc-none, ResourceNotFound.AcceptingVpcId",
    "1000000000000009, cn-hangzhou, vpc-none, ResourceNotFound.AcceptingVpcId",
    "1000000000000001, cn-nowhere, vpc-none, UnsupportedRegion",
    "notanumber, cn-hangzhou, vpc-none, InvalidAcceptingAliUid",
  })
  void request_ofWhatIsNotThere_isRefused(String uid, String region, String vpc, String code) {
    assertThat(request(uid, region, vpc).code()).isEqualTo(code);
  }

  @Test
  void bandwidth_betweenRegions_hasADefaultAndCanBeChanged() {
    String id = request(AliyunClouds.OWN, AliyunClouds.BEIJING, far).text("/InstanceId");
    assertThat(describe(own, id).text("/Bandwidth")).isEqualTo("1024");
    assertThat(describe(own, id).text("/LinkType")).isEqualTo("Gold");
    String[] change = {"InstanceId", id, "Bandwidth", "50", "LinkType", "Platinum"};
    assertThat(own.form("VpcPeer", "ModifyVpcPeerConnection", change).code())
        .isEqualTo("IncorrectStatus.VpcPeer");
    clouds.settle();
    assertThat(own.form("VpcPeer", "ModifyVpcPeerConnection", change).code()).isEmpty();
    assertThat(status(own, id)).isEqualTo("Updating");
    clouds.settle();
    assertThat(describe(own, id).text("/Bandwidth")).isEqualTo("50");
    assertThat(status(own, id)).isEqualTo("Activated");
  }

  @Test
  void bandwidth_withinARegion_isUnlimitedAndFixed() {
    String id = twinned();
    clouds.settle();
    assertThat(describe(own, id).text("/Bandwidth")).isEqualTo("-1");
    assertThat(
            own.form("VpcPeer", "ModifyVpcPeerConnection", "InstanceId", id, "Bandwidth", "5")
                .code())
        .isEqualTo("OperationFailed.BandwidthCannotBeChangedInSameRegion");
  }

  @Test
  void quota_ofPeeringsWithinARegion_isRefused() {
    clouds.aliyun.quota(
        AliyunClouds.OWN, AliyunClouds.HANGZHOU, AliyunQuota.PEERINGS_PER_VPC_WITHIN_REGION, 1);
    twinned();
    clouds.settle();
    assertThat(request(AliyunClouds.OTHER, AliyunClouds.HANGZHOU, theirs).code())
        .isEqualTo("QuotaExceeded.IntraRegionVpcPeerCountPerVpc");
    assertThat(request(AliyunClouds.OWN, AliyunClouds.BEIJING, far).code()).isEmpty();
  }

  @Test
  void delete_withRoutes_isRefusedUnlessForced() {
    String id = twinned();
    clouds.settle();
    clouds.console().createRoute(clouds.console().systemTable(here), "10.1.0.0/16", "VpcPeer", id);
    assertThat(code(own, "DeleteVpcPeerConnection", id))
        .isEqualTo("OperationDenied.RouteEntryExist");
    assertThat(
            own.form("VpcPeer", "DeleteVpcPeerConnection", "InstanceId", id, "Force", "true")
                .code())
        .isEmpty();
    clouds.settle();
    assertThat(clouds.aliyun.dump()).doesNotContain(id);
  }

  @Test
  void delete_ofAVpcThatIsConnected_isRefused() {
    twinned();
    clouds.settle();
    assertThat(own.call("Vpc", "DeleteVpc", "VpcId", here).code())
        .isEqualTo("DependencyViolation.VpcPeer");
  }

  @Test
  void list_byTagsAndVpc_findsThoseOfBothSides() {
    String id =
        request(
                AliyunClouds.OTHER,
                AliyunClouds.HANGZHOU,
                theirs,
                "Tag.1.Key",
                "mine",
                "Tag.1.Value",
                "yes")
            .text("/InstanceId");
    assertThat(
            own.call("VpcPeer", "ListVpcPeerConnections", "Tags.1.Key", "mine")
                .texts("/VpcPeerConnects", "InstanceId"))
        .containsExactly(id);
    assertThat(
            other
                .call("VpcPeer", "ListVpcPeerConnections", "VpcId.1", theirs)
                .texts("/VpcPeerConnects", "InstanceId"))
        .containsExactly(id);
    assertThat(
            other
                .call("VpcPeer", "ListVpcPeerConnections", "Tags.1.Key", "mine")
                .texts("/VpcPeerConnects", "InstanceId"))
        .isEmpty();
  }

  @Test
  void uid_inAnAnswer_isAWholeNumber() {
    String id = asked();
    assertThat(describe(own, id).json().path("AcceptingOwnerUid").longValue())
        .isEqualTo(1000000000000002L);
  }
}
