/**
 * Writers that know no noun: JSON, tables, Mermaid. For the nouns, which render themselves with
 * them.
 */
@NullMarked
package dev.tieline.text;

import org.jspecify.annotations.NullMarked;
