package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.spi.Call;
import dev.tieline.spi.Scope;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A cloud that always gives the same answer, whatever is asked, seen through the SDK's client. */
class AnswerGuardTest {
  private static final Scope SCOPE = new Scope("aws", "main", "eu-west-1");
  private static final String GOOD =
      "<?xml version=\"1.0\"?><DescribeVpcsResponse"
          + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>"
          + "<vpcSet/></DescribeVpcsResponse>";

  private record Stub(int status, String body) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpFullResponse.builder().statusCode(status).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {
          // there is nothing to abort
        }
      };
    }

    @Override
    public void close() {
      // there is nothing to close
    }
  }

  private static Throwable read(int status, String body) {
    return catchThrowable(
        () -> {
          try (AwsProvider provider = provider(status, body)) {
            new DirectReads(provider).list(Lists.vpcs(SCOPE, Lists.By.everything()));
          }
        });
  }

  private static AwsProvider provider(int status, String body) {
    return AwsProvider.builder()
        .account("main", AwsCredentials.of("AKIAEXAMPLE", "secret"))
        .regions("eu-west-1")
        .httpClient(new Stub(status, body))
        .build();
  }

  @Test
  void read_answerOfTheOperation_passes() {
    assertThat(read(200, GOOD)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><body>Sign in to the network</body></html>",
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "<?xml version=\"1.0\"?><DescribeSubnetsResponse></DescribeSubnetsResponse>",
        "<?xml version=\"1.0\"?><DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId>",
        "not even markup",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + "<DescribeVpcsResponse>&e;</DescribeVpcsResponse>",
      })
  void read_anythingElseWithStatus200_isUnavailableAndNeverAnEmptyList(String body) {
    assertThat(read(200, body))
        .isInstanceOfSatisfying(
            CloudCallException.class,
            e -> {
              assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
              assertThat(e.code()).isEmpty();
              assertThat(e).hasMessageContaining("answer is");
            });
  }

  @Test
  void read_proxysPage_isShownCleanedAndShortened() {
    Throwable e =
        read(502, "<!DOCTYPE html>\n<html>\u001b[31m" + "<p>gateway</p>".repeat(50) + "</html>");
    assertThat(e)
        .hasMessageContaining("answer is not XML: <!DOCTYPE html> <html>")
        .hasMessageContaining("...")
        .hasMessageContaining("status=502");
    assertThat(e.getMessage()).doesNotContain("\u001b").hasSizeLessThan(300);
  }

  @Test
  void read_nestedDeep_isRefused() {
    String body = "<DescribeVpcsResponse>" + "<a>".repeat(100) + "</a>".repeat(100);
    assertThat(read(200, body + "</DescribeVpcsResponse>")).hasMessageContaining("nested");
  }

  @Test
  void write_proxysPage_isUnknownOutcome() {
    Call<String> call =
        Call.write(
            SCOPE,
            "CreateVpc",
            c -> c.client(Ec2Client.class).createVpc(r -> r.cidrBlock("10.0.0.0/16")).toString());
    try (AwsProvider provider = provider(502, "<html>bad gateway</html>")) {
      assertThat(catchThrowable(() -> new DirectReads(provider).call(call)))
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("bad gateway")
          .hasMessageContaining("status 502");
    }
  }

  @Test
  void write_emptyAnswerWithStatus200_isUnknownOutcome() {
    Call<String> call =
        Call.write(
            SCOPE,
            "CreateVpc",
            c -> c.client(Ec2Client.class).createVpc(r -> r.cidrBlock("10.0.0.0/16")).toString());
    try (AwsProvider provider = provider(200, "")) {
      assertThat(catchThrowable(() -> new DirectReads(provider).call(call)))
          .isInstanceOf(OutcomeUnknownException.class);
    }
  }

  @Test
  void quotas_pageInsteadOfJson_isUnavailable() {
    try (AwsProvider provider = provider(200, "<html></html>")) {
      assertThat(catchThrowable(() -> new DirectReads(provider).list(AccountLists.quotas(SCOPE))))
          .hasMessageContaining("answer is not JSON");
    }
  }

  @Test
  void quotas_json_passes() {
    try (AwsProvider provider = provider(200, "{\"Quotas\":[]}")) {
      assertThatCode(() -> new DirectReads(provider).list(AccountLists.quotas(SCOPE)))
          .doesNotThrowAnyException();
    }
  }
}
