package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A security group at an endpoint as it was read.
 *
 * @param only whether the endpoint has no other one, so that it can not be taken off
 */
public record EpGroup(Scope scope, String endpoint, String group, String status, boolean only) {
  String id() {
    return endpoint + "|" + group;
  }
}
