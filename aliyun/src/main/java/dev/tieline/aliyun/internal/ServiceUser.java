package dev.tieline.aliyun.internal;

import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;

/**
 * An account that may use a service.
 *
 * @param service the id of the service
 * @param account the account's id, or {@code *} for all; what the cloud shows for others
 * @param arn how the whitelist names it; empty where that is the account's id
 * @param tags those of the service; none where they were not read
 */
record ServiceUser(Scope scope, String service, String account, String arn, Tags tags) {
  String id() {
    return service + " " + account;
  }

  /** Returns the same with the tags of its service. */
  ServiceUser of(Tags marks) {
    return new ServiceUser(scope, service, account, arn, marks);
  }
}
