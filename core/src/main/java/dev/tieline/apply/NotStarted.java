package dev.tieline.apply;

/**
 * Left alone, because of something else.
 *
 * @param part which part
 * @param because the finding or the other part that stands against it
 */
public record NotStarted(String part, String because) implements PartOutcome {}
