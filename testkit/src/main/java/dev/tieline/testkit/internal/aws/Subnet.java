package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.aws.Vpc.Block;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subnet; the IPv6 block is null when it has none.
 *
 * @param attributes what was set and is not the default, by the parameters' names
 */
record Subnet(
    String id,
    String vpcId,
    Cidr cidr,
    @Nullable Block ipv6,
    String zone,
    Instant createdAt,
    PersistentMap<String, String> attributes,
    boolean isZoneDefault) {

  static final String PUBLIC_IP = "MapPublicIpOnLaunch";
  static final String IPV6_ADDRESS = "AssignIpv6AddressOnCreation";

  List<Cidr> cidrs() {
    return ipv6 == null ? List.of(cidr) : List.of(cidr, ipv6.cidr());
  }

  boolean is(String attribute) {
    return "true".equals(attributes.get(attribute));
  }

  boolean mapsPublicIp() {
    return is(PUBLIC_IP);
  }

  boolean assignsIpv6() {
    return is(IPV6_ADDRESS);
  }

  Subnet withIpv6(@Nullable Block block) {
    return new Subnet(id, vpcId, cidr, block, zone, createdAt, attributes, isZoneDefault);
  }

  Subnet with(String attribute, String value) {
    return new Subnet(
        id, vpcId, cidr, ipv6, zone, createdAt, attributes.put(attribute, value), isZoneDefault);
  }
}
