/** Tests of the scenarios, the scripts and the documents; for those who change any of them. */
@NullMarked
package dev.tieline.examples;

import org.jspecify.annotations.NullMarked;
