package dev.tieline.testkit.internal.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gateway endpoint. The tables that it serves are those with a route to it, so that the two can
 * not differ.
 */
record Endpoint(
    String id,
    String vpcId,
    String serviceName,
    String policy,
    Instant createdAt,
    @Nullable Instant goneAt)
    implements Mortal {

  Endpoint withPolicy(String text) {
    return new Endpoint(id, vpcId, serviceName, text, createdAt, goneAt);
  }

  Endpoint goneAt(Instant end) {
    return new Endpoint(id, vpcId, serviceName, policy, createdAt, end);
  }
}
