package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/** A VPC that is not where the wish says, and where it is instead. */
record Elsewhere(String vpc, Scope scope) {}
