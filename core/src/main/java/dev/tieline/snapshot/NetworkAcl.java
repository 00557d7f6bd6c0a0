package dev.tieline.snapshot;

import java.util.List;

/**
 * A network ACL: stateless, the entry with the lowest number decides, and what no entry matches is
 * dropped.
 *
 * @param id the cloud's id
 * @param vpc the id of its VPC
 * @param entries its entries: ingress first, then by number
 */
public record NetworkAcl(String id, String vpc, List<AclEntry> entries) {
  /** Copies the entries in order. */
  public NetworkAcl {
    entries = entries.stream().sorted().toList();
  }
}
