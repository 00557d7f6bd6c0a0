/**
 * The guides' scenarios as programs that play on fake clouds; for everybody who wants to see the
 * library at work.
 */
@NullMarked
package dev.tieline.examples;

import org.jspecify.annotations.NullMarked;
