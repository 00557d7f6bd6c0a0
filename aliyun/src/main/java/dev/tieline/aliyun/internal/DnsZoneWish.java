package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A zone of PrivateZone for a VPC.
 *
 * @param vpc the VPC's id
 * @param name the zone's name
 * @param adopts whether a zone of somebody else that resolves in the VPC may be used
 */
record DnsZoneWish(Ref<String> vpc, String name, boolean adopts) implements Wish {
  DnsZoneWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "DNS zone " + name + " for " + vpc;
  }
}
