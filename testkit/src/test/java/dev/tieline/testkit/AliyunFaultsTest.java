package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.AliyunClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong between a client and the fake Alibaba Cloud, and the way over a socket. */
class AliyunFaultsTest {

  private static final String[] CREATE = {"CidrBlock", "10.0.0.0/16", "ClientToken", "t0"};

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient own = clouds.own();

  private String count() {
    return own.call("Vpc", "DescribeVpcs").text("/TotalCount");
  }

  @Test
  void throttled_once_isRefusedWithStatus400() {
    clouds.aliyun.faults().on("CreateVpc").throttle();
    Answer answer = own.call("Vpc", "CreateVpc", CREATE);
    assertThat(answer.code()).isEqualTo("Throttling.User");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(own.call("Vpc", "CreateVpc", CREATE).code()).isEmpty();
  }

  @Test
  void lostAnswer_repeatedWithItsToken_isTheSameVpc() {
    clouds.aliyun.faults().on("CreateVpc").loseAnswer();
    assertThatThrownBy(() -> own.call("Vpc", "CreateVpc", CREATE))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(count()).isEqualTo("1");
    assertThat(own.call("Vpc", "CreateVpc", CREATE).code()).isEmpty();
    assertThat(count()).isEqualTo("1");
  }

  @Test
  void lateEffect_comesWhenItIsDue() {
    clouds.aliyun.faults().on("CreateVpc").lateEffect(Duration.ofMinutes(2));
    assertThatThrownBy(() -> own.call("Vpc", "CreateVpc", CREATE))
        .isInstanceOf(UncheckedIOException.class);
    clouds.pass(Duration.ofSeconds(119));
    assertThat(count()).isEqualTo("0");
    clouds.pass(Duration.ofSeconds(1));
    assertThat(count()).isEqualTo("1");
  }

  @Test
  void html_fromAProxy_hasNoCode() {
    clouds.aliyun.faults().on("DescribeVpcs").html(502);
    Answer answer = own.call("Vpc", "DescribeVpcs");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).startsWith("<html>");
  }

  @Test
  void lag_ofReads_hidesWhatWasWritten() {
    clouds.aliyun.lag(Duration.ofSeconds(10));
    clouds.pass(Duration.ofSeconds(20));
    own.call("Vpc", "CreateVpc", CREATE);
    assertThat(count()).isEqualTo("0");
    clouds.pass(Duration.ofSeconds(10));
    assertThat(count()).isEqualTo("1");
  }

  @Test
  void regionDown_answers503AndOthersGoOn() {
    clouds.aliyun.regionDown(AliyunClouds.HANGZHOU, true);
    assertThat(own.call("Vpc", "DescribeVpcs").status()).isEqualTo(503);
    assertThat(own.call("Vpc", "DescribeVpcs").code()).isEqualTo("ServiceUnavailable");
    assertThat(own.call("Vpc", "DescribeVpcs", "RegionId", "cn-beijing").code()).isEmpty();
  }

  @Test
  void calls_ofClients_areLoggedAndThoseOfTheConsoleAreNot() {
    clouds.console().createVpc("10.9.0.0/16");
    own.call("Vpc", "CreateVpc", CREATE);
    own.call("Vpc", "DescribeVpcs");
    assertThat(clouds.aliyun.calls())
        .extracting(Call::action)
        .containsExactly("CreateVpc", "DescribeVpcs");
    assertThat(clouds.aliyun.calls()).extracting(Call::mutating).containsExactly(true, false);
    assertThat(clouds.aliyun.calls()).extracting(Call::region).containsOnly("cn-hangzhou");
  }

  @Test
  void ids_ofTheSameSeed_areTheSame() {
    AliyunClouds twin = new AliyunClouds();
    assertThat(twin.console().createVpc("10.0.0.0/16"))
        .isEqualTo(clouds.console().createVpc("10.0.0.0/16"));
    assertThat(twin.aliyun.keys(AliyunClouds.OWN)).isEqualTo(clouds.aliyun.keys(AliyunClouds.OWN));
  }

  @Test
  void keys_asText_hideTheSecret() {
    FakeAliyun.Keys keys = clouds.aliyun.keys(AliyunClouds.OWN);
    assertThat(keys.toString()).doesNotContain(keys.accessKeySecret());
  }

  /** Sends what an in-process client would, over HTTP, with a body of unknown length. */
  private static Reply overHttp(URI endpoint, Ask ask) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + ask.uri().toString()))
            .method(
                ask.method(),
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofByteArray(ask.body())));
    ask.headers()
        .forEach(
            (name, values) -> {
              if (!name.toLowerCase(Locale.ROOT).equals("host")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), Map.of(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void serve_chunkedBodyOverHttp_isOneRequestWithItsQuery() {
    URI endpoint = clouds.aliyun.serve();
    FakeAliyun.Keys keys = clouds.aliyun.keys(AliyunClouds.OWN);
    AliyunClient client =
        new AliyunClient(
            ask -> overHttp(endpoint, ask),
            keys.accessKeyId(),
            keys.accessKeySecret(),
            "",
            AliyunClouds.HANGZHOU);
    client.host = endpoint.getAuthority();
    String name = "商店 ~*+/";
    String query = "RegionId=cn-hangzhou";
    String form =
        "CidrBlock=10.0.0.0%2F16&VpcName="
            + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8);
    Answer made = client.acs3("Vpc", "CreateVpc", query, form);
    assertThat(made.code()).isEmpty();
    assertThat(client.call("Vpc", "DescribeVpcs").texts("/Vpcs/Vpc", "VpcName"))
        .isEqualTo(List.of(name));
    clouds.aliyun.close();
  }
}
