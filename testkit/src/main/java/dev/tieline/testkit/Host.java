package dev.tieline.testkit;

/**
 * A machine in a fake network.
 *
 * @param instanceId the instance's id
 * @param eniId the id of its first network interface
 * @param privateIp its primary private address
 */
public record Host(String instanceId, String eniId, String privateIp) {}
