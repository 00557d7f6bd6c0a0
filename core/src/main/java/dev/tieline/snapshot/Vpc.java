package dev.tieline.snapshot;

import dev.tieline.net.Cidr;
import java.util.List;

/**
 * A VPC.
 *
 * @param id the cloud's id
 * @param place where it is
 * @param name its name in the cloud; empty if it has none
 * @param cidrs all its blocks, of both families, in address order
 * @param complete whether its subnets, tables, groups and ACLs have all been read; false for one
 *     that is only known from outside, where every question that depends on them is UNKNOWN
 */
public record Vpc(String id, Place place, String name, List<Cidr> cidrs, boolean complete) {
  /** Copies the blocks. */
  public Vpc {
    cidrs = cidrs.stream().sorted().toList();
  }
}
