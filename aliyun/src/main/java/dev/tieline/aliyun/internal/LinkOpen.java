package dev.tieline.aliyun.internal;

/**
 * Whether an account has opened a product that has to be opened once, and for good.
 *
 * @param alias the account's alias
 * @param product the product
 */
record LinkOpen(String alias, Product product, boolean open) {}
