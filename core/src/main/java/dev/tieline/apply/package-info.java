/**
 * The run: survey, planning, scheduling, waiting, and what came of it. For users who read outcomes.
 */
@NullMarked
package dev.tieline.apply;

import org.jspecify.annotations.NullMarked;
