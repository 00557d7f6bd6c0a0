package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A quota of an account in a region.
 *
 * @param read whether the cloud told it; otherwise it is assumed
 */
public record Quota(Scope scope, String code, int value, boolean read) {}
