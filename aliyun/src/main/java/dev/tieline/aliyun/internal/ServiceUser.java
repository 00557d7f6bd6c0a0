package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * An account that may use a service.
 *
 * @param service the id of the service
 * @param account the account's id, or {@code *} for all
 */
record ServiceUser(Scope scope, String service, String account) {
  String id() {
    return service + " " + account;
  }
}
