package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A zone of a region.
 *
 * @param id what every account calls it, such as {@code cn-hangzhou-h}
 */
public record Zone(Scope scope, String id) {}
