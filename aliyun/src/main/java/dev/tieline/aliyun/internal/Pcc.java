package dev.tieline.aliyun.internal;

import dev.tieline.provider.PeeringView;
import dev.tieline.provider.PeeringViews;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peering connection as it was read from one of its sides.
 *
 * @param scope where it was read
 * @param status the cloud's word
 * @param businessStatus Normal, or FinancialLocked of an account in arrears
 * @param bandwidth in Mbit/s; -1 for unlimited
 * @param linkType of one across regions; else empty
 * @param managedService the product of the cloud that keeps it; empty if it is a user's
 * @param expiresAt until when an unanswered request can be accepted; null when there is no such end
 * @param elsewhere where else it was read, of one whose tags tell the marks of all sides
 */
public record Pcc(
    String id,
    Scope scope,
    Side requester,
    Side accepter,
    String status,
    String businessStatus,
    long bandwidth,
    String linkType,
    String name,
    String description,
    String managedService,
    @Nullable Instant expiresAt,
    Tags tags,
    List<Scope> elsewhere)
    implements PeeringView<Pcc> {
  // "Status" of GetVpcPeerConnectionAttribute (VPC Peering API Reference, read 2026-11): what never
  // comes back to life
  private static final Set<String> DEAD = Set.of("Rejected", "Expired", "Deleting", "Deleted");

  public Pcc(
      String id,
      Scope scope,
      Side requester,
      Side accepter,
      String status,
      String businessStatus,
      long bandwidth,
      String linkType,
      String name,
      String description,
      String managedService,
      @Nullable Instant expiresAt,
      Tags tags) {
    this(
        id,
        scope,
        requester,
        accepter,
        status,
        businessStatus,
        bandwidth,
        linkType,
        name,
        description,
        managedService,
        expiresAt,
        tags,
        List.of());
  }

  @Override
  public boolean dead() {
    return DEAD.contains(status);
  }

  /** One that is changed, or locked for money, is a connection all the same. */
  @Override
  public boolean requested() {
    return dead() || status.equals("Creating") || status.equals("Accepting");
  }

  /** Whether it is gone, or on its way: it is in nobody's way. */
  public boolean going() {
    return status.equals("Deleting") || status.equals("Deleted");
  }

  /** Whether a request waits for the other side, or for the cloud. */
  public boolean pending() {
    return !dead() && !status.equals("Activated");
  }

  /** The same in another state, with other tags. */
  Pcc with(String otherStatus, Tags otherTags) {
    return with(otherStatus, otherTags, elsewhere);
  }

  /** The same with the marks of all sides in its tags. */
  @Override
  public Pcc merged(Tags marks, List<Scope> others) {
    return with(status, marks, others);
  }

  private Pcc with(String otherStatus, Tags otherTags, List<Scope> others) {
    return new Pcc(
        id,
        scope,
        requester,
        accepter,
        otherStatus,
        businessStatus,
        bandwidth,
        linkType,
        name,
        description,
        managedService,
        expiresAt,
        otherTags,
        others);
  }

  /** Whether it carries traffic: the state alone does not tell of one that is locked. */
  @Override
  public boolean active() {
    return status.equals("Activated") && !locked();
  }

  /** Whether an account in arrears keeps it from carrying traffic. */
  public boolean locked() {
    return businessStatus.equals("FinancialLocked");
  }

  /** All views of one account show the same tags. */
  @Override
  public boolean isApart(Scope other) {
    return !other.account().equals(scope.account());
  }

  /** Returns whether it is deleted, or being deleted; that one side says so is enough. */
  static boolean isGoing(PeeringViews<Pcc> views) {
    return views.all().stream().anyMatch(Pcc::going);
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
