package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.Client.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same fake over real HTTP on the loopback interface. */
class AwsHttpTest {

  private final Clouds clouds = new Clouds();
  private final URI endpoint = clouds.aws.serve();

  @AfterEach
  void close() {
    clouds.aws.close();
  }

  private Reply send(Ask ask) {
    return Http.send(endpoint, ask);
  }

  private Client client() {
    FakeAws.Keys keys = clouds.aws.keys(Clouds.OWN);
    return new Client(
        this::send,
        keys.accessKeyId(),
        keys.secretAccessKey(),
        "",
        Clouds.TOKYO,
        "ec2",
        endpoint.getAuthority());
  }

  @Test
  void call_signed_isServedAsInProcess() {
    Answer created = client().call("CreateVpc", "CidrBlock", "10.0.0.0/16");
    assertThat(created.status()).isEqualTo(200);
    assertThat(clouds.tokyo().call("DescribeVpcs").first("vpcSet/item/vpcId"))
        .isEqualTo(created.first("vpc/vpcId"));
  }

  @Test
  void call_refused_carriesStatusAndError() {
    Answer refused = client().call("CreateVpc", "CidrBlock", "10.0.0.0/8");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("InvalidVpc.Range");
  }

  @Test
  void loseAnswer_overHttp_resetsTheConnectionAfterTheEffect() {
    clouds.aws.faults().on("CreateVpc").loseAnswer();
    Client client = client();
    assertThatThrownBy(() -> client.call("CreateVpc", "CidrBlock", "10.0.0.0/16"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(clouds.tokyo().call("DescribeVpcs").all("vpcSet/item")).hasSize(1);
  }

  @Test
  void serve_again_answersTheSameEndpointOnLoopback() {
    assertThat(clouds.aws.serve()).isEqualTo(endpoint);
    assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void answer_headers_tellTypeAndRequestId() {
    List<String> names =
        send(new Ask("GET", URI.create("/"), java.util.Map.of(), new byte[0]))
            .headers()
            .keySet()
            .stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    assertThat(names).contains("content-type", "x-amzn-requestid");
  }
}
