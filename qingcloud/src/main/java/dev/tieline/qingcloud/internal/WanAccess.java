package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.time.Instant;

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
}
