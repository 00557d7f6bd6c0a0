package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunDelay;
import java.time.Instant;

/** A route table: the one system table that a VPC has, or a custom one. */
record RouteTable(
    String id,
    String account,
    String region,
    String vpcId,
    boolean system,
    String name,
    String description,
    Instant createdAt,
    Instant changedAt)
    implements Thing {

  boolean isAvailable(Config config, Instant now) {
    return config.isOver(changedAt, AliyunDelay.VPC, now);
  }

  String type() {
    return system ? "System" : "Custom";
  }

  RouteTable changed(Instant now) {
    return new RouteTable(id, account, region, vpcId, system, name, description, createdAt, now);
  }
}
