/** The door: {@link dev.tieline.Tieline}. For everybody who uses the library. */
@NullMarked
package dev.tieline;

import org.jspecify.annotations.NullMarked;
