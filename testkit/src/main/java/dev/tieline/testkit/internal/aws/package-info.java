/**
 * The fake AWS: signatures, the action table, and one file a resource family over an immutable
 * state. For {@code FakeAws} and nobody else.
 */
@NullMarked
package dev.tieline.testkit.internal.aws;

import org.jspecify.annotations.NullMarked;
