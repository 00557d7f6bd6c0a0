package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A rule of a security group for a protocol that this library does not model: it matters to no flow
 * that can be asked about, but it counts for the quota.
 */
public record OtherRule(String id, Scope scope, String group, boolean ingress, String text) {}
