package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A public address, and what it is bound to; empty for nothing. */
record Eip(
    String account,
    String zone,
    String id,
    String name,
    @Nullable String description,
    Ip address,
    int bandwidth,
    String billing,
    boolean needsLicence,
    String resource,
    String resourceType,
    Life life)
    implements Mortal {

  String status(Instant now) {
    return life.isEnded(now) ? "released" : resource.isEmpty() ? "available" : "associated";
  }

  Eip named(String newName, @Nullable String newDescription) {
    return new Eip(
        account,
        zone,
        id,
        newName,
        newDescription,
        address,
        bandwidth,
        billing,
        needsLicence,
        resource,
        resourceType,
        life);
  }

  Eip bound(String to, String type, Life newLife) {
    return new Eip(
        account,
        zone,
        id,
        name,
        description,
        address,
        bandwidth,
        billing,
        needsLicence,
        to,
        type,
        newLife);
  }
}
