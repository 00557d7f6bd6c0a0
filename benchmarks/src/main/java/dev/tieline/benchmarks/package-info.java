/** Goals as measurements, one line each; for those who work on the library. */
@NullMarked
package dev.tieline.benchmarks;

import org.jspecify.annotations.NullMarked;
