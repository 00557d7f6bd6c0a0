package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a listener sends to: an instance, a VPC, or an address. */
record Backend(
    String account,
    String zone,
    String id,
    String listener,
    String balancer,
    @Nullable String label,
    String resource,
    String policy,
    int port,
    int weight,
    boolean disabled,
    Instant made)
    implements Thing {

  @Override
  public String name() {
    return label == null ? "" : label;
  }

  Backend with(int newPort, int newWeight, boolean off, String newPolicy) {
    return new Backend(
        account, zone, id, listener, balancer, label, resource, newPolicy, newPort, newWeight, off,
        made);
  }
}
