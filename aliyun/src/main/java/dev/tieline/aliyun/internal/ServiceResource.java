package dev.tieline.aliyun.internal;

import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;

/**
 * A balancer behind a service, in one zone.
 *
 * @param service the id of the service
 * @param vpc the id of the balancer's VPC; empty if it was not told
 * @param tags those of the service; none where they were not read
 */
record ServiceResource(
    Scope scope, String service, String balancer, String type, String zone, String vpc, Tags tags) {
  String id() {
    return service + " " + balancer + " " + zone;
  }

  /** Returns the same with the tags of its service. */
  ServiceResource of(Tags marks) {
    return new ServiceResource(scope, service, balancer, type, zone, vpc, marks);
  }
}
