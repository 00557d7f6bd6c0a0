package dev.tieline.qingcloud.internal;

import dev.tieline.net.Ip;
import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public address.
 *
 * @param bandwidth in Mbit/s
 * @param resource the id of what it is bound to; empty if nothing
 */
record Eip(
    String id,
    Scope scope,
    String name,
    @Nullable Ip address,
    Progress progress,
    int bandwidth,
    String billing,
    String resource,
    Instant created)
    implements Progressing<Eip>, Named {
  static Eip from(Scope scope, Answer row) {
    return new Eip(
        row.text("eip_id"),
        scope,
        row.text("eip_name"),
        Wire.address(row, "eip_addr"),
        Progress.from(row),
        Wire.number(row, "bandwidth"),
        row.text("billing_mode"),
        row.object("resource").text("resource_id"),
        Wire.time(row, "create_time"));
  }

  @Override
  public Eip at(Progress now) {
    return new Eip(id, scope, name, address, now, bandwidth, billing, resource, created);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(id);
  }
}
