package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import java.util.List;

/** One side of a peering connection, as the other or the same side sees it. */
public record Side(String vpc, String accountId, String region, List<Cidr> cidrs) {
  public Side {
    cidrs = cidrs.stream().sorted().toList();
  }
}
