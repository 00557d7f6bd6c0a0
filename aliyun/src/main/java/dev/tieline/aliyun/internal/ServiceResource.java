package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * A balancer behind a service, in one zone.
 *
 * @param service the id of the service
 * @param vpc the id of the balancer's VPC; empty if it was not told
 */
record ServiceResource(
    Scope scope, String service, String balancer, String type, String zone, String vpc) {
  String id() {
    return service + " " + balancer + " " + zone;
  }
}
