package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Ip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests that are really sent to the public address of a load balancer, to count who answers
 * them. What sends one is given: only the caller knows how its servers tell who they are. What came
 * of it is told apart from what a model says.
 *
 * @param address the address
 * @param port the port
 * @param requests how many are sent, one after the other
 */
public record HttpProbe(Ip address, int port, int requests) {
  /** How many requests are sent unless told otherwise. */
  public static final int REQUESTS = 30;

  /** Checks that nothing is missing. */
  public HttpProbe {
    requireNonNull(address, "address");
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
    if (requests < 1) {
      throw new IllegalArgumentException("requests: " + requests + " (expected: 1 or more)");
    }
  }

  /** Sends one request. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Sends a request.
     *
     * @param address where it goes
     * @param port the port
     * @return who answered, by a name that differs from server to server
     * @throws IOException if nobody did; its message says why
     * @throws InterruptedException if the thread was interrupted
     */
    String send(Ip address, int port) throws IOException, InterruptedException;
  }

  /**
   * What came of the requests.
   *
   * @param byBackend how many each server answered, by its name
   * @param failures why the others were not answered, each reason once
   * @param failed how many were not answered
   */
  public record Answers(Map<String, Integer> byBackend, List<String> failures, int failed) {
    /** Copies the collections. */
    public Answers {
      byBackend = Collections.unmodifiableMap(new TreeMap<>(byBackend));
      failures = List.copyOf(failures);
    }

    /**
     * Returns whether every request was answered, and by each of these.
     *
     * @param backends the names of the servers
     * @return true also if others answered as well
     */
    public boolean isFrom(String... backends) {
      return failed == 0 && byBackend.keySet().containsAll(List.of(backends));
    }

    @Override
    public String toString() {
      return byBackend + (failed == 0 ? "" : ", " + failed + " not answered: " + failures);
    }
  }

  /**
   * Returns this probe with another number of requests.
   *
   * @param number how many
   * @return the probe
   * @throws IllegalArgumentException if it is less than 1
   */
  public HttpProbe times(int number) {
    return new HttpProbe(address, port, number);
  }

  /**
   * Sends the requests.
   *
   * @param sender sends one of them
   * @return who answered how many
   * @throws InterruptedException if the thread was interrupted
   */
  public Answers send(Sender sender) throws InterruptedException {
    requireNonNull(sender, "sender");
    Map<String, Integer> byBackend = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    int failed = 0;
    for (int i = 0; i < requests; i++) {
      try {
        byBackend.merge(sender.send(address, port), 1, Integer::sum);
      } catch (IOException e) {
        failed++;
        String why = String.valueOf(e.getMessage());
        if (!failures.contains(why)) {
          failures.add(why);
        }
      }
    }
    return new Answers(byBackend, failures, failed);
  }
}
