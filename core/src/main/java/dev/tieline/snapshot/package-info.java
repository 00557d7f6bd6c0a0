/**
 * The facts: what a cloud holds, in words that no single cloud owns. For everybody who reads them.
 */
@NullMarked
package dev.tieline.snapshot;

import org.jspecify.annotations.NullMarked;
