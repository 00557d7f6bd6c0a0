package dev.tieline.apply;

/**
 * A cloud refused, or an object reached a state from which the wished one can not be reached.
 *
 * @param part which part
 * @param address the object
 * @param why the cloud's own words
 */
public record Failed(String part, String address, String why) implements PartOutcome {}
