package dev.tieline.testkit.internal.aws;

/** An egress-only internet gateway; it is attached to its VPC all its life. */
record EgressGateway(String id, String vpcId) {}
