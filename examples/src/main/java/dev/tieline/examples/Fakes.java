package dev.tieline.examples;

import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.FakeQingCloud;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** {@code examples/fakes}: serves fake clouds on loopback to any client until it is stopped. */
public final class Fakes {
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-west-2",
          "eu-west-1",
          "eu-central-1",
          "ap-northeast-1",
          "ap-southeast-1");

  private static final List<String> ALIYUN_ACCOUNTS =
      List.of("1111222233334444", "5555666677778888");
  private static final List<String> ALIYUN_REGIONS =
      List.of("cn-hangzhou", "cn-beijing", "cn-shanghai", "cn-hongkong", "ap-southeast-1");

  private static final List<String> QINGCLOUD_ACCOUNTS = List.of("usr-1gIBrASt", "usr-2hJCsBTu");
  private static final List<String> QINGCLOUD_ZONES =
      List.of("pek3", "pek3a", "sh1a", "gd2", "ap2a");

  /** The way to ask for it. */
  private static final String USAGE =
      "--aws PORT, --aliyun PORT, --qingcloud PORT or several [--factor N], PORT 0 for any free"
          + " one, N above 0";

  /** What lasts as long as the fakes are to be served; the endpoints are in the order of clouds. */
  interface Session {
    void with(List<URI> endpoints) throws InterruptedException;
  }

  /** What the arguments ask for; a port of -1 is that of a cloud which is not asked for. */
  private record Order(int aws, int aliyun, int qingcloud, double factor) {
    private static @Nullable Order parse(String... args) {
      Deque<String> words = new ArrayDeque<>(List.of(args));
      int aws = -1;
      int aliyun = -1;
      int qingcloud = -1;
      double factor = 1;
      try {
        while (!words.isEmpty()) {
          switch (words.pop()) {
            case "--aws" -> aws = port(words.pop());
            case "--aliyun" -> aliyun = port(words.pop());
            case "--qingcloud" -> qingcloud = port(words.pop());
            case "--factor" -> factor = Double.parseDouble(words.pop());
            default -> {
              return null;
            }
          }
        }
      } catch (NumberFormatException | NoSuchElementException malformed) {
        return null;
      }
      boolean some = aws >= 0 || aliyun >= 0 || qingcloud >= 0;
      boolean fine = some && factor > 0 && Double.isFinite(factor);
      return fine ? new Order(aws, aliyun, qingcloud, factor) : null;
    }

    private static int port(String text) {
      int port = Integer.parseInt(text);
      if (port < 0 || port > 65535) {
        throw new NumberFormatException(text);
      }
      return port;
    }
  }

  private Fakes() {}

  /**
   * Serves.
   *
   * @param args {@code --aws PORT}, {@code --aliyun PORT}, {@code --qingcloud PORT} or several, and
   *     {@code --factor N} to let the clouds' time pass N times as fast
   * @throws InterruptedException when it is stopped
   */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.out, System.err, endpoints -> Thread.currentThread().join(), args));
  }

  /**
   * Serves for a session; returns the exit code: 2 if the arguments are wrong or a port is taken.
   */
  static int run(PrintStream out, PrintStream err, Session session, String... args)
      throws InterruptedException {
    Order order = Order.parse(args);
    if (order == null) {
      err.println("arguments: " + String.join(" ", args) + " (expected: " + USAGE + ")");
      return 2;
    }
    InstantSource time = hurried(order.factor());
    FakeAws.Builder awsBuilder = FakeAws.builder().time(time).seed(1);
    awsBuilder.regions(REGIONS.toArray(String[]::new));
    ACCOUNTS.forEach(awsBuilder::account);
    FakeAliyun.Builder aliyunBuilder = FakeAliyun.builder().time(time).seed(1);
    aliyunBuilder.regions(ALIYUN_REGIONS.toArray(String[]::new));
    ALIYUN_ACCOUNTS.forEach(aliyunBuilder::account);
    FakeQingCloud.Builder qingBuilder = FakeQingCloud.builder().time(time).seed(1);
    qingBuilder.zones(QINGCLOUD_ZONES.toArray(String[]::new));
    QINGCLOUD_ACCOUNTS.forEach(qingBuilder::account);
    try (FakeAws aws = awsBuilder.build();
        FakeAliyun aliyun = aliyunBuilder.build();
        FakeQingCloud qingcloud = qingBuilder.build()) {
      List<URI> endpoints = new ArrayList<>();
      try {
        if (order.aws() >= 0) {
          endpoints.add(aws.serve(order.aws()));
        }
        if (order.aliyun() >= 0) {
          endpoints.add(aliyun.serve(order.aliyun()));
        }
        if (order.qingcloud() >= 0) {
          endpoints.add(qingcloud.serve(order.qingcloud()));
        }
      } catch (IllegalStateException taken) {
        err.println(taken.getMessage());
        return 2;
      }
      Iterator<URI> served = endpoints.iterator();
      if (order.aws() >= 0) {
        tell(out, aws, served.next(), order.factor());
      }
      if (order.aliyun() >= 0) {
        tell(out, aliyun, served.next(), order.factor());
      }
      if (order.qingcloud() >= 0) {
        tell(out, qingcloud, served.next(), order.factor());
      }
      out.println("Stop it with Ctrl-C.");
      out.flush();
      session.with(endpoints);
    }
    return 0;
  }

  private static void tell(PrintStream out, FakeAws aws, URI endpoint, double factor) {
    out.println(
        "A fake AWS: EC2 (networks, gateways, gateway endpoints, prefix lists, instances as mere"
            + " states), STS, some IAM and Service Quotas, kept in memory until it is stopped.");
    tell(out, endpoint, REGIONS, factor);
    for (String account : ACCOUNTS) {
      FakeAws.Keys keys = aws.keys(account);
      out.println("account   " + account);
      out.println("  export AWS_ACCESS_KEY_ID=" + keys.accessKeyId());
      out.println("  export AWS_SECRET_ACCESS_KEY=" + keys.secretAccessKey());
    }
    out.println("any client");
    out.println(
        "  export AWS_ENDPOINT_URL="
            + endpoint
            + " AWS_REGION="
            + REGIONS.get(0)
            + " AWS_DEFAULT_REGION="
            + REGIONS.get(0));
  }

  private static void tell(PrintStream out, FakeAliyun aliyun, URI endpoint, double factor) {
    out.println(
        "A fake Alibaba Cloud: VPC, VPC peering, CDT, ECS (security groups, instances as mere"
            + " states), PrivateLink, load balancers behind it, PrivateZone and STS, kept in memory"
            + " until it is stopped.");
    tell(out, endpoint, ALIYUN_REGIONS, factor);
    for (String account : ALIYUN_ACCOUNTS) {
      FakeAliyun.Keys keys = aliyun.keys(account);
      out.println("account   " + account);
      out.println("  export ALIBABA_CLOUD_ACCESS_KEY_ID=" + keys.accessKeyId());
      out.println("  export ALIBABA_CLOUD_ACCESS_KEY_SECRET=" + keys.accessKeySecret());
    }
    out.println("any client, over HTTP, with " + endpoint.getAuthority() + " for all endpoints");
  }

  private static void tell(PrintStream out, FakeQingCloud qing, URI endpoint, double factor) {
    out.println(
        "A fake QingCloud: VPCs, border routers, SD-WAN access points, route tables, security"
            + " groups, public addresses, load balancers and instances as mere states, kept in"
            + " memory until it is stopped.");
    tell(out, endpoint, QINGCLOUD_ZONES, factor);
    for (String account : QINGCLOUD_ACCOUNTS) {
      FakeQingCloud.Keys keys = qing.keys(account);
      out.println("account   " + account);
      out.println("  export QINGCLOUD_ACCESS_KEY_ID=" + keys.accessKeyId());
      out.println("  export QINGCLOUD_SECRET_ACCESS_KEY=" + keys.secretAccessKey());
    }
    out.println(
        "any client, over HTTP, with host "
            + endpoint.getHost()
            + ", port "
            + endpoint.getPort()
            + " and path /iaas/");
  }

  private static void tell(PrintStream out, URI endpoint, List<String> regions, double factor) {
    out.println("endpoint  " + endpoint);
    out.println("regions   " + String.join(" ", regions));
    out.println(
        "time      "
            + (factor == 1
                ? "real"
                : BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString()
                    + " times as fast as real"));
  }

  private static InstantSource hurried(double factor) {
    Instant start = Instant.now();
    long nanos = System.nanoTime();
    return () -> start.plus(Duration.ofNanos((long) ((System.nanoTime() - nanos) * factor)));
  }
}
