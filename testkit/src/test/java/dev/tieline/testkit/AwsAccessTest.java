package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may ask: signatures, keys, sessions; and the services beside EC2. */
class AwsAccessTest {

  private static final String ROLE = "arn:aws:iam::444455556666:role/tieline";

  private final Clouds clouds = new Clouds();
  private final FakeAws aws = clouds.aws;

  /** A fake whose keys and wall clock are those that the recorded requests were signed with. */
  private static FakeAws recorded() {
    return FakeAws.builder()
        .account("111122223333")
        .regions("ap-northeast-1")
        .seed(1)
        .wall(InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z")))
        .build();
  }

  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKIATSKTLK4RLEUXZ6UK/20261101/ap-northeast-1/ec2/aws4_request, ";

  @Test
  void signature_postByBotocore_isAccepted() {
    Ask ask =
        new Ask(
            "POST",
            URI.create("/"),
            Map.of(
                "Host", List.of("127.0.0.1:8000"),
                "Content-Type", List.of("application/x-www-form-urlencoded; charset=utf-8"),
                "X-Odd", List.of("  a   b  "),
                "X-Amz-Date", List.of("20261101T120000Z"),
                "Authorization",
                    List.of(
                        SIGNED
                            + "SignedHeaders=content-type;host;x-amz-date;x-odd, Signature="
                            + "6c11dac6dfbedb8c83585bd604b52ad3acf8fcdb7a860e3a050f5c1ed42b83a4")),
            "Action=DescribeVpcs&Version=2016-11-15".getBytes(StandardCharsets.UTF_8));
    assertThat(recorded().handle(ask).status()).isEqualTo(200);
  }

  @Test
  void signature_getByBotocore_isAccepted() {
    Ask ask =
        new Ask(
            "GET",
            URI.create(
                "/?Version=2016-11-15&Action=DescribeVpcs&Filter.1.Name=tag%3Aa%20b"
                    + "&Filter.1.Value.1=%2A~x"),
            Map.of(
                "host", List.of("127.0.0.1:8000"),
                "x-amz-date", List.of("20261101T120000Z"),
                "authorization",
                    List.of(
                        SIGNED
                            + "SignedHeaders=host;x-amz-date, Signature="
                            + "297ae925cb477261c837198ef1dd089b3af8db1cf72ca37a0c09705b723e9c60")),
            new byte[0]);
    assertThat(recorded().handle(ask).status()).isEqualTo(200);
  }

  @Test
  void signature_wrongSecret_doesNotMatch() {
    Client client =
        new Client(
            aws::handle, aws.keys(Clouds.OWN).accessKeyId(), "wrong", "", Clouds.TOKYO, "ec2");
    Answer answer = client.call("DescribeVpcs");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void signature_unknownKey_isAuthFailure() {
    Client client = new Client(aws::handle, "AKIANOBODY", "wrong", "", Clouds.TOKYO, "ec2");
    Answer answer = client.call("DescribeVpcs");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("AuthFailure");
  }

  @Test
  void signature_none_isMissingToken() {
    Reply reply = aws.handle(new Ask("POST", URI.create("/"), Map.of(), new byte[0]));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).contains("<Code>MissingAuthenticationToken</Code>");
  }

  @Test
  void signature_unknownRegion_isRefused() {
    assertThat(Client.of(aws, Clouds.OWN, "eu-west-1").call("DescribeVpcs").status())
        .isEqualTo(401);
  }

  @Test
  void clockSkew_cloudAhead_requestHasExpired() {
    aws.clockSkew(Duration.ofMinutes(6));
    assertThat(clouds.tokyo().call("DescribeVpcs").code()).isEqualTo("RequestExpired");
  }

  @Test
  void clockSkew_cloudBehind_signatureIsNotYetCurrent() {
    aws.clockSkew(Duration.ofMinutes(-6));
    assertThat(clouds.tokyo().call("DescribeVpcs").code()).isEqualTo("SignatureDoesNotMatch");
    aws.clockSkew(Duration.ofMinutes(-4));
    assertThat(clouds.tokyo().call("DescribeVpcs").status()).isEqualTo(200);
  }

  @Test
  void unknownAction_ec2_isInvalidAction() {
    Answer answer = clouds.tokyo().call("DescribeUnicorns");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("InvalidAction");
  }

  @Test
  void getCallerIdentity_key_tellsTheAccount() {
    Answer answer = Client.of(aws, Clouds.OTHER, Clouds.TOKYO, "sts").call("GetCallerIdentity");
    assertThat(answer.first("GetCallerIdentityResult/Account")).isEqualTo(Clouds.OTHER);
  }

  private Answer assume(String externalId) {
    aws.role(ROLE, Clouds.OWN, "secret-word");
    return Client.of(aws, Clouds.OWN, Clouds.TOKYO, "sts")
        .call("AssumeRole", "RoleArn", ROLE, "RoleSessionName", "s", "ExternalId", externalId);
  }

  private Client session(Answer assumed, String token, String service) {
    String credentials = "AssumeRoleResult/Credentials/";
    return new Client(
        aws::handle,
        assumed.first(credentials + "AccessKeyId"),
        assumed.first(credentials + "SecretAccessKey"),
        token,
        Clouds.TOKYO,
        service);
  }

  @Test
  void assumeRole_externalId_givesASessionOfTheOtherAccount() {
    Answer assumed = assume("secret-word");
    String token = assumed.first("AssumeRoleResult/Credentials/SessionToken");
    assertThat(
            session(assumed, token, "sts")
                .call("GetCallerIdentity")
                .first("GetCallerIdentityResult/Arn"))
        .isEqualTo("arn:aws:sts::444455556666:assumed-role/tieline/s");
  }

  @Test
  void assumeRole_wrongExternalId_isDenied() {
    assertThat(assume("guess").code()).isEqualTo("AccessDenied");
  }

  @Test
  void session_withoutItsToken_isUnknown() {
    assertThat(session(assume("secret-word"), "", "ec2").call("DescribeVpcs").code())
        .isEqualTo("AuthFailure");
  }

  @Test
  void session_afterAnHour_isExpired() {
    Answer assumed = assume("secret-word");
    String token = assumed.first("AssumeRoleResult/Credentials/SessionToken");
    Client session = session(assumed, token, "ec2");
    assertThat(session.call("DescribeVpcs").status()).isEqualTo(200);
    clouds.pass(Duration.ofHours(1));
    assertThat(session.call("DescribeVpcs").code()).isEqualTo("ExpiredToken");
  }

  @Test
  void iam_whatTheFakeDoesNotKnow_isDeniedInProperXml() {
    Answer answer = Client.of(aws, Clouds.OWN, "us-east-1", "iam").call("CreateUser");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("AccessDenied");
  }

  @Test
  void iam_whoAmI_isTheUserOfTheKeys() {
    Client iam = Client.of(aws, Clouds.OWN, "us-east-1", "iam");
    assertThat(iam.call("GetUser").first("GetUserResult/User/Arn"))
        .isEqualTo("arn:aws:iam::111122223333:user/fake");
    assertThat(iam.call("GetUser", "UserName", "nobody").code()).isEqualTo("NoSuchEntity");
  }

  @Test
  void iam_roles_areTheDeclaredOnesOfTheAccount() {
    aws.role("arn:aws:iam::444455556666:role/team/peering", Clouds.OWN, "word");
    Client other = Client.of(aws, Clouds.OTHER, "us-east-1", "iam");
    assertThat(other.call("ListRoles").all("ListRolesResult/Roles/member/RoleName"))
        .containsExactly("peering");
    assertThat(other.call("GetRole", "RoleName", "peering").first("GetRoleResult/Role/Arn"))
        .isEqualTo("arn:aws:iam::444455556666:role/team/peering");
    Client own = Client.of(aws, Clouds.OWN, "us-east-1", "iam");
    assertThat(own.call("ListRoles").all("ListRolesResult/Roles/member")).isEmpty();
    assertThat(own.call("GetRole", "RoleName", "peering").code()).isEqualTo("NoSuchEntity");
  }

  @Test
  void getServiceQuota_changed_tellsTheNewValue() {
    aws.quota(Clouds.OWN, Clouds.TOKYO, "L-7E9ECCDB", 3);
    Client quotas = Client.of(aws, Clouds.OWN, Clouds.TOKYO, "servicequotas");
    String ask = "{\"ServiceCode\":\"vpc\",\"QuotaCode\":\"L-7E9ECCDB\"}";
    assertThat(quotas.json("ServiceQuotasV20190624.GetServiceQuota", ask).body())
        .contains("\"Value\":3.0");
    assertThat(quotas.json("ServiceQuotasV20190624.GetAWSDefaultServiceQuota", ask).body())
        .contains("\"Value\":50.0");
  }

  @Test
  void getServiceQuota_unknown_isNoSuchResource() {
    Answer answer =
        Client.of(aws, Clouds.OWN, Clouds.TOKYO, "servicequotas")
            .json(
                "ServiceQuotasV20190624.GetServiceQuota",
                "{\"ServiceCode\":\"vpc\",\"QuotaCode\":\"L-0\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("NoSuchResourceException");
  }

  @Test
  void keys_text_hidesTheSecret() {
    FakeAws.Keys keys = aws.keys(Clouds.OWN);
    assertThat(keys.toString()).contains(keys.accessKeyId()).doesNotContain(keys.secretAccessKey());
  }
}
