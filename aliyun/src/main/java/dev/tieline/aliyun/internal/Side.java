package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.End;
import dev.tieline.provider.PeeringSide;
import dev.tieline.spi.Refs;
import java.util.List;

/** One side of a peering connection, as the other or the same side sees it. */
public record Side(String vpc, String accountId, String region, List<Cidr> cidrs)
    implements PeeringSide {
  public Side {
    cidrs = cidrs.stream().sorted().toList();
  }

  /** Returns what the cloud will state of an end; all that it refers to is known. */
  static Side of(End end, Refs refs) {
    return new Side(refs.get(end.vpc()), end.accountId(), end.region(), end.knownBlocks(refs));
  }
}
