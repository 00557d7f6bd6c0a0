package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a route table serves; each resource has one table. */
record Binding(
    String account,
    String zone,
    String resource,
    String table,
    Instant from,
    @Nullable Instant until)
    implements Thing {

  @Override
  public String id() {
    return resource;
  }

  boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }

  boolean isUp(Instant now) {
    return !now.isBefore(from) && !isOver(now);
  }
}
