/**
 * How Alibaba Cloud is called, looked at and changed; the cloud's own words live here. For nobody
 * outside of this module.
 *
 * <p>A subnet of the library is a vSwitch here, the main route table of a VPC its system table.
 */
@NullMarked
package dev.tieline.aliyun.internal;

import org.jspecify.annotations.NullMarked;
