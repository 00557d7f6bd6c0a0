/**
 * QingCloud for the library: its accounts and zones, and VPCs as a topology names them. For users.
 *
 * <p>What the library calls a region is a zone here, such as {@code pek3}; a VPC is a router of a
 * block of its own, and a subnet is a vxnet that has joined it.
 */
@NullMarked
package dev.tieline.qingcloud;

import org.jspecify.annotations.NullMarked;
