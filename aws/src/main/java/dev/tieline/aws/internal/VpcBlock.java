package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block that is associated with a VPC.
 *
 * @param scope where the VPC is
 * @param vpc the VPC's id
 * @param association the id of the association
 * @param cidr the block; null as long as Amazon has not chosen it
 * @param state the cloud's word for the state of the association
 * @param claims the keys of the VPC's tags that claim it, in order
 */
record VpcBlock(
    Scope scope,
    String vpc,
    String association,
    @Nullable Cidr cidr,
    String state,
    List<String> claims) {
  VpcBlock {
    claims = List.copyOf(claims);
  }
}
