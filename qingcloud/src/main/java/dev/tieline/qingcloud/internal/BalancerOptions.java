package dev.tieline.qingcloud.internal;

import dev.tieline.net.Ip;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.LoadBalancer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the options of a load balancer say together.
 *
 * @param addresses how backends that are addresses come to their listeners
 * @param bandwidth of a public address that is made, in Mbit/s
 * @param billing how that is billed
 * @param size how many connections the balancer takes, in the cloud's numbers
 * @param privateAddress its address in its vxnet; empty: the cloud chooses
 * @param expected the addresses that instances are expected to have, by their ids
 */
public record BalancerOptions(
    BackendWish.Way addresses,
    int bandwidth,
    String billing,
    int size,
    String privateAddress,
    Map<String, Ip> expected) {
  public static final String MANUAL_ADDRESS = "address-backends:manual";
  public static final String ASSUMED_ADDRESS = "address-backends:assumed";
  public static final String PAID_BY_TRAFFIC = "billing:traffic";
  public static final String BANDWIDTH = "bandwidth:";
  public static final String SIZE = "size:";
  public static final String PRIVATE_ADDRESS = "private-address:";
  public static final String EXPECT = "expect:";

  private static final int MEGABITS = 4;
  private static final int MOST_MEGABITS = 1000;
  private static final int LARGEST = 5;

  private static final String EXPECTED =
      " (expected one of: address-backends:assumed, address-backends:manual, bandwidth:MBITS from 1"
          + " to 1000, billing:traffic, expect:INSTANCE=ADDRESS, private-address:ADDRESS, size:0 to"
          + " size:5)";

  public BalancerOptions {
    expected = Map.copyOf(expected);
  }

  /** Returns a text that names an option; refuses all others. */
  public static String check(String text) {
    boolean fine =
        text.equals(MANUAL_ADDRESS)
            || text.equals(ASSUMED_ADDRESS)
            || text.equals(PAID_BY_TRAFFIC)
            || isNumber(text, BANDWIDTH, 1, MOST_MEGABITS)
            || isNumber(text, SIZE, 0, LARGEST)
            || rest(text, PRIVATE_ADDRESS).flatMap(BalancerOptions::address).isPresent()
            || rest(text, EXPECT).filter(BalancerOptions::isExpectation).isPresent();
    if (!fine) {
      throw new IllegalArgumentException("load balancer option of qingcloud: " + text + EXPECTED);
    }
    return text;
  }

  private static Optional<String> rest(String text, String prefix) {
    return text.startsWith(prefix)
        ? Optional.of(text.substring(prefix.length()))
        : Optional.empty();
  }

  private static boolean isNumber(String text, String prefix, int least, int most) {
    return rest(text, prefix)
        .filter(n -> n.matches("0|[1-9][0-9]{0,4}"))
        .map(Integer::parseInt)
        .filter(n -> n >= least && n <= most)
        .isPresent();
  }

  private static Optional<Ip> address(String text) {
    return Ip.tryParse(text).filter(Ip::isV4);
  }

  private static boolean isExpectation(String text) {
    String[] parts = text.split("=", 2);
    return parts.length == 2 && isInstance(parts[0]) && address(parts[1]).isPresent();
  }

  /** Whether a text is the id of an instance. */
  static boolean isInstance(String id) {
    return id.matches("i-[0-9A-Za-z]{1,40}");
  }

  /**
   * What the options of a balancer say.
   *
   * @throws IllegalArgumentException if two of them say different things
   */
  static BalancerOptions of(LoadBalancer link) {
    BackendWish.Way addresses = BackendWish.Way.MANUAL;
    int bandwidth = MEGABITS;
    String billing = "bandwidth";
    int size = 0;
    String privateAddress = "";
    Map<String, Ip> expected = new LinkedHashMap<>();
    Set<String> said = new TreeSet<>();
    for (LinkOption<LoadBalancer> option : link.options()) {
      String text = option.asText();
      String about =
          text.startsWith(EXPECT)
              ? text.substring(0, text.indexOf('='))
              : text.substring(0, text.indexOf(':'));
      if (!said.add(about)) {
        throw new IllegalArgumentException(
            "load balancer option: " + text + " (expected: one that says " + about + ")");
      }
      if (text.equals(ASSUMED_ADDRESS)) {
        addresses = BackendWish.Way.ASSUMED;
      } else if (text.equals(PAID_BY_TRAFFIC)) {
        billing = "traffic";
      } else if (text.startsWith(BANDWIDTH)) {
        bandwidth = Integer.parseInt(text.substring(BANDWIDTH.length()));
      } else if (text.startsWith(SIZE)) {
        size = Integer.parseInt(text.substring(SIZE.length()));
      } else if (text.startsWith(PRIVATE_ADDRESS)) {
        privateAddress = text.substring(PRIVATE_ADDRESS.length());
      } else if (text.startsWith(EXPECT)) {
        expected.put(
            about.substring(EXPECT.length()), Ip.parse(text.substring(text.indexOf('=') + 1)));
      }
    }
    return new BalancerOptions(addresses, bandwidth, billing, size, privateAddress, expected);
  }
}
