package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/**
 * An endpoint that is connected to a service, or asks for it, as the service's owner sees it.
 *
 * @param service the id of the service
 * @param endpoint the id of the endpoint
 * @param ownerId the cloud's id of the endpoint's account
 * @param status the cloud's word for its state
 */
record ServiceConnection(
    Scope scope, String service, String endpoint, String ownerId, String status) {
  String id() {
    return service + " " + endpoint;
  }

  /** Whether its endpoint goes, and can be connected no more. */
  boolean going() {
    return status.equals("Deleting") || status.equals("ServiceDeleted");
  }

  /**
   * Whether somebody may use it: one that is connected is shown as pending, too, while its endpoint
   * is changed.
   */
  boolean inUse() {
    return carries() || status.equals("Pending");
  }

  /** Whether it carries traffic, or is about to. */
  boolean carries() {
    return status.equals("Connected") || status.equals("Connecting");
  }
}
