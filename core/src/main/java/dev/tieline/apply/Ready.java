package dev.tieline.apply;

/**
 * As wished, and a look after the last change has shown it.
 *
 * @param part which part
 */
public record Ready(String part) implements PartOutcome {}
