/**
 * Reachability: follows one packet and its answer through the facts, and names every setting that
 * stops them. For everybody who asks whether two hosts can talk, and if not, what to change.
 */
@NullMarked
package dev.tieline.reach;

import org.jspecify.annotations.NullMarked;
