package dev.tieline.benchmarks;

import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;

/**
 * How soon a fake EC2 is there, what it holds, and how many signed calls a second it answers. The
 * calls are two thirds reads, over four networks with twelve subnets; they are signed beforehand,
 * so that the fake's work is measured and not the client's.
 */
final class FakeSpeed {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final int ROUNDS = 5;
  private static final long ROUND = TimeUnit.SECONDS.toNanos(2);
  private final Goals goals;

  FakeSpeed(Goals goals) {
    this.goals = goals;
  }

  void measure() throws IOException, InterruptedException {
    starts();
    try (FakeAws aws = FakeAws.builder().account(ACCOUNT).regions(REGION).seed(7).build()) {
      Console console = aws.console(ACCOUNT, REGION);
      List<String> vpcs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String vpc = console.createVpc("10." + i + ".0.0/16");
        for (int j = 0; j < 3; j++) {
          console.createSubnet(vpc, "10." + i + "." + j + ".0/24", REGION + "a");
        }
        console.createSecurityGroup(vpc, "app");
        vpcs.add(vpc);
      }
      inProcess(aws, requests(aws, URI.create("http://fake"), console, vpcs));
      overSocket(requests(aws, aws.serve(), console, vpcs));
    }
  }

  /** Each in a process of its own; the median of five, since the machine is noisy. */
  private void starts() throws IOException, InterruptedException {
    double[][] measured = new double[5][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      String[] texts = fresh().strip().split(" ");
      for (int i = 0; i < measured.length; i++) {
        measured[i][round] = Double.parseDouble(texts[i]);
      }
    }
    goals.atMost("first fake of a process, built", "time", median(measured[0]), 150, "ms");
    goals.atMost("to its first answer to a console", "time", median(measured[1]), 150, "ms");
    goals.atMost(
        "to its first answer over HTTP, with the web server's classes to load",
        "time",
        median(measured[2]),
        1000,
        "ms");
    goals.atMost(
        "further fake, served to its first answer", "time", median(measured[3]), 150, "ms");
    goals.atMost("fake and web server", "retained", median(measured[4]) / 1024, 30, "MiB");
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String fresh() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FakeStart.class.getName())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("a fake did not start:\n" + out);
    }
    return out;
  }

  /** A signed request with its form. */
  private record Signed(SdkHttpRequest request, String form) {}

  private static List<Signed> requests(
      FakeAws aws, URI endpoint, Console console, List<String> vpcs) {
    FakeAws.Keys keys = aws.keys(ACCOUNT);
    AwsBasicCredentials identity =
        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey());
    String table = console.mainRouteTable(vpcs.get(0));
    String vpc = vpcs.get(1);
    List<Signed> signed = new ArrayList<>();
    for (String[] call :
        new String[][] {
          {"DescribeRouteTables", "RouteTableId.1", table},
          {"CreateTags", "ResourceId.1", vpc, "Tag.1.Key", "Name", "Tag.1.Value", "shop"},
          {"DescribeVpcs", "VpcId.1", vpc},
          {"DescribeSubnets", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc},
          {"DeleteTags", "ResourceId.1", vpc, "Tag.1.Key", "Name"},
          {"DescribeSecurityGroups", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc}
        }) {
      signed.add(sign(identity, endpoint, form(call)));
    }
    return signed;
  }

  private static String form(String... call) {
    StringBuilder form = new StringBuilder("Action=" + call[0] + "&Version=2016-11-15");
    for (int i = 1; i < call.length; i += 2) {
      form.append('&')
          .append(call[i])
          .append('=')
          .append(URLEncoder.encode(call[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  private static Signed sign(AwsBasicCredentials identity, URI endpoint, String form) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(endpoint + "/"))
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .build();
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    return new Signed(
        AwsV4HttpSigner.create()
            .sign(
                SignRequest.builder(identity)
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                    .build())
            .request(),
        form);
  }

  private void inProcess(FakeAws aws, List<Signed> requests) {
    List<Ask> asks = new ArrayList<>();
    for (Signed signed : requests) {
      asks.add(
          new Ask(
              "POST",
              signed.request().getUri(),
              signed.request().headers(),
              signed.form().getBytes(StandardCharsets.UTF_8)));
    }
    double best = 0;
    for (int round = 0; round < 4; round++) { // the compiler needs to warm up: the best counts
      int calls = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < ROUND) {
        for (Ask ask : asks) {
          Reply reply = aws.handle(ask);
          check(reply.status(), reply.text());
          calls++;
        }
      }
      best = Math.max(best, calls * 1e9 / (System.nanoTime() - start));
      aws.resetCalls();
    }
    goals.atLeast("fake calls in-process, one thread", "rate", best, 4000, "calls/s");
  }

  private void overSocket(List<Signed> requests) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<HttpRequest> asks = new ArrayList<>();
    for (Signed signed : requests) {
      HttpRequest.Builder ask =
          HttpRequest.newBuilder(signed.request().getUri())
              .POST(HttpRequest.BodyPublishers.ofString(signed.form()));
      signed
          .request()
          .headers()
          .forEach(
              (name, values) -> {
                if (!name.equalsIgnoreCase("Host")) { // the client sends it by itself
                  values.forEach(value -> ask.header(name, value));
                }
              });
      asks.add(ask.build());
    }
    double best = 0;
    for (int round = 0; round < 4; round++) {
      int calls = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < ROUND) {
        for (HttpRequest ask : asks) {
          HttpResponse<String> answer = client.send(ask, BodyHandlers.ofString());
          check(answer.statusCode(), answer.body());
          calls++;
        }
      }
      best = Math.max(best, calls * 1e9 / (System.nanoTime() - start));
    }
    goals.atLeast("fake calls over a socket, one client", "rate", best, 500, "calls/s");
  }

  private static void check(int status, String body) {
    if (status != 200) {
      throw new IllegalStateException("status: " + status + " (expected: 200): " + body);
    }
  }
}
