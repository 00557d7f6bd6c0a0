package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface.
 *
 * @param privateIps its IPv4 addresses, the primary one first
 * @param type {@code interface}, or what the cloud keeps it for, such as {@code nat_gateway}
 * @param goneAt when an interface of the cloud's goes with what it belongs to, or null
 */
record NetworkInterface(
    String id,
    String subnetId,
    String vpcId,
    List<Ip> privateIps,
    List<Ip> ipv6,
    List<String> groups,
    String description,
    @Nullable Attachment attachment,
    boolean checksSource,
    Instant createdAt,
    String type,
    @Nullable Instant goneAt)
    implements Mortal {

  static final String PLAIN = "interface";

  /** How an interface hangs on an instance, and whether it dies with it. */
  record Attachment(
      String id, String instanceId, int deviceIndex, Instant at, boolean deletedWithInstance) {}

  Ip privateIp() {
    return privateIps.get(0);
  }

  /** Returns the instance that it is attached to, empty while it is not. */
  String instanceId() {
    return attachment == null ? "" : attachment.instanceId();
  }

  boolean isOfCloud() {
    return !type.equals(PLAIN);
  }

  boolean isFree() {
    return attachment == null && !isOfCloud();
  }

  NetworkInterface with(List<String> newGroups, String newDescription, boolean check) {
    return copy(privateIps, ipv6, newGroups, newDescription, attachment, check, goneAt);
  }

  NetworkInterface attached(@Nullable Attachment to) {
    return copy(privateIps, ipv6, groups, description, to, checksSource, goneAt);
  }

  NetworkInterface plus(List<Ip> ips) {
    List<Ip> all = new ArrayList<>(privateIps);
    all.addAll(ips);
    return copy(all, ipv6, groups, description, attachment, checksSource, goneAt);
  }

  NetworkInterface minus(List<Ip> ips) {
    List<Ip> left = new ArrayList<>(privateIps);
    left.removeAll(ips);
    return copy(left, ipv6, groups, description, attachment, checksSource, goneAt);
  }

  NetworkInterface withIpv6(List<Ip> ips) {
    return copy(privateIps, ips, groups, description, attachment, checksSource, goneAt);
  }

  NetworkInterface goneAt(Instant end) {
    return copy(privateIps, ipv6, groups, description, attachment, checksSource, end);
  }

  private NetworkInterface copy(
      List<Ip> ips,
      List<Ip> sixes,
      List<String> newGroups,
      String text,
      @Nullable Attachment to,
      boolean check,
      @Nullable Instant end) {
    return new NetworkInterface(
        id,
        subnetId,
        vpcId,
        List.copyOf(ips),
        List.copyOf(sixes),
        List.copyOf(newGroups),
        text,
        to,
        check,
        createdAt,
        type,
        end);
  }

  String mac() {
    String digits = id.substring(id.length() - 10);
    return "06:" + digits.replaceAll("(..)(?!$)", "$1:");
  }
}
