package dev.tieline.aliyun.internal;

/**
 * Whether an account has opened Cloud Data Transfer, by which traffic over peering connections is
 * billed.
 *
 * @param crossBorder of the part for traffic across the border of the Chinese mainland
 */
public record Cdt(String alias, boolean crossBorder, boolean open) {}
