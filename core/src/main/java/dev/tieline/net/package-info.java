/**
 * Pure CIDR algebra, IPv4 and IPv6 alike: addresses, blocks, sets and indexes of them, and pools of
 * free blocks. For every user of the library and for writers of cloud modules.
 */
@NullMarked
package dev.tieline.net;

import org.jspecify.annotations.NullMarked;
