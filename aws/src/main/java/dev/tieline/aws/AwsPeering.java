package dev.tieline.aws;

import static java.util.Objects.requireNonNull;

import dev.tieline.aws.internal.PeeringOptions;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Peering;

/** An option of a peering in AWS. Immutable; equal by content. */
public final class AwsPeering implements LinkOption<Peering> {
  /**
   * On both sides, the names of the other side's hosts resolve to their private addresses. Both
   * VPCs need DNS support and DNS host names.
   */
  public static final AwsPeering DNS_BOTH_WAYS = new AwsPeering(PeeringOptions.DNS_BOTH_WAYS);

  /**
   * The foreign side makes the request, and we accept it: only one that comes from the account,
   * region, VPC and blocks that the foreign network states.
   */
  public static final AwsPeering REQUESTED_BY_PEER =
      new AwsPeering(PeeringOptions.REQUESTED_BY_PEER);

  private final String text;

  private AwsPeering(String text) {
    this.text = text;
  }

  /**
   * Returns the option that the names of one side's hosts resolve to their private addresses on the
   * other side.
   *
   * @param network the name of the side whose hosts are looked up
   * @return the option
   */
  public static AwsPeering dnsOf(String network) {
    return new AwsPeering(PeeringOptions.DNS_OF + requireNonNull(network, "network"));
  }

  /**
   * Returns the option that a text names.
   *
   * @param text what {@link #asText()} returned
   * @return the option
   * @throws IllegalArgumentException if there is no such option
   */
  public static AwsPeering parse(String text) {
    if (text.equals(DNS_BOTH_WAYS.text)) {
      return DNS_BOTH_WAYS;
    }
    if (text.equals(REQUESTED_BY_PEER.text)) {
      return REQUESTED_BY_PEER;
    }
    if (text.startsWith(PeeringOptions.DNS_OF) && text.length() > PeeringOptions.DNS_OF.length()) {
      return new AwsPeering(text);
    }
    throw new IllegalArgumentException(
        "peering option of aws: "
            + text
            + " (expected one of: dns-both-ways, dns-of:NETWORK, requested-by-peer)");
  }

  @Override
  public String cloud() {
    return AwsProvider.CLOUD;
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AwsPeering p && p.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
