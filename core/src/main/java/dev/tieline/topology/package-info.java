/** The wish: networks and links, as immutable values. For everybody who uses the library. */
@NullMarked
package dev.tieline.topology;

import org.jspecify.annotations.NullMarked;
