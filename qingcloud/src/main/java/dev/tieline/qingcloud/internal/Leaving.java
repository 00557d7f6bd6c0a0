package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Address;

/**
 * A border router of ours that is no longer wished.
 *
 * @param border the border
 * @param address the address in its mark
 */
record Leaving(Border border, Address address) {}
