package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An elastic address and the interface's address that it stands for, if any. */
record Address(String id, Ip publicIp, @Nullable Association association) {

  /**
   * An association.
   *
   * @param until when it ends by itself, as that of a NAT gateway that is being deleted; or null
   */
  record Association(String id, String eniId, Ip privateIp, @Nullable Instant until) {}

  Address to(@Nullable Association changed) {
    return new Address(id, publicIp, changed);
  }

  @Nullable Association association(Instant now) {
    boolean over =
        association != null && association.until() != null && !now.isBefore(association.until());
    return over ? null : association;
  }
}
