package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Ip;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A record at the apex of a zone that leads to an address.
 *
 * @param in the zone, and the VPC that it is for
 * @param ip the address
 */
record DnsRecordWish(DnsMarkWish in, Ref<Ip> ip) implements Wish {
  DnsRecordWish {
    requireNonNull(in, "in");
    requireNonNull(ip, "ip");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(in.zone(), in.vpc(), ip);
  }

  @Override
  public String toString() {
    return "record " + ip + " " + in;
  }
}
