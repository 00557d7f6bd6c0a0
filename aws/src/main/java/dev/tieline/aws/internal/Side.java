package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.PeeringSide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a peering connection, as the other or the same side sees it.
 *
 * @param cidrs its blocks; empty until the connection is active, where the side is another
 *     account's
 * @param dnsFromRemote whether the other side resolves this side's names to private addresses; null
 *     where the cloud does not tell
 */
public record Side(
    String vpc, String accountId, String region, List<Cidr> cidrs, @Nullable Boolean dnsFromRemote)
    implements PeeringSide {
  public Side {
    cidrs = cidrs.stream().sorted().toList();
  }
}
