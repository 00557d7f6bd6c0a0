/** A small cloud of boxes, cables and pegs, on which the engine is tried. For core's own tests. */
@NullMarked
package dev.tieline.toy;

import org.jspecify.annotations.NullMarked;
