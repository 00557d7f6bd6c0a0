/** How calls are repeated and paced. For users who tune it and for the engine. */
@NullMarked
package dev.tieline.retry;

import org.jspecify.annotations.NullMarked;
