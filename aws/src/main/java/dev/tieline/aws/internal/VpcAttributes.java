package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;

/** The attributes of a VPC that private DNS names need. */
public record VpcAttributes(String vpc, Scope scope, boolean dnsSupport, boolean dnsHostnames) {}
