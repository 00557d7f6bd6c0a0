package dev.tieline.aws.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a route table serves: one subnet, or as the main table every subnet without a table of its
 * own (then without a subnet); with neither it serves a gateway.
 */
public record Association(String id, @Nullable String subnet, boolean main, String state) {}
