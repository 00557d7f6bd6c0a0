package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peering connection as it was read from one of its sides; each side has tags of its own.
 *
 * @param scope where it was read
 * @param message the cloud's words on the status
 * @param expiresAt until when an unanswered request can be accepted; null when there is no such end
 */
public record Pcx(
    String id,
    Scope scope,
    Side requester,
    Side accepter,
    String status,
    String message,
    @Nullable Instant expiresAt,
    Tags tags)
    implements Tagged {
  // aws.md 1.2: these never come back to life
  private static final Set<String> DEAD =
      Set.of("failed", "rejected", "expired", "deleted", "deleting");

  public boolean dead() {
    return DEAD.contains(status);
  }

  public boolean active() {
    return status.equals("active");
  }

  /** The side that is the VPC of this id. */
  public Side side(String vpc) {
    if (requester.vpc().equals(vpc)) {
      return requester;
    }
    if (accepter.vpc().equals(vpc)) {
      return accepter;
    }
    throw new IllegalArgumentException("VPC: " + vpc + " (expected: a side of " + id + ")");
  }
}
