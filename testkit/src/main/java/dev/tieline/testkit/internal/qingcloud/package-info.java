/**
 * The fake QingCloud as a function of (world, request): one class for each family of objects, one
 * table of actions, and states that follow from stored instants. For nobody outside of the testkit.
 */
@NullMarked
package dev.tieline.testkit.internal.qingcloud;

import org.jspecify.annotations.NullMarked;
