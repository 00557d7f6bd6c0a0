package dev.tieline.aws.internal;

/**
 * A route with the claim that makes it ours.
 *
 * @param route the route
 * @param claim the id of the claim's label, which is removed after the route; empty if there is
 *     none
 */
record PeerRoute(Route route, String claim) {}
