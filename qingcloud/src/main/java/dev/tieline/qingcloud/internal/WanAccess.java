package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An access point of SD-WAN, which is only ever looked at: it costs by contract.
 *
 * @param type {@code vpc} for one at a border router
 * @param border the border router; empty if it is none of those
 * @param wanNet the enterprise's network that it is in
 * @param bandwidth the fixed one, in Mbit/s
 * @param elasticBandwidth the one by the second
 * @param expires when the contract ends; {@link Instant#MIN} where the cloud does not say
 */
record WanAccess(
    String id,
    Scope scope,
    String name,
    String type,
    Progress progress,
    boolean applied,
    String border,
    String borderZone,
    String wanNet,
    int bandwidth,
    int elasticBandwidth,
    Instant expires) {
  static final String ACTIVE = "active";
  private static final String OF_A_BORDER = "vpc";

  static WanAccess from(Scope scope, Answer row) {
    return new WanAccess(
        row.text("wan_access_id"),
        scope,
        row.text("wan_access_name"),
        row.text("access_type"),
        Progress.from(row),
        Wire.applied(row),
        row.text("border_id"),
        row.text("border_zone_id"),
        row.text("wan_net_id"),
        Wire.number(row, "bandwidth"),
        Wire.number(row, "elastic_bandwidth"),
        Wire.time(row, "billing_expire_time"));
  }

  /** What keeps it from carrying anything, each in words; empty if it does. */
  List<String> hindrances() {
    List<String> words = new ArrayList<>();
    if (!type.equals(OF_A_BORDER)) {
      words.add(id + " is of type " + type + " (expected: " + OF_A_BORDER + ")");
    }
    if (!progress.transition().isEmpty()) {
      words.add(id + " is " + progress.transition());
    } else if (!progress.status().equals(ACTIVE)) {
      words.add(
          id + " is " + progress.status() + (hasContract() ? ", contract to " + expires : ""));
    }
    if (bandwidth <= 0 && elasticBandwidth <= 0) {
      words.add(id + " has no bandwidth");
    }
    return words;
  }

  boolean hasContract() {
    return !expires.equals(Instant.MIN);
  }

  /** Whether it is on its way by itself. */
  boolean isPassing() {
    return !progress.transition().isEmpty() || progress.status().equals("pending");
  }
}
