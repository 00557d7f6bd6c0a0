/**
 * What AWS needs inside: its objects as they were read, one class a kind of object, one error
 * table, one survey. For nobody outside of this module.
 */
@NullMarked
package dev.tieline.aws.internal;

import org.jspecify.annotations.NullMarked;
