package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A security group at an endpoint as it was read.
 *
 * @param only whether the endpoint has no other one, so that it can not be taken off
 */
public record EpGroup(Scope scope, String endpoint, String group, String status, boolean only) {
  /** Returns the same where others are to be attached before it is taken off. */
  EpGroup besideOthers() {
    return new EpGroup(scope, endpoint, group, status, false);
  }

  String id() {
    return endpoint + "|" + group;
  }
}
