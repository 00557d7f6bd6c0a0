package dev.tieline.qingcloud.internal;

/**
 * That the inside of a VPC was read: its vxnets and its policies.
 *
 * @param router the VPC's id
 */
record Inside(String router) {}
