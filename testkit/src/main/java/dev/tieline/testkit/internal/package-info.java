/**
 * What all fake clouds share: the HTTP shell and the persistent collections. For the fakes of this
 * module and nobody else.
 */
@NullMarked
package dev.tieline.testkit.internal;

import org.jspecify.annotations.NullMarked;
