package dev.tieline.testkit.contract;

import java.util.function.Consumer;

/**
 * One run of a check.
 *
 * @param script says all that is done, in one line; equal scripts do the same
 * @param from the world that it begins in, which it gets a fork of
 * @param body does it
 */
record Case(String script, World from, Consumer<World> body) {}
