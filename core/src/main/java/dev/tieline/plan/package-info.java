/**
 * The difference between wish and facts as data, and the words for another party's part of it. For
 * everybody.
 */
@NullMarked
package dev.tieline.plan;

import org.jspecify.annotations.NullMarked;
