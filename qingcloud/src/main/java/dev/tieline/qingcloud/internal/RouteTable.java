package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Answer;
import dev.tieline.provider.Marked;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A route table, of a balancer or of vxnets.
 *
 * @param serves what it is for: 1 balancers, 2 vxnets
 * @param type 1 for one that came with a VPC, 0 for one that somebody made
 * @param applied whether no change of its rules waits to be applied
 * @param rules its rules, of a list that tells them
 */
record RouteTable(
    String id,
    Scope scope,
    String name,
    int type,
    int serves,
    boolean applied,
    List<Rule> rules,
    Progress progress)
    implements Progressing<RouteTable>, Marked {
  static final int OF_BALANCERS = 1;
  static final int OF_VXNETS = 2;

  /** Of the two types, that of a table which came with a VPC: an assumption. */
  private static final int DEFAULT = 1;

  RouteTable {
    rules = List.copyOf(rules);
  }

  /** Whether it came with a VPC, whose vxnets go by it unless they have another one. */
  boolean isDefault() {
    return type == DEFAULT;
  }

  @Override
  public Map<Owner, Address> marks() {
    return Names.marks(name);
  }

  static RouteTable from(Scope scope, Answer row) {
    return new RouteTable(
        row.text("rtable_id"),
        scope,
        row.text("rtable_name"),
        Wire.number(row, "rtable_type"),
        Wire.number(row, "rtable_rtype"),
        Wire.applied(row),
        row.objects("routing_table_rule_set").stream().map(r -> Rule.from(scope, r)).toList(),
        Progress.from(row));
  }

  /** A table of which nothing is known but its id. */
  static RouteTable unseen(Scope scope, String id) {
    return new RouteTable(id, scope, "", -1, -1, true, List.of(), Progress.unseen());
  }

  @Override
  public RouteTable at(Progress now) {
    return new RouteTable(id, scope, name, type, serves, applied, rules, now);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(id);
  }

  /**
   * A rule of a table.
   *
   * @param destination where it leads to; null if that can not be read
   * @param nextHop an id, or an address
   * @param nextHopType 2 a router, 3 an address, 4 a NAT gateway
   */
  record Rule(
      String id,
      Scope scope,
      String table,
      String name,
      @Nullable Cidr destination,
      String nextHop,
      int nextHopType,
      boolean disabled)
      implements Marked {
    static final int ROUTER = 2;
    static final int ADDRESS = 3;

    static Rule from(Scope scope, Answer row) {
      return new Rule(
          row.text("rtable_rule_id"),
          scope,
          row.text("rtable_id"),
          row.text("rtable_rule_name"),
          Wire.block(row, "network").orElse(null),
          row.text("nexthop"),
          Wire.number(row, "nexthop_type"),
          row.flag("disabled"));
    }

    /** Whether it is for this block. */
    boolean leadsTo(Cidr block) {
      return destination != null && destination.equals(block);
    }

    @Override
    public Map<Owner, Address> marks() {
      return Names.marks(name);
    }
  }

  /**
   * What a table is bound to.
   *
   * @param resource the id of a balancer or a vxnet
   */
  record Binding(Scope scope, String table, String resource, Progress progress)
      implements Progressing<Binding> {
    static Binding from(Scope scope, Answer row) {
      return new Binding(scope, row.text("rtable_id"), row.text("resource_id"), Progress.from(row));
    }

    /** A binding of which nothing is known but what it is to bind. */
    static Binding unseen(Scope scope, String table, String resource) {
      return new Binding(scope, table, resource, Progress.unseen());
    }

    @Override
    public Binding at(Progress now) {
      return new Binding(scope, table, resource, now);
    }

    @Override
    public List<String> jobsOf() {
      return List.of(table, resource);
    }
  }
}
