package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Marked;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A border router.
 *
 * @param type 1 for one that joins VPCs and lines, 0 for one inside of VPCs
 * @param router the VPC that is bound to it as a whole; empty if none
 * @param zone the inner zone that it is in, such as {@code pek3b} of {@code pek3}
 */
record Border(
    String id,
    Scope scope,
    String name,
    String description,
    int type,
    String router,
    String zone,
    Progress progress,
    Instant created)
    implements Progressing<Border>, Marked {
  // the example of the documentation says active, the SDK's texts say available
  static final Set<String> READY = Set.of("active", "available");

  static Border from(Scope scope, Answer row) {
    return new Border(
        row.text("vpc_border_id"),
        scope,
        row.text("border_name"),
        row.text("description"),
        Wire.number(row, "border_type"),
        row.text("router_id"),
        row.text("zone_id"),
        Progress.from(row),
        Wire.time(row, "create_time"));
  }

  /** A border of which nothing is known but its id. */
  static Border unseen(Scope scope, String id) {
    return new Border(id, scope, "", "", -1, "", "", Progress.unseen(), Instant.MIN);
  }

  @Override
  public Border at(Progress now) {
    return new Border(id, scope, name, description, type, router, zone, now, created);
  }

  /** The same border by another name. */
  Border named(String newName) {
    return new Border(id, scope, newName, description, type, router, zone, progress, created);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(id);
  }

  @Override
  public Map<Owner, Address> marks() {
    return Names.marks(name);
  }
}
