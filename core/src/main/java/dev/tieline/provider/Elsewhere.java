package dev.tieline.provider;

import dev.tieline.spi.Scope;

/**
 * A VPC that is not where the wish says, and where it is instead.
 *
 * @param vpc the VPC's id
 * @param scope where it is
 */
public record Elsewhere(String vpc, Scope scope) {}
