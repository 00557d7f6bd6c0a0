package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunDelay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A vSwitch: a subnet of one zone, with exactly one route table.
 *
 * @param changedAt when it was created or got another table
 */
record VSwitch(
    String id,
    String account,
    String region,
    String vpcId,
    Cidr cidr,
    @Nullable Cidr ipv6,
    String zone,
    String name,
    String description,
    String tableId,
    String aclId,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant deletedAt)
    implements Thing {

  @Override
  public boolean isGone(Config config, Instant now) {
    return deletedAt != null && config.isOver(deletedAt, AliyunDelay.VSWITCH, now);
  }

  boolean isAvailable(Config config, Instant now) {
    return deletedAt == null && config.isOver(changedAt, AliyunDelay.VSWITCH, now);
  }

  VSwitch withTable(String table, Instant now) {
    return new VSwitch(
        id,
        account,
        region,
        vpcId,
        cidr,
        ipv6,
        zone,
        name,
        description,
        table,
        aclId,
        createdAt,
        now,
        deletedAt);
  }

  VSwitch withAcl(String acl) {
    return new VSwitch(
        id,
        account,
        region,
        vpcId,
        cidr,
        ipv6,
        zone,
        name,
        description,
        tableId,
        acl,
        createdAt,
        changedAt,
        deletedAt);
  }

  VSwitch deleted(Instant now) {
    return new VSwitch(
        id,
        account,
        region,
        vpcId,
        cidr,
        ipv6,
        zone,
        name,
        description,
        tableId,
        aclId,
        createdAt,
        changedAt,
        now);
  }
}
