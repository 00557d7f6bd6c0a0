package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;

/** A rule of a security group; {@code peer} is where from, or where to; empty for everywhere. */
record GroupRule(
    String account,
    String zone,
    String id,
    String group,
    String name,
    String protocol,
    int priority,
    boolean accepts,
    boolean outward,
    String first,
    String second,
    String peer,
    Instant made)
    implements Thing {}
