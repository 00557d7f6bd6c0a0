package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a border router enters a wide-area network; it is paid for until a contract ends. */
record AccessPoint(
    String account,
    String zone,
    String id,
    String name,
    String accessType,
    String wanNet,
    String border,
    int bandwidth,
    int elastic,
    String chargeMode,
    @Nullable Instant expires,
    boolean stopped,
    Life life)
    implements Mortal {

  String status(Instant now) {
    return life.isEnded(now)
        ? "terminated"
        : now.isBefore(life.ready())
            ? "pending"
            : isExpired(now) ? "suspended" : stopped ? "stopped" : "active";
  }

  boolean isExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  /** Returns how much passes, in Mbit/s. */
  int passing(Instant now) {
    return status(now).equals("active") ? bandwidth + elastic : 0;
  }

  AccessPoint with(int newBandwidth, int newElastic, Life newLife) {
    return new AccessPoint(
        account,
        zone,
        id,
        name,
        accessType,
        wanNet,
        border,
        newBandwidth,
        newElastic,
        chargeMode,
        expires,
        stopped,
        newLife);
  }

  AccessPoint expiring(@Nullable Instant when, boolean isStopped) {
    return new AccessPoint(
        account,
        zone,
        id,
        name,
        accessType,
        wanNet,
        border,
        bandwidth,
        elastic,
        chargeMode,
        when,
        isStopped,
        life);
  }
}
