package dev.tieline.spi;

/**
 * An object that bears the mark of a topology, or that a claim of it names.
 *
 * @param address the address in the mark
 * @param scope where it is
 * @param object the object
 * @param <O> what is observed
 */
public record Owned<O>(Address address, Scope scope, O object) {}
