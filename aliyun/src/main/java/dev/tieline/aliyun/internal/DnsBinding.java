package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;
import java.util.List;

/**
 * That a zone resolves in a VPC.
 *
 * @param zone the zone's id
 * @param region the VPC's region
 * @param vpc the VPC's id
 * @param after the ids of what is removed after it, besides the zone: its records and the claim
 */
record DnsBinding(Scope scope, String zone, String region, String vpc, List<String> after) {
  DnsBinding {
    after = List.copyOf(after);
  }

  String id() {
    return zone + "|" + vpc;
  }
}
