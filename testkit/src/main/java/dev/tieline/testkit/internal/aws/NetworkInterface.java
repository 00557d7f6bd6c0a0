package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import java.time.Instant;
import java.util.List;

/** A network interface; the instance is empty while it is not attached. */
record NetworkInterface(
    String id,
    String subnetId,
    String vpcId,
    Ip privateIp,
    List<Ip> ipv6,
    List<String> groups,
    String description,
    String instanceId,
    boolean checksSource,
    Instant createdAt) {

  NetworkInterface with(List<String> newGroups, String newDescription, boolean check) {
    return new NetworkInterface(
        id,
        subnetId,
        vpcId,
        privateIp,
        ipv6,
        List.copyOf(newGroups),
        newDescription,
        instanceId,
        check,
        createdAt);
  }

  NetworkInterface attachedTo(String instance) {
    return new NetworkInterface(
        id,
        subnetId,
        vpcId,
        privateIp,
        ipv6,
        groups,
        description,
        instance,
        checksSource,
        createdAt);
  }

  String mac() {
    String digits = id.substring(id.length() - 10);
    return "06:" + digits.replaceAll("(..)(?!$)", "$1:");
  }
}
