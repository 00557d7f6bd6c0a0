/**
 * Preflight checks on wish and facts, and the findings they make. For everybody who reads a plan.
 */
@NullMarked
package dev.tieline.check;

import org.jspecify.annotations.NullMarked;
