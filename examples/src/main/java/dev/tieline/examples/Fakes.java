package dev.tieline.examples;

import dev.tieline.testkit.FakeAws;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** {@code examples/fakes}: serves fake clouds on loopback to any client until it is stopped. */
public final class Fakes {
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final List<String> REGIONS =
      List.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1", "ap-southeast-1");

  private Fakes() {}

  /**
   * Serves.
   *
   * @param args {@code --aws PORT}, and {@code --factor N} to let the cloud's time pass N times as fast
   * @throws InterruptedException when it is stopped
   */
  public static void main(String[] args) throws InterruptedException {
    int port = -1;
    double factor = 1;
    Deque<String> words = new ArrayDeque<>(List.of(args));
    try {
      while (!words.isEmpty()) {
        switch (words.pop()) {
          case "--aws" -> port = Integer.parseInt(words.pop());
          case "--factor" -> factor = Double.parseDouble(words.pop());
          default -> throw new IllegalArgumentException();
        }
      }
      if (port < 0 || port > 65535 || !(factor > 0)) {
        throw new IllegalArgumentException();
      }
    } catch (RuntimeException e) {
      System.err.println("arguments: " + String.join(" ", args) + " (expected: --aws PORT [--factor N], with PORT 0 for any free one)");
      System.exit(2);
    }
    FakeAws.Builder builder = FakeAws.builder().regions(REGIONS.toArray(String[]::new)).time(hurried(factor)).seed(1);
    ACCOUNTS.forEach(builder::account);
    try (FakeAws aws = builder.build()) {
      System.out.println("A fake AWS: EC2 (VPC parts), STS, Service Quotas. It keeps its state in memory until it is stopped.");
      System.out.println("endpoint  " + aws.serve(port));
      System.out.println("regions   " + String.join(" ", REGIONS));
      for (String account : ACCOUNTS) {
        FakeAws.Keys keys = aws.keys(account);
        System.out.println("account   " + account + "  AWS_ACCESS_KEY_ID=" + keys.accessKeyId() + " AWS_SECRET_ACCESS_KEY=" + keys.secretAccessKey());
      }
      System.out.println("time      " + (factor == 1 ? "real" : factor + " times as fast as real"));
      System.out.println("Stop it with Ctrl-C.");
      Thread.currentThread().join();
    }
  }

  private static InstantSource hurried(double factor) {
    Instant start = Instant.now();
    long nanos = System.nanoTime();
    return () -> start.plus(Duration.ofNanos((long) ((System.nanoTime() - nanos) * factor)));
  }
}
