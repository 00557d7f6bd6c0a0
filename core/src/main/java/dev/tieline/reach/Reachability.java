package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

import dev.tieline.snapshot.Snapshot;

/**
 * Tells whether hosts can talk, from a snapshot alone: no cloud is called. Immutable and
 * thread-safe.
 *
 * <p>Verdicts are complete for what the snapshot describes: subnets, route tables (the longest
 * prefix wins), peering connections (which are not transitive), security groups (stateful) and
 * network ACLs (stateless). What was not read makes a verdict {@link Verdict#UNKNOWN}, unless
 * something that was read stops the packet anyway. Addresses are taken to stay as they are: a way
 * through address translation is another flow.
 *
 * <pre>{@code
 * Trace trace = Reachability.of(snapshot)
 *     .trace(Question.between(Probe.in("subnet-1").withGroups("sg-1"), Probe.host("i-2"), tcp(22)));
 * }</pre>
 */
public final class Reachability {
  private final SnapshotIndex index;

  private Reachability(SnapshotIndex index) {
    this.index = index;
  }

  /**
   * Prepares a snapshot for questions. Takes O(n log n).
   *
   * @param snapshot the facts; surveyed, projected or read from JSON
   * @return the reachability in that snapshot
   */
  public static Reachability of(Snapshot snapshot) {
    return new Reachability(new SnapshotIndex(requireNonNull(snapshot, "snapshot")));
  }

  /**
   * Answers a question. Takes time for the rules of the ends' groups and ACLs, and O(log n) for
   * their routes.
   *
   * @param question the question
   * @return the trace, always with a verdict
   * @throws IllegalArgumentException if an end is given by an address outside of its subnet, or by
   *     a group of another VPC
   */
  public Trace trace(Question question) {
    return new Walk(index, requireNonNull(question, "question")).walk();
  }
}
