package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * That a custom route table serves a vSwitch.
 *
 * @param status the table's state: a binding has none of its own
 */
record TableBinding(Scope scope, String vpc, String vSwitch, String table, String status) {}
