/**
 * Alibaba Cloud for the library: its accounts and regions, and VPCs as a topology names them. For
 * users.
 *
 * <p>What the library calls a subnet is a vSwitch here.
 */
@NullMarked
package dev.tieline.aliyun;

import org.jspecify.annotations.NullMarked;
