package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.AliyunDelay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An elastic network interface.
 *
 * @param instanceId what it belongs to: an instance, an endpoint or a balancer
 * @param type {@code Primary}, or {@code Secondary} for those that services make
 * @param createdAt when it comes to be; services make theirs a while after they were asked
 * @param releasedAt when it was given up, null while it lives
 */
record Eni(
    String id,
    String account,
    String region,
    String vpcId,
    String vswitchId,
    String zone,
    Ip ip,
    List<Ip> ipv6,
    List<String> groups,
    String instanceId,
    String type,
    Instant createdAt,
    @Nullable Instant releasedAt)
    implements Thing {

  Eni {
    ipv6 = List.copyOf(ipv6);
    groups = List.copyOf(groups);
  }

  @Override
  public boolean isGone(Config config, Instant now) {
    return releasedAt != null && config.isOver(releasedAt, AliyunDelay.INTERFACE_RELEASE, now);
  }

  boolean isLive(Instant now) {
    return !now.isBefore(createdAt) && releasedAt == null;
  }

  boolean isOfService() {
    return !type.equals("Primary");
  }

  boolean has(Ip address) {
    return ip.equals(address) || ipv6.contains(address);
  }

  Eni released(Instant now) {
    return new Eni(
        id,
        account,
        region,
        vpcId,
        vswitchId,
        zone,
        ip,
        ipv6,
        groups,
        instanceId,
        type,
        createdAt,
        now);
  }

  Eni guardedBy(List<String> newGroups) {
    return new Eni(
        id,
        account,
        region,
        vpcId,
        vswitchId,
        zone,
        ip,
        ipv6,
        newGroups,
        instanceId,
        type,
        createdAt,
        releasedAt);
  }

  /** Returns an address of a vSwitch's IPv6 block, as far into it as an IPv4 address is. */
  static List<Ip> beside(@Nullable Cidr ipv6, Cidr block, Ip ip) {
    for (long n = 0; ipv6 != null && n < block.size().longValueExact(); n++) {
      if (block.host(n).equals(ip)) {
        return List.of(ipv6.host(n));
      }
    }
    return List.of();
  }
}
