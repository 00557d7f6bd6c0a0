package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;

/**
 * A zone of the cloud.
 *
 * @param region the zone that calls name in its place; the same for one that stands alone
 */
record Zone(String id, String region, String status) {
  static Zone from(Answer row) {
    String id = row.text("zone_id");
    String region = row.text("region_id");
    return new Zone(id, region.isEmpty() ? id : region, row.text("status"));
  }
}
