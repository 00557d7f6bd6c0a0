package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's place in a zone as it was read: an interface in a vSwitch.
 *
 * @param eni the interface's id; empty until it is there
 * @param addresses the interface's addresses; empty until it has one
 * @param domain the name by which it is reached
 * @param tags those of its endpoint, which a zone has none beside; none where they were not read
 */
public record EpZone(
    Scope scope,
    String endpoint,
    String zone,
    String vSwitch,
    String eni,
    List<Ip> addresses,
    String domain,
    String status,
    Tags tags) {
  public EpZone {
    addresses = List.copyOf(addresses);
  }

  String id() {
    return endpoint + "|" + zone;
  }

  /** Returns the same with the tags of its endpoint. */
  EpZone of(Tags marks) {
    return new EpZone(scope, endpoint, zone, vSwitch, eni, addresses, domain, status, marks);
  }

  /** Its IPv4 address; null until its interface has one. */
  @Nullable Ip address() {
    return addresses.stream().filter(Ip::isV4).findFirst().orElse(null);
  }

  /** Its IPv6 address; null if its interface has none, as of an endpoint that has IPv4 alone. */
  @Nullable Ip address6() {
    return addresses.stream().filter(ip -> !ip.isV4()).findFirst().orElse(null);
  }

  /** Its IPv4 address as a block; null until there is one. */
  @Nullable Cidr block() {
    Ip address = address();
    return address == null ? null : Cidr.of(address);
  }
}
