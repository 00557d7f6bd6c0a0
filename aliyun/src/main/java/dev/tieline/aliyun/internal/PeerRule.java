package dev.tieline.aliyun.internal;

/**
 * A rule with the VPC's mark that tells where to look for it.
 *
 * @param rule the rule
 * @param mark the id of the VPC's label, which is removed after the rule; empty if it is not known
 */
record PeerRule(GroupRule rule, String mark) {
  PeerRule(GroupRule rule) {
    this(rule, "");
  }
}
