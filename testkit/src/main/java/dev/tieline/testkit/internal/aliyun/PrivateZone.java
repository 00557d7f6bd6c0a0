package dev.tieline.testkit.internal.aliyun;

import java.time.Instant;
import java.util.List;

/**
 * A private zone: records that the VPCs to which it is bound see. It belongs to no region.
 *
 * @param fallsBack whether names that it does not have are looked for in public
 */
record PrivateZone(
    String id,
    String account,
    String name,
    boolean fallsBack,
    String dnsGroup,
    String remark,
    List<Bound> vpcs,
    Instant createdAt,
    Instant changedAt)
    implements Thing {

  /** The region of what has none. */
  static final String GLOBAL = "-";

  /** A VPC that sees it. */
  record Bound(String region, String vpcId, String account) {}

  /** A record of it. */
  record Entry(
      String id,
      String account,
      String zoneId,
      String rr,
      String type,
      String value,
      int ttl,
      int weight,
      int priority,
      boolean enabled,
      String remark,
      Instant createdAt,
      Instant changedAt)
      implements Thing {

    @Override
    public String region() {
      return GLOBAL;
    }

    Entry saying(
        String newRr,
        String newType,
        String newValue,
        int newTtl,
        int newWeight,
        int newPriority,
        Instant now) {
      return new Entry(
          id,
          account,
          zoneId,
          newRr,
          newType,
          newValue,
          newTtl,
          newWeight,
          newPriority,
          enabled,
          remark,
          createdAt,
          now);
    }

    Entry enabled(boolean on, Instant now) {
      return new Entry(
          id, account, zoneId, rr, type, value, ttl, weight, priority, on, remark, createdAt, now);
    }
  }

  PrivateZone {
    vpcs = List.copyOf(vpcs);
  }

  @Override
  public String region() {
    return GLOBAL;
  }

  PrivateZone boundTo(List<Bound> bound, Instant now) {
    return new PrivateZone(id, account, name, fallsBack, dnsGroup, remark, bound, createdAt, now);
  }

  PrivateZone remarked(String text, Instant now) {
    return new PrivateZone(id, account, name, fallsBack, dnsGroup, text, vpcs, createdAt, now);
  }

  PrivateZone falling(boolean back, Instant now) {
    return new PrivateZone(id, account, name, back, dnsGroup, remark, vpcs, createdAt, now);
  }
}
