/** What a cloud module implements. For writers of cloud modules; users need nothing of it. */
@NullMarked
package dev.tieline.spi;

import org.jspecify.annotations.NullMarked;
