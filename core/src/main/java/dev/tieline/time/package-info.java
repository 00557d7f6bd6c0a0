/**
 * The seam through which time comes in, real or virtual, and waiters on it. For users and tests.
 */
@NullMarked
package dev.tieline.time;

import org.jspecify.annotations.NullMarked;
