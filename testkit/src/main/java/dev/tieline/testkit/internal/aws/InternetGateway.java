package dev.tieline.testkit.internal.aws;

import org.jspecify.annotations.Nullable;

/** An internet gateway and the VPC that it is attached to, if any. */
record InternetGateway(String id, @Nullable String vpcId) {}
