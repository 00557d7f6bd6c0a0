package dev.tieline.aws.internal;

import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Peering;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the options of a peering come to.
 *
 * @param dnsOf the networks whose hosts' names the other side resolves to private addresses
 * @param requestedByPeer whether the foreign side makes the request
 */
public record PeeringOptions(Set<String> dnsOf, boolean requestedByPeer) {
  public static final String DNS_BOTH_WAYS = "dns-both-ways";
  public static final String DNS_OF = "dns-of:";
  public static final String REQUESTED_BY_PEER = "requested-by-peer";
  static final List<String> TEXTS = List.of(DNS_BOTH_WAYS, DNS_OF + "NETWORK", REQUESTED_BY_PEER);

  public PeeringOptions {
    dnsOf = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(dnsOf));
  }

  public static PeeringOptions of(Peering peering) {
    Set<String> dnsOf = new LinkedHashSet<>();
    boolean requestedByPeer = false;
    for (LinkOption<Peering> option : peering.options()) {
      String text = option.asText();
      if (text.equals(DNS_BOTH_WAYS)) {
        dnsOf.add(peering.a());
        dnsOf.add(peering.b());
      } else if (text.startsWith(DNS_OF)) {
        dnsOf.add(text.substring(DNS_OF.length()));
      } else if (text.equals(REQUESTED_BY_PEER)) {
        requestedByPeer = true;
      }
    }
    return new PeeringOptions(dnsOf, requestedByPeer);
  }
}
