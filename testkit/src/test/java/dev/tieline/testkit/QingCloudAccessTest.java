package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.QingCloudClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may ask: signatures, time stamps, zones, permissions, and how often. */
class QingCloudAccessTest {
  private final QingCloudClouds clouds = new QingCloudClouds();
  private final QingCloudClient own = clouds.own();

  private static Answer ask(QingCloudClient client) {
    return client.call("DescribeRouters");
  }

  @Test
  void get_signedWithTheKey_isAnswered() {
    Answer answer = ask(own);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/action")).isEqualTo("DescribeRoutersResponse");
    assertThat(answer.json().path("ret_code").isInt()).isTrue();
  }

  @Test
  void post_signedWithTheKey_isAnswered() {
    own.method = "POST";
    assertThat(own.call("CreateVxnets", "vxnet_type", "1", "vxnet_name", "北京 1*~+|/").code())
        .isZero();
    assertThat(own.call("DescribeVxnets").text("/vxnet_set/0/vxnet_name")).isEqualTo("北京 1*~+|/");
  }

  @Test
  void sha1_signedWithTheKey_isAnswered() {
    own.algorithm = "HmacSHA1";
    assertThat(ask(own).code()).isZero();
  }

  @Test
  void algorithm_unknown_isABadValue() {
    own.algorithm = "HmacMD5";
    assertThat(ask(own).code()).isEqualTo(1101);
  }

  @Test
  void get_wrongSecret_isRefusedWith200() {
    FakeQingCloud.Keys keys = clouds.cloud.keys(QingCloudClouds.OWN);
    QingCloudClient forger =
        new QingCloudClient(clouds.cloud::handle, keys.accessKeyId(), "wrong", "pek3");
    assertThat(ask(forger).code()).isEqualTo(1200);
    assertThat(ask(forger).status()).isEqualTo(200);
  }

  @Test
  void get_unknownKey_isRefused() {
    QingCloudClient nobody = new QingCloudClient(clouds.cloud::handle, "QYNOBODY", "x", "pek3");
    assertThat(ask(nobody).code()).isEqualTo(1200);
  }

  @Test
  void stamp_olderThanAMinute_isExpired() {
    own.signedAt = own.signedAt.minus(Duration.ofSeconds(70));
    assertThat(ask(own).code()).isEqualTo(1300);
  }

  @Test
  void stamp_ofTheFuture_isExpiredUnlessNobodyLooks() {
    own.signedAt = own.signedAt.plus(Duration.ofSeconds(70));
    assertThat(ask(own).code()).isEqualTo(1300);
    QingCloudClient lucky = new QingCloudClouds(QingCloudSwitch.FUTURE_STAMP_REFUSED, false).own();
    lucky.signedAt = own.signedAt;
    assertThat(ask(lucky).code()).isZero();
  }

  @Test
  void clockSkew_beyondAMinute_refusesEverything() {
    clouds.cloud.clockSkew(Duration.ofSeconds(90));
    assertThat(ask(own).code()).isEqualTo(1300);
  }

  @Test
  void expires_inThePast_isExpired() {
    String past = own.signedAt.minusSeconds(30).truncatedTo(ChronoUnit.SECONDS).toString();
    assertThat(own.call("DescribeRouters", "expires", past).code()).isEqualTo(1300);
  }

  @Test
  void request_withoutSignature_isMalformed() {
    assertThat(own.send("action=DescribeRouters&zone=pek3").code()).isEqualTo(1100);
  }

  @Test
  void path_ofNoApi_isNoAnswerOfTheApi() {
    own.path = "/other/";
    assertThat(ask(own).status()).isEqualTo(404);
  }

  @Test
  void zone_missingOrUnknown_isRefused() {
    assertThat(ask(QingCloudClient.of(clouds.cloud, QingCloudClouds.OWN, "")).code())
        .isEqualTo(1100);
    assertThat(own.call("DescribeRouters", "zone", "mars1").code()).isEqualTo(1101);
  }

  @Test
  void zone_inner_meansItsRegionUnlessItIsUnknown() {
    assertThat(own.call("DescribeRouters", "zone", "pek3b").code()).isZero();
    QingCloudClient strict = new QingCloudClouds(QingCloudSwitch.INNER_ZONE_ACCEPTED, false).own();
    assertThat(strict.call("DescribeRouters", "zone", "pek3b").code()).isEqualTo(1101);
  }

  @Test
  void zones_described_areThoseOfTheFake() {
    Answer zones = QingCloudClient.of(clouds.cloud, QingCloudClouds.OWN, "").ok("DescribeZones");
    assertThat(zones.texts("/zone_set", "zone_id")).containsExactly("pek3", "gd2");
  }

  @Test
  void accessKeys_described_areTheCallersOwnAndSayWhoseTheyAre() {
    QingCloudClient anywhere = QingCloudClient.of(clouds.cloud, QingCloudClouds.OWN, "");
    String key = clouds.cloud.keys(QingCloudClouds.OWN).accessKeyId();
    Answer keys = anywhere.ok("DescribeAccessKeys", "access_keys.1", key);
    assertThat(keys.texts("/access_key_set", "root_user_id")).containsExactly(QingCloudClouds.OWN);
    assertThat(keys.texts("/access_key_set", "access_key_id")).containsExactly(key);
    Answer others = anywhere.ok("DescribeAccessKeys", "access_keys.1", "QYOTHERS");
    assertThat(others.texts("/access_key_set", "access_key_id")).isEmpty();
  }

  @Test
  void action_unknown_isRefused() {
    assertThat(own.call("MakeCoffee").code()).isEqualTo(1101);
  }

  @Test
  void parameter_missing_isRefused() {
    Answer answer = own.call("CreateVxnets");
    assertThat(answer.code()).isEqualTo(1100);
    assertThat(answer.text("/message")).contains("vxnet_type");
  }

  @Test
  void parameter_notANumber_isRefused() {
    assertThat(own.call("DescribeRouters", "limit", "many").code()).isEqualTo(1100);
  }

  @Test
  void parameter_unknown_isPassedOverUnlessSomebodyLooks() {
    assertThat(own.call("DescribeRouters", "colour", "red").code()).isZero();
    QingCloudClient strict =
        new QingCloudClouds(QingCloudSwitch.UNKNOWN_PARAMETERS_REFUSED, true).own();
    assertThat(strict.call("DescribeRouters", "colour", "red").code()).isEqualTo(1100);
  }

  @Test
  void permission_denied_is1400() {
    clouds.cloud.permissions().deny(QingCloudClouds.OWN, "iaas:CreateVxnets");
    assertThat(own.call("CreateVxnets", "vxnet_type", "1").code()).isEqualTo(1400);
    assertThat(ask(own).code()).isZero();
  }

  @Test
  void dailyCalls_used_areBackAtMidnightInChina() {
    QingCloudClouds poor = new QingCloudClouds(FakeQingCloud.builder().dailyCalls(2));
    QingCloudClient client = poor.own();
    ask(client);
    ask(client);
    assertThat(ask(client).code()).isEqualTo(2500);
    assertThat(ask(poor.other()).code()).isZero();
    poor.pass(Duration.ofHours(4)); // it was noon in UTC, and eight in the evening there
    assertThat(ask(client).code()).isZero();
  }

  @Test
  void storm_ofBusyServers_is5100() {
    clouds.cloud.faults().on("*").times(2).throttle();
    assertThat(ask(own).code()).isEqualTo(5100);
    assertThat(ask(own).status()).isEqualTo(200);
  }

  @Test
  void zone_down_is5100ThereAlone() {
    clouds.cloud.regionDown("pek3", true);
    assertThat(ask(own).code()).isEqualTo(5100);
    assertThat(ask(clouds.south()).code()).isZero();
  }

  @Test
  void list_thatHides_leavesOutWithoutAWord() {
    QingCloudConsole console = clouds.console();
    String vpc = console.createVpc("172.16.0.0/16");
    String vxnet = console.createVxnet(vpc, "172.16.1.0/24");
    String border = console.createBorder("b");
    console.joinBorder(border, vxnet);
    String access = console.createAccessPoint(console.createWanNet("w"), border, 1);
    clouds.cloud.faults().on("*").times(5).hide(List.of(vxnet, access)::contains);
    assertThat(own.call("DescribeVxnets").text("/total_count")).isEqualTo("0");
    assertThat(own.call("DescribeRouterVxnets", "router", vpc).text("/total_count")).isEqualTo("0");
    assertThat(own.call("DescribeBorderVxnets").text("/total_count")).isEqualTo("0");
    assertThat(own.call("DescribeWanAccesss").text("/total_count")).isEqualTo("0");
    assertThat(own.call("DescribeRoutingTableResources").text("/total_count")).isEqualTo("0");
    assertThat(own.call("DescribeVxnets").text("/total_count")).isEqualTo("1");
  }

  @Test
  void connection_reset_isNoAnswer() {
    clouds.cloud.faults().on("DescribeRouters").resetBefore();
    assertThatThrownBy(() -> ask(own)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void list_numberedFromZeroOrOne_isTheSame() {
    String vxnet = own.ok("CreateVxnets", "vxnet_type", "1").text("/vxnets/0");
    assertThat(own.call("DescribeVxnets", "vxnets.0", vxnet).text("/total_count")).isEqualTo("1");
    assertThat(own.call("DescribeVxnets", "vxnets.1", vxnet).text("/total_count")).isEqualTo("1");
  }

  @Test
  void list_asOneTextOfJson_isRead() {
    String vxnet = own.ok("CreateVxnets", "vxnet_type", "1").text("/vxnets/0");
    Answer answer = own.call("DescribeVxnets", "vxnets", "[\"" + vxnet + "\"]");
    assertThat(answer.text("/total_count")).isEqualTo("1");
  }

  @Test
  void calls_ofClients_areLoggedWithTheirCodes() {
    ask(own);
    own.call("DeleteVxnets", "vxnets.1", "vxnet-nothere");
    assertThat(clouds.cloud.calls())
        .extracting(Call::action)
        .containsExactly("DescribeRouters", "DeleteVxnets");
    assertThat(clouds.cloud.calls()).extracting(Call::errorCode).containsExactly(null, "2100");
    assertThat(clouds.cloud.calls()).extracting(Call::mutating).containsExactly(false, true);
  }

  @Test
  void keys_asText_hideTheSecret() {
    FakeQingCloud.Keys keys = clouds.cloud.keys(QingCloudClouds.OWN);
    assertThat(keys.toString()).doesNotContain(keys.secretAccessKey());
  }

  @Test
  void http_getAndPost_areServed() throws Exception {
    try (FakeQingCloud cloud = clouds.cloud) {
      URI endpoint = cloud.serve();
      FakeQingCloud.Keys keys = cloud.keys(QingCloudClouds.OWN);
      HttpClient http = HttpClient.newHttpClient();
      QingCloudClient client =
          new QingCloudClient(
              ask -> {
                HttpRequest request =
                    HttpRequest.newBuilder(endpoint.resolve(ask.uri()))
                        .method(ask.method(), HttpRequest.BodyPublishers.ofByteArray(ask.body()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .build();
                try {
                  HttpResponse<byte[]> reply =
                      http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                  return new Reply(reply.statusCode(), reply.headers().map(), reply.body());
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              },
              keys.accessKeyId(),
              keys.secretAccessKey(),
              "pek3");
      String name = "a b+c*d~e|f/北京";
      client.ok("CreateVpcBorders", "border_type", "1", "border_name", name);
      client.method = "POST";
      client.ok("CreateVpcBorders", "border_type", "1", "border_name", name);
      List<String> names = client.ok("DescribeVpcBorders").texts("/vpc_border_set", "border_name");
      assertThat(names).containsExactly(name, name);
      assertThat(name.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(name.length());
    }
  }
}
