package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of a flow, as far as it is known.
 *
 * @param kind what stands for it among the hops
 * @param id the id of that
 * @param ip its address
 * @param subnetId its subnet; empty if unknown
 * @param subnet the subnet, if it was read
 * @param vpcId its VPC; empty if unknown
 * @param vpc the VPC, if it is listed
 * @param groups the ids of its groups; null if unknown
 */
record End(
    Hop.Kind kind,
    String id,
    Ip ip,
    String subnetId,
    @Nullable Subnet subnet,
    String vpcId,
    @Nullable Vpc vpc,
    @Nullable List<String> groups) {

  Hop hop(String what) {
    return new Hop(kind, id, what);
  }

  boolean isInSameSubnetAs(End other) {
    return !subnetId.isEmpty() && subnetId.equals(other.subnetId);
  }

  /** Returns the block that a rule or route would name for this end: its VPC's, else its own. */
  Cidr block() {
    Cidr block = vpc == null ? null : SnapshotIndex.blockAround(vpc, ip);
    return block == null ? Cidr.of(ip) : block;
  }

  /** Returns {@code 10.0.0.0/16 (vpc-1)}, or the address alone. */
  String blockInWords() {
    return vpcId.isEmpty() ? block().toString() : block() + " (" + vpcId + ")";
  }
}
