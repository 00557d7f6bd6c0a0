/**
 * Writers that know no noun: strict JSON, tables, progress lines, Mermaid pictures, and the quoting
 * that makes a cloud's strings safe to show. For the library's own packages, each of which renders
 * its nouns with them.
 */
@NullMarked
package dev.tieline.text;

import org.jspecify.annotations.NullMarked;
