package dev.tieline.provider;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import java.util.List;

/** Findings about VPCs that are the same on every cloud. */
public final class NetworkChecks {
  private NetworkChecks() {}

  /**
   * Says which blocks of a VPC overlap.
   *
   * @param address the network's address
   * @param blocks all its blocks, a handful
   * @param out takes the findings
   */
  public static void overlaps(Address address, List<Cidr> blocks, Graph.Builder out) {
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = i + 1; j < blocks.size(); j++) {
        if (blocks.get(i).overlaps(blocks.get(j))) {
          out.finding(
              NetworkFindings.error(
                  CommonCodes.VPC_BLOCKS_OVERLAP,
                  address.path(),
                  "blocks " + blocks.get(i) + " and " + blocks.get(j) + " have addresses in common",
                  "Blocks of one VPC never overlap",
                  "Wish other secondary blocks"));
        }
      }
    }
  }

  /**
   * Says that a VPC in use bears the same mark as another one.
   *
   * @param owner the owner
   * @param address the address in the mark
   * @param survivor the id of the VPC that serves
   * @param other the id of the other one
   * @param out takes the finding
   */
  public static void doubled(
      Owner owner, Address address, String survivor, String other, Graph.Builder out) {
    out.finding(
        new Finding(
            CommonCodes.DOUBLED,
            Severity.ERROR,
            address.path(),
            "VPC " + other + " bears the same mark as " + survivor + ", and is in use",
            "One of them is not of this network, or both were made at once",
            "Move what uses one of them and delete it, or delete the tag "
                + Marks.key(owner)
                + " from it"));
  }
}
