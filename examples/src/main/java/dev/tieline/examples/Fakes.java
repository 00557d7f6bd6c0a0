package dev.tieline.examples;

import dev.tieline.testkit.FakeAws;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
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

  /** What lasts as long as the fakes are to be served. */
  interface Session {
    void with(URI endpoint) throws InterruptedException;
  }

  /** What the arguments ask for. */
  private record Order(int port, double factor) {
    private static @Nullable Order parse(String... args) {
      Deque<String> words = new ArrayDeque<>(List.of(args));
      int port = -1;
      double factor = 1;
      try {
        while (!words.isEmpty()) {
          switch (words.pop()) {
            case "--aws" -> port = Integer.parseInt(words.pop());
            case "--factor" -> factor = Double.parseDouble(words.pop());
            default -> {
              return null;
            }
          }
        }
      } catch (NumberFormatException | NoSuchElementException malformed) {
        return null;
      }
      boolean fine = port >= 0 && port <= 65535 && factor > 0 && Double.isFinite(factor);
      return fine ? new Order(port, factor) : null;
    }
  }

  private Fakes() {}

  /**
   * Serves.
   *
   * @param args {@code --aws PORT}, and {@code --factor N} to let the cloud's time pass N times as
   *     fast
   * @throws InterruptedException when it is stopped
   */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.out, System.err, endpoint -> Thread.currentThread().join(), args));
  }

  /**
   * Serves for a session; returns the exit code: 2 if the arguments are wrong or the port is taken.
   */
  static int run(PrintStream out, PrintStream err, Session session, String... args)
      throws InterruptedException {
    Order order = Order.parse(args);
    if (order == null) {
      err.println(
          "arguments: "
              + String.join(" ", args)
              + " (expected: --aws PORT [--factor N], PORT 0 for any free one, N above 0)");
      return 2;
    }
    FakeAws.Builder builder = FakeAws.builder().time(hurried(order.factor())).seed(1);
    builder.regions(REGIONS.toArray(String[]::new));
    ACCOUNTS.forEach(builder::account);
    try (FakeAws aws = builder.build()) {
      URI endpoint;
      try {
        endpoint = aws.serve(order.port());
      } catch (IllegalStateException taken) {
        err.println(taken.getMessage());
        return 2;
      }
      tell(out, aws, endpoint, order.factor());
      session.with(endpoint);
    }
    return 0;
  }

  private static void tell(PrintStream out, FakeAws aws, URI endpoint, double factor) {
    out.println(
        "A fake AWS: EC2 (networks, gateways, gateway endpoints, prefix lists, instances as mere"
            + " states), STS, some IAM and Service Quotas, kept in memory until it is stopped.");
    out.println("endpoint  " + endpoint);
    out.println("regions   " + String.join(" ", REGIONS));
    out.println(
        "time      "
            + (factor == 1
                ? "real"
                : BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString()
                    + " times as fast as real"));
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
    out.println("Stop it with Ctrl-C.");
    out.flush();
  }

  private static InstantSource hurried(double factor) {
    Instant start = Instant.now();
    long nanos = System.nanoTime();
    return () -> start.plus(Duration.ofNanos((long) ((System.nanoTime() - nanos) * factor)));
  }
}
