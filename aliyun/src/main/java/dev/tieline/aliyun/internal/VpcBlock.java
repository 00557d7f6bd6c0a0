package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A secondary block of a VPC.
 *
 * @param status the VPC's state: blocks have none of their own
 * @param claims the keys of the tags that say that it is ours
 */
record VpcBlock(Scope scope, String vpc, Cidr cidr, String status, List<String> claims) {
  VpcBlock {
    claims = List.copyOf(claims);
  }
}
