package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Answer;
import dev.tieline.provider.Marked;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A VPC, which the API calls a router.
 *
 * @param network its block; null for a router of old that is no VPC
 * @param type its size: 0 medium, 1 small, 2 large, 3 extra large; what a free one has is not
 *     documented
 * @param applied whether no change waits to be applied
 * @param group the security group of its way to the internet
 * @param created when it was made
 */
record Router(
    String id,
    Scope scope,
    String name,
    String description,
    Progress progress,
    boolean applied,
    @Nullable Cidr network,
    int type,
    String vpcId,
    String group,
    Instant created)
    implements Progressing<Router>, Marked {
  private static final Instant TABLES_COME = Instant.parse("2021-12-23T00:00:00Z");

  static Router from(Scope scope, Answer row) {
    return new Router(
        row.text("router_id"),
        scope,
        row.text("router_name"),
        row.text("description"),
        Progress.from(row),
        Wire.applied(row),
        Wire.block(row, "vpc_network").orElse(null),
        Wire.number(row, "router_type"),
        row.text("vpc_id"),
        row.text("security_group_id"),
        Wire.time(row, "create_time"));
  }

  /**
   * Whether it was made before route tables came with VPCs ("VPCs made since 2021-12-23 have a
   * default table", user guide of VPC, read 2026-11).
   */
  boolean isWithoutTable() {
    return !created.equals(Instant.MIN) && created.isBefore(TABLES_COME);
  }

  /** A VPC of which nothing is known but its id. */
  static Router unseen(Scope scope, String id) {
    return new Router(id, scope, "", "", Progress.unseen(), true, null, -1, "", "", Instant.MIN);
  }

  /** Whether its block is this one. */
  boolean has(Cidr block) {
    return network != null && network.equals(block);
  }

  @Override
  public Router at(Progress now) {
    return new Router(
        id, scope, name, description, now, applied, network, type, vpcId, group, created);
  }

  /** The same VPC by another name. */
  Router named(String newName) {
    return new Router(
        id, scope, newName, description, progress, applied, network, type, vpcId, group, created);
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
