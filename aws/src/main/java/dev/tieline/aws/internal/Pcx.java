package dev.tieline.aws.internal;

import dev.tieline.provider.PeeringView;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peering connection as it was read from one of its sides; each side has tags of its own.
 *
 * @param scope where it was read
 * @param message the cloud's words on the status
 * @param expiresAt until when an unanswered request can be accepted; null when there is no such end
 * @param elsewhere where else it was read, of one whose tags tell the marks of all sides
 */
public record Pcx(
    String id,
    Scope scope,
    Side requester,
    Side accepter,
    String status,
    String message,
    @Nullable Instant expiresAt,
    Tags tags,
    List<Scope> elsewhere)
    implements PeeringView<Pcx> {
  // aws.md 1.2: these never come back to life
  private static final Set<String> DEAD =
      Set.of("failed", "rejected", "expired", "deleted", "deleting");

  public Pcx(
      String id,
      Scope scope,
      Side requester,
      Side accepter,
      String status,
      String message,
      @Nullable Instant expiresAt,
      Tags tags) {
    this(id, scope, requester, accepter, status, message, expiresAt, tags, List.of());
  }

  /** The same in another state, with other tags. */
  Pcx with(String otherStatus, Tags otherTags) {
    return new Pcx(
        id, scope, requester, accepter, otherStatus, message, expiresAt, otherTags, elsewhere);
  }

  /** The same with the marks of all sides in its tags. */
  @Override
  public Pcx merged(Tags marks, List<Scope> others) {
    return new Pcx(id, scope, requester, accepter, status, message, expiresAt, marks, others);
  }

  /** Such as {@code peering connection pcx-1 of vpc-1 and vpc-2 (active)}; none if it is dead. */
  List<String> words() {
    return dead()
        ? List.of()
        : List.of(
            "peering connection "
                + id
                + " of "
                + requester.vpc()
                + " and "
                + accepter.vpc()
                + " ("
                + status
                + ")");
  }

  @Override
  public boolean dead() {
    return DEAD.contains(status);
  }

  @Override
  public boolean active() {
    return status.equals("active");
  }

  /** Every account and region has tags of its own. */
  @Override
  public boolean isApart(Scope other) {
    return !other.equals(scope);
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
