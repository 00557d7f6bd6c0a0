package dev.tieline.aliyun.internal;

import dev.tieline.net.Ip;
import dev.tieline.spi.Scope;
import java.util.List;

/** A network interface as it was read, under its instance's id if it is the primary one. */
public record Host(
    String id,
    Scope scope,
    String vpc,
    String vSwitch,
    String interfaceId,
    String name,
    List<Ip> addresses,
    List<String> groups) {
  public Host {
    addresses = List.copyOf(addresses);
    groups = groups.stream().sorted().toList();
  }
}
