package dev.tieline.apply;

import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Settling;
import dev.tieline.time.WaitPolicy;
import java.util.function.Function;

/**
 * What every step of a run works with.
 *
 * @param owner whose objects
 * @param loop the run's thread
 * @param pipeline makes the calls
 * @param poller shares the polling
 * @param observed what is known of the nodes' objects
 * @param events takes what happens
 * @param settling how long the cloud of a scope needs to settle
 * @param waits how often and how long is polled
 */
record RunContext(
    Owner owner,
    Loop loop,
    Pipeline pipeline,
    Poller poller,
    Observed observed,
    Events events,
    Function<Scope, Settling> settling,
    WaitPolicy waits) {}
