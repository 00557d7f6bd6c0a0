package dev.tieline.benchmarks;

import dev.tieline.testkit.FakeAws;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;

/**
 * A process that does nothing but start fakes, to be measured from outside: prints the milliseconds
 * of the first fake until it is built, until it has answered, until it is served, then those of a
 * second one until it is served, and the KiB that the first one and its server retain.
 */
public final class FakeStart {
  private FakeStart() {}

  /**
   * Starts fakes.
   *
   * @param args none
   * @throws Exception if a fake does not answer
   */
  public static void main(String[] args) throws Exception {
    long before = used();
    long start = System.nanoTime();
    FakeAws first = build();
    double built = millisSince(start);
    first.console("111122223333", "eu-west-1").createVpc("10.0.0.0/16");
    double answered = millisSince(start);
    start = System.nanoTime();
    ask(first.serve());
    double served = millisSince(start);
    long retained = used() - before;
    FakeAws second = build();
    ask(second.serve()); // the HTTP client is warm from here on, too
    FakeAws third = build();
    start = System.nanoTime();
    ask(third.serve());
    double again = millisSince(start);
    System.out.printf(
        Locale.ROOT, "%.1f %.1f %.1f %.1f %d%n", built, answered, served, again, retained / 1024);
    System.exit(0);
  }

  private static FakeAws build() {
    return FakeAws.builder().account("111122223333").regions("eu-west-1", "us-east-1").build();
  }

  /** Asks without a signature: a refusal is an answer, and signing is not what is measured. */
  private static void ask(URI endpoint) throws IOException, InterruptedException {
    int status =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.discarding())
            .statusCode();
    if (status != 403) {
      throw new IllegalStateException("status: " + status + " (expected: 403)");
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
