package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.aws.Vpc.Block;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subnet; the IPv6 block is null when it has none. */
record Subnet(
    String id,
    String vpcId,
    Cidr cidr,
    @Nullable Block ipv6,
    String zone,
    Instant createdAt,
    boolean mapsPublicIp,
    boolean assignsIpv6,
    boolean isZoneDefault) {

  List<Cidr> cidrs() {
    return ipv6 == null ? List.of(cidr) : List.of(cidr, ipv6.cidr());
  }

  Subnet withIpv6(@Nullable Block block) {
    return new Subnet(
        id, vpcId, cidr, block, zone, createdAt, mapsPublicIp, assignsIpv6, isZoneDefault);
  }

  Subnet with(boolean publicIp, boolean ipv6Addresses) {
    return new Subnet(
        id, vpcId, cidr, ipv6, zone, createdAt, publicIp, ipv6Addresses, isZoneDefault);
  }
}
