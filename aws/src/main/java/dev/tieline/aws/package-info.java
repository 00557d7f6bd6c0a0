/**
 * AWS for Tieline: the provider, its networks and the options of its links. For everybody who
 * connects networks in AWS.
 */
@NullMarked
package dev.tieline.aws;

import org.jspecify.annotations.NullMarked;
