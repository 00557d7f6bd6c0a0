package dev.tieline.snapshot;

import dev.tieline.net.Traffic;

/**
 * One rule of a security group.
 *
 * @param id the cloud's id of the rule
 * @param ingress true for traffic that comes in, false for traffic that goes out
 * @param traffic what it allows
 * @param peer the other end: whence for ingress, whither for egress
 */
public record Rule(String id, boolean ingress, Traffic traffic, RulePeer peer) {}
