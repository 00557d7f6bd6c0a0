package dev.tieline.testkit;

import java.util.List;

/**
 * What became of a packet and its answer.
 *
 * @param delivered whether the packet arrived and its answer came back
 * @param stoppedAt what stopped it and why; empty when it was delivered
 * @param hops what it passed, forward and back, in order
 */
public record WalkResult(boolean delivered, String stoppedAt, List<String> hops) {

  /**
   * Copies the hops.
   *
   * @param delivered whether the packet arrived and its answer came back
   * @param stoppedAt what stopped it and why
   * @param hops what it passed
   */
  public WalkResult {
    hops = List.copyOf(hops);
  }
}
