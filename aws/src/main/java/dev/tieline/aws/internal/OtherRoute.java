package dev.tieline.aws.internal;

import dev.tieline.snapshot.NextHop;

/**
 * A route that leads to no single block, or is in a state that is not known.
 *
 * @param list the id of the prefix list that it leads to; empty if it can not be resolved
 * @param kind what it leads to
 * @param text the route as the cloud shows it
 */
public record OtherRoute(String list, NextHop kind, boolean blackhole, String text) {}
