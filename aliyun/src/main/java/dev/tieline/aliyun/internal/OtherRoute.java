package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A route entry that leads to no single block, such as one to a prefix list.
 *
 * @param text the entry as the cloud shows it
 */
public record OtherRoute(Scope scope, String vpc, String table, String entryId, String text) {}
