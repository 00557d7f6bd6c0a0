package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A record of a zone as it was read.
 *
 * @param recordId the cloud's id of it; empty until a read has shown it
 * @param rr its name within the zone, {@code @} for the zone's own
 * @param after the ids of what is removed after it, besides the zone: the claims on it
 */
public record DnsRecord(
    Scope scope,
    String zone,
    String recordId,
    String rr,
    String type,
    String value,
    String remark,
    List<String> after) {
  public DnsRecord {
    after = List.copyOf(after);
  }

  DnsRecord before(String claim) {
    return new DnsRecord(scope, zone, recordId, rr, type, value, remark, List.of(claim));
  }

  /** What it says: no zone has two records that say the same. */
  String id() {
    return zone + "|" + rr + "|" + type + "|" + value;
  }
}
