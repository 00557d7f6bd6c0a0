/**
 * The contract suite: what every scenario of every cloud must stand, whatever is broken on the way.
 * For the library's own modules, and for those who write providers of their own.
 */
@NullMarked
package dev.tieline.testkit.contract;

import org.jspecify.annotations.NullMarked;
