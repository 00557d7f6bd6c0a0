package dev.tieline.provider;

import dev.tieline.spi.Scope;

/**
 * A rule of a security group for a protocol that this library does not model: it matters to no flow
 * that can be asked about, but it counts for the quota.
 *
 * @param id the rule's id
 * @param scope where it is
 * @param group the group's id
 * @param ingress true for what comes in, false for what goes out
 * @param text the rule as the cloud shows it
 */
public record OtherRule(String id, Scope scope, String group, boolean ingress, String text) {}
