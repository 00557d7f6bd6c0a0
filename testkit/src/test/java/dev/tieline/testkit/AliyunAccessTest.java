package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.AliyunClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who may ask: signatures of both kinds, sessions, nonces, regions, versions and permissions. */
class AliyunAccessTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient own = clouds.own();

  private static Answer ask(AliyunClient client) {
    return client.call("Sts", "GetCallerIdentity");
  }

  @Test
  void acs3_signedWithTheKey_isWhoHoldsIt() {
    assertThat(ask(own).text("/AccountId")).isEqualTo(AliyunClouds.OWN);
    assertThat(ask(clouds.other()).text("/AccountId")).isEqualTo(AliyunClouds.OTHER);
  }

  @Test
  void v1_signedWithTheKey_isWhoHoldsIt() {
    assertThat(own.v1("Sts", "GetCallerIdentity").text("/AccountId")).isEqualTo(AliyunClouds.OWN);
  }

  @Test
  void acs3_wrongSecret_isRefused() {
    FakeAliyun.Keys keys = clouds.aliyun.keys(AliyunClouds.OWN);
    AliyunClient forger =
        new AliyunClient(clouds.aliyun::handle, keys.accessKeyId(), "wrong", "", "");
    assertThat(ask(forger).code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(forger.v1("Sts", "GetCallerIdentity").code()).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void acs3_unknownKey_isNotFound() {
    AliyunClient nobody = new AliyunClient(clouds.aliyun::handle, "LTAI5tNobody", "x", "", "");
    assertThat(ask(nobody).code()).isEqualTo("InvalidAccessKeyId.NotFound");
    assertThat(ask(nobody).status()).isEqualTo(404);
  }

  @Test
  void acs3_oldOrFutureDate_isExpired() {
    own.signedAt = own.signedAt.minus(Duration.ofMinutes(16));
    assertThat(ask(own).code()).isEqualTo("InvalidTimeStamp.Expired");
    own.signedAt = own.signedAt.plus(Duration.ofMinutes(32));
    assertThat(ask(own).code()).isEqualTo("InvalidTimeStamp.Expired");
  }

  @Test
  void clockSkew_beyondAQuarterOfAnHour_refusesEverything() {
    clouds.aliyun.clockSkew(Duration.ofMinutes(14));
    assertThat(ask(own).code()).isEmpty();
    clouds.aliyun.clockSkew(Duration.ofMinutes(16));
    assertThat(ask(own).code()).isEqualTo("InvalidTimeStamp.Expired");
  }

  @Test
  void nonce_usedTwice_isRefused() {
    own.nonce = "once";
    assertThat(ask(own).code()).isEmpty();
    assertThat(ask(own).code()).isEqualTo("SignatureNonceUsed");
  }

  @Test
  void nonce_usedTwiceWhereNobodyLooks_isFine() {
    AliyunClient client = new AliyunClouds(AliyunSwitch.NONCES_CHECKED, false).own();
    client.nonce = "once";
    assertThat(ask(client).code()).isEmpty();
    assertThat(ask(client).code()).isEmpty();
  }

  @Test
  void request_withoutSignature_isRefused() {
    Answer answer =
        own.send(
            "/?RegionId=cn-hangzhou",
            java.util.Map.of("x-acs-action", "DescribeVpcs", "x-acs-version", "2016-04-28"),
            "");
    assertThat(answer.code()).isEqualTo("MissingAccessKeyId");
  }

  @Test
  void region_unknown_isRefused() {
    assertThat(own.call("Vpc", "DescribeVpcs", "RegionId", "cn-nowhere").code())
        .isEqualTo("InvalidRegionId.NotFound");
  }

  @Test
  void action_unknown_isNotFound() {
    Answer answer = own.call("Vpc", "MakeCoffee");
    assertThat(answer.code()).isEqualTo("InvalidApi.NotFound");
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void version_unknown_isRefused() {
    assertThat(own.call("1999-12-31", "DescribeVpcs").code()).isEqualTo("InvalidVersion");
  }

  @Test
  void host_ofAnotherProduct_isRefused() {
    own.host = "ecs.cn-hangzhou.aliyuncs.com";
    assertThat(own.call("Vpc", "DescribeVpcs").code()).isEqualTo("InvalidProduct.NotFound");
    assertThat(own.call("Ecs", "DescribeInstances").code()).isEmpty();
  }

  @Test
  void parameter_unknown_isRefused() {
    assertThat(own.call("Vpc", "DescribeVpcs", "Colour", "red").code())
        .isEqualTo("UnsupportedParameter");
  }

  @Test
  void parameter_unknownWhereNobodyLooks_isPassedOver() {
    AliyunClient client = new AliyunClouds(AliyunSwitch.UNKNOWN_PARAMETERS_REFUSED, false).own();
    assertThat(client.call("Vpc", "DescribeVpcs", "Colour", "red").code()).isEmpty();
  }

  @Test
  void parameter_missing_isNamed() {
    assertThat(own.call("VpcPeer", "GetVpcPeerConnectionAttribute").code())
        .isEqualTo("MissingInstanceId");
    assertThat(
            own.call(
                    "Vpc",
                    "CreateRouteEntries",
                    "RouteEntries.1.RouteTableId",
                    "vtb-1",
                    "RouteEntries.1.NextHop",
                    "pcc-1",
                    "RouteEntries.1.NextHopType",
                    "VpcPeer")
                .code())
        .isEqualTo("MissingRouteEntries.1.DstCidrBlock");
  }

  @Test
  void parameter_wrongForm_isRefused() {
    assertThat(own.call("Vpc", "DescribeVpcs", "PageSize", "many").code())
        .isEqualTo("InvalidPageSize");
  }

  @Test
  void parameters_inQueryAndForm_areOneRequest() {
    Answer answer = own.acs3("Vpc", "CreateVpc", "RegionId=cn-hangzhou", "CidrBlock=10.0.0.0%2F16");
    assertThat(answer.code()).isEmpty();
    assertThat(own.form("Vpc", "DescribeVpcs").texts("/Vpcs/Vpc", "VpcId"))
        .containsExactly(answer.text("/VpcId"));
  }

  @Test
  void permission_denied_saysWhichActionIsMissing() {
    clouds.aliyun.permissions().deny(AliyunClouds.OWN, "vpc:CreateVpc");
    Answer answer = own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("Forbidden.RAM");
    assertThat(answer.text("/AccessDeniedDetail/AuthAction")).isEqualTo("vpc:CreateVpc");
    assertThat(own.call("Vpc", "DescribeVpcs").code()).isEmpty();
  }

  @Test
  void assumeRole_trustedWithExternalId_actsInTheOtherAccount() {
    String role = "acs:ram::" + AliyunClouds.OTHER + ":role/peering";
    clouds.aliyun.role(role, AliyunClouds.OWN, "secret-handshake");
    Answer session =
        own.call(
            "Sts",
            "AssumeRole",
            "RoleArn",
            role,
            "RoleSessionName",
            "tieline",
            "ExternalId",
            "secret-handshake",
            "DurationSeconds",
            "900");
    AliyunClient there =
        new AliyunClient(
            clouds.aliyun::handle,
            session.text("/Credentials/AccessKeyId"),
            session.text("/Credentials/AccessKeySecret"),
            session.text("/Credentials/SecurityToken"),
            "");
    assertThat(ask(there).text("/AccountId")).isEqualTo(AliyunClouds.OTHER);
    assertThat(ask(there).text("/Arn"))
        .isEqualTo("acs:ram::" + AliyunClouds.OTHER + ":assumed-role/peering/tieline");
    clouds.pass(Duration.ofMinutes(15));
    assertThat(ask(there).code()).isEqualTo("InvalidSecurityToken.Expired");
  }

  @Test
  void assumeRole_wrongExternalId_isDenied() {
    String role = "acs:ram::" + AliyunClouds.OTHER + ":role/peering";
    clouds.aliyun.role(role, AliyunClouds.OWN, "secret-handshake");
    assertThat(own.call("Sts", "AssumeRole", "RoleArn", role, "RoleSessionName", "tieline").code())
        .isEqualTo("NoPermission");
  }

  @Test
  void throttling_moreThanTheRate_isRefusedUntilTimePasses() {
    AliyunClouds limited = new AliyunClouds(AliyunSwitch.THROTTLING, true);
    AliyunClient client = limited.own();
    for (int i = 0; i < 20; i++) {
      assertThat(ask(client).code()).isEmpty();
    }
    assertThat(ask(client).code()).isEqualTo("Throttling.User");
    assertThat(ask(client).status()).isEqualTo(400);
    limited.pass(Duration.ofSeconds(1));
    assertThat(ask(client).code()).isEmpty();
  }

  @Test
  void refusal_ofAnyKind_namesHostRequestAndAdvice() {
    Answer answer = own.call("Vpc", "DescribeVpcAttribute", "VpcId", "vpc-none");
    assertThat(answer.json().properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder("RequestId", "HostId", "Code", "Message", "Recommend");
  }
}
