package dev.tieline.snapshot;

/**
 * A fact that could not be read: neither present nor absent.
 *
 * @param place where
 * @param what which objects
 * @param why the cloud's words
 */
public record Unreadable(Place place, String what, String why) {}
