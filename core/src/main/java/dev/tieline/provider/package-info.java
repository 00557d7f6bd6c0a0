/**
 * What providers of clouds share: who an account is, marks on what is ours, and what networks and
 * peerings of any cloud come to. For writers of providers; users need nothing of it, and nothing
 * here knows any one cloud.
 */
@NullMarked
package dev.tieline.provider;

import org.jspecify.annotations.NullMarked;
