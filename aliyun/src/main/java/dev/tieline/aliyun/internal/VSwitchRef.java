package dev.tieline.aliyun.internal;

import dev.tieline.spi.Ref;

/**
 * A vSwitch of a network that a link may use.
 *
 * @param name its name in the topology, or in the cloud
 * @param id its id
 * @param zone its zone
 * @param wished whether the topology wishes it
 * @param free how many addresses are left in it; of one that is not there yet, enough
 */
record VSwitchRef(String name, Ref<String> id, String zone, boolean wished, long free) {}
