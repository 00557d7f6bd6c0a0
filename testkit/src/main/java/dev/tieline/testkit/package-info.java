/**
 * Fake clouds that behave like the true ones: small stateful servers on the real wire, with virtual
 * time, forkable state and scripted faults. For anyone who tests code that talks to a cloud, with
 * Tieline or without it.
 */
@NullMarked
package dev.tieline.testkit;

import org.jspecify.annotations.NullMarked;
