package dev.tieline.check;

import dev.tieline.snapshot.Snapshot;
import dev.tieline.topology.Topology;
import java.util.Map;

/**
 * What {@link Checks} look at.
 *
 * @param topology the wish
 * @param now the facts
 * @param after what the facts will be once the plan is applied; ids that are not known yet are
 *     placeholders
 * @param vpcIds the id of each network's VPC in {@code after} (a placeholder for one that is to be
 *     made), by the network's name; a network whose VPC is not known is left out, and not checked
 */
public record Checked(Topology topology, Snapshot now, Snapshot after, Map<String, String> vpcIds) {
  /**
   * Copies the map.
   *
   * @param topology the wish
   * @param now the facts
   * @param after what the facts will be
   * @param vpcIds the ids of the networks' VPCs
   */
  public Checked {
    vpcIds = Map.copyOf(vpcIds);
  }
}
