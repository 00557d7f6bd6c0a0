package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A port of a load balancer. */
record Listener(
    String account,
    String zone,
    String id,
    String balancer,
    @Nullable String label,
    int port,
    String protocol,
    String backendProtocol,
    String mode,
    String sticky,
    int forwardFor,
    String checkMethod,
    String checkOption,
    int option,
    int tunnelTimeout,
    String certificate,
    Instant made)
    implements Thing {

  @Override
  public String name() {
    return label == null ? "" : label;
  }

  /** Tells whether backends see the client's address instead of the balancer's. */
  boolean isTransparent() {
    return (option & 2) != 0;
  }
}
