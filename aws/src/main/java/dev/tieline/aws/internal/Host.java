package dev.tieline.aws.internal;

import dev.tieline.net.Ip;
import dev.tieline.spi.Scope;
import java.util.List;

/** A network interface as it was read, under its instance's id if it has one. */
public record Host(
    String id,
    Scope scope,
    String vpc,
    String subnet,
    String interfaceId,
    String name,
    List<Ip> addresses,
    List<String> groups) {
  public Host {
    addresses = List.copyOf(addresses);
    groups = groups.stream().sorted().toList();
  }
}
