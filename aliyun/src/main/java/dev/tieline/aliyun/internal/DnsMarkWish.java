package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * What is written into a zone for a VPC.
 *
 * @param zone the zone's id
 * @param vpc the VPC's id
 * @param name the zone's name
 */
record DnsMarkWish(Ref<String> zone, Ref<String> vpc, String name) implements Wish {
  DnsMarkWish {
    requireNonNull(zone, "zone");
    requireNonNull(vpc, "vpc");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(zone, vpc);
  }

  @Override
  public String toString() {
    return "for " + vpc + " in zone " + zone;
  }
}
