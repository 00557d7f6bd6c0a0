package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.internal.PersistentMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VPC.
 *
 * @param secondary further IPv4 blocks
 * @param userCidrs ranges that it treats as private though they look public
 * @param changedAt when its blocks changed last, or when it was created
 */
record Vpc(
    String id,
    String account,
    String region,
    Cidr cidr,
    String name,
    String description,
    PersistentMap<Cidr, String> secondary,
    List<Cidr> userCidrs,
    @Nullable Cidr ipv6,
    String routerId,
    String systemTableId,
    Instant createdAt,
    Instant changedAt)
    implements Thing {

  String status(Config config, Instant now) {
    return config.isOver(changedAt, AliyunDelay.VPC, now) ? "Available" : "Pending";
  }

  boolean isAvailable(Config config, Instant now) {
    return config.isOver(changedAt, AliyunDelay.VPC, now);
  }

  List<Cidr> blocks() {
    List<Cidr> blocks = new ArrayList<>();
    blocks.add(cidr);
    blocks.addAll(secondary.keys());
    return blocks;
  }

  boolean holds(Ip ip) {
    return ip.isV6()
        ? ipv6 != null && ipv6.contains(ip)
        : blocks().stream().anyMatch(block -> block.contains(ip));
  }

  Vpc withSecondary(PersistentMap<Cidr, String> blocks, Instant now) {
    return new Vpc(
        id,
        account,
        region,
        cidr,
        name,
        description,
        blocks,
        userCidrs,
        ipv6,
        routerId,
        systemTableId,
        createdAt,
        now);
  }

  Vpc withIpv6(@Nullable Cidr block, Instant now) {
    return new Vpc(
        id,
        account,
        region,
        cidr,
        name,
        description,
        secondary,
        userCidrs,
        block,
        routerId,
        systemTableId,
        createdAt,
        now);
  }
}
