package dev.tieline.testkit.internal.aws;

/** Which network ACL guards a subnet; every subnet has exactly one. */
record AclAssociation(String id, String aclId, String subnetId) {}
