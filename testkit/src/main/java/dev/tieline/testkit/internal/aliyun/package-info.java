/**
 * The fake Alibaba Cloud as a function of (world, request): one class for each family of objects,
 * one table of actions, one reader of parameters and one writer of answers. For nobody outside of
 * the testkit.
 */
@NullMarked
package dev.tieline.testkit.internal.aliyun;

import org.jspecify.annotations.NullMarked;
