/** The one family of exceptions. For everybody who calls the library or writes a cloud module. */
@NullMarked
package dev.tieline.error;

import org.jspecify.annotations.NullMarked;
