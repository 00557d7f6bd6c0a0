package dev.tieline.testkit.internal.aliyun;

import java.time.Instant;

/** An ECS instance: a state and an interface, nothing runs. */
record Instance(
    String id,
    String account,
    String region,
    String vpcId,
    String vswitchId,
    String zone,
    String name,
    String eniId,
    Instant createdAt)
    implements Thing {}
