package dev.tieline.provider;

import dev.tieline.spi.Scope;

/**
 * A quota of an account in a region.
 *
 * @param scope the account and region
 * @param code the cloud's name of the quota
 * @param value the greatest number that is allowed
 * @param read whether the cloud told it; otherwise it is assumed
 */
public record Quota(Scope scope, String code, int value, boolean read) {}
