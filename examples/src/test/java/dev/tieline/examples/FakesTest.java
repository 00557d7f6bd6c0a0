package dev.tieline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

class FakesTest {
  private final Printed out = new Printed();
  private final Printed err = new Printed();

  private int run(Fakes.Session session, String... args) throws InterruptedException {
    return Fakes.run(out.stream(), err.stream(), session, args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--aws",
        "--aws x",
        "--aws -1",
        "--aws 70000",
        "--factor 2",
        "--aws 0 --factor 0",
        "--aws 0 --factor",
        "--aws 0 --factor NaN",
        "--aws 0 --factor Infinity",
        "--aliyun",
        "--aliyun 70000",
        "--qingcloud",
        "--othercloud 0"
      })
  void run_wrongArguments_areRefused(String line) throws InterruptedException {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(
            run(
                endpoints -> {
                  throw new AssertionError("served at " + endpoints);
                },
                args))
        .isEqualTo(2);
    assertThat(err.text())
        .isEqualTo(
            "arguments: "
                + line
                + " (expected: --aws PORT, --aliyun PORT, --qingcloud PORT or several [--factor N],"
                + " PORT 0 for any free one, N above 0)\n");
  }

  @Test
  void run_freePort_servesWhoeverUsesThePrintedKeys() throws InterruptedException {
    List<String> made = new ArrayList<>();
    int code =
        run(
            endpoints -> {
              try (Ec2Client ec2 = client(endpoints.get(0))) {
                made.add(ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId());
                assertThat(ec2.describeVpcs().vpcs()).extracting(v -> v.vpcId()).isEqualTo(made);
              }
            },
            "--aws",
            "0");
    assertThat(code).isZero();
    assertThat(made).hasSize(1);
    assertThat(err.text()).isEmpty();
  }

  @Test
  void run_allClouds_serveSideBySide() throws InterruptedException {
    List<String> answers = new ArrayList<>();
    int code =
        run(
            endpoints -> {
              assertThat(endpoints).hasSize(3).doesNotHaveDuplicates();
              for (URI endpoint : endpoints) {
                answers.add(get(endpoint.resolve("/iaas/")));
              }
            },
            "--qingcloud",
            "0",
            "--aliyun",
            "0",
            "--aws",
            "0");
    assertThat(code).isZero();
    assertThat(answers.get(0)).contains("MissingAuthenticationToken");
    assertThat(answers.get(1)).contains("MissingAccessKeyId");
    assertThat(answers.get(2)).contains("access_key_id").contains("1100");
    assertThat(exported("ALIBABA_CLOUD_ACCESS_KEY_ID", out.text())).startsWith("LTAI");
    assertThat(exported("AWS_ACCESS_KEY_ID", out.text())).startsWith("AKIA");
    assertThat(exported("QINGCLOUD_ACCESS_KEY_ID", out.text())).startsWith("QY");
  }

  private static String get(URI endpoint) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void run_takenPort_isRefused() throws InterruptedException {
    Printed second = new Printed();
    run(
        endpoints ->
            assertThat(
                    Fakes.run(
                        second.stream(),
                        err.stream(),
                        nobody -> {},
                        "--aws",
                        String.valueOf(endpoints.get(0).getPort())))
                .isEqualTo(2),
        "--aws",
        "0");
    assertThat(second.text()).isEmpty();
    assertThat(err.text()).contains("(expected: a free port)");
  }

  private Ec2Client client(URI endpoint) {
    String text = out.text();
    assertThat(text).contains("AWS_ENDPOINT_URL=" + endpoint);
    return Ec2Client.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    exported("AWS_ACCESS_KEY_ID", text), exported("AWS_SECRET_ACCESS_KEY", text))))
        .build();
  }

  private static String exported(String name, String text) {
    Matcher matcher = Pattern.compile("export " + name + "=(\\S+)").matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
