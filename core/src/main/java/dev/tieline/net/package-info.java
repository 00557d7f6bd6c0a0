/** Pure CIDR algebra, IPv4 and IPv6 alike; for every user of the library. */
@NullMarked
package dev.tieline.net;

import org.jspecify.annotations.NullMarked;
