package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;

/**
 * A security group.
 *
 * @param applied whether no change of its rules waits to be applied
 * @param isDefault whether it is the one that the cloud made for the zone
 */
record SecurityGroup(
    String id,
    Scope scope,
    String name,
    String description,
    boolean applied,
    boolean isDefault,
    Instant created,
    Progress progress)
    implements Progressing<SecurityGroup>, Named {
  static SecurityGroup from(Scope scope, Answer row) {
    return new SecurityGroup(
        row.text("security_group_id"),
        scope,
        row.text("security_group_name"),
        row.text("description"),
        Wire.applied(row),
        row.flag("is_default"),
        Wire.time(row, "create_time"),
        Progress.from(row));
  }

  @Override
  public SecurityGroup at(Progress now) {
    return new SecurityGroup(id, scope, name, description, applied, isDefault, created, now);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(id);
  }

  /**
   * A rule of a group.
   *
   * @param priority from 0, which comes first, to 100
   * @param from the first port, or the type of ICMP; empty for all
   * @param to the last port, or the code of ICMP; empty for the same
   * @param peer the block at the other end; empty for all
   */
  record Rule(
      String id,
      Scope scope,
      String group,
      String name,
      boolean ingress,
      boolean accept,
      String protocol,
      int priority,
      String from,
      String to,
      String peer)
      implements Named {
    static Rule from(Scope scope, Answer row) {
      return new Rule(
          row.text("security_group_rule_id"),
          scope,
          row.text("security_group_id"),
          row.text("security_group_rule_name"),
          !row.flag("direction"), // 0 in, 1 out
          !row.text("action").equals("drop"),
          row.text("protocol"),
          Wire.number(row, "priority"),
          row.text("val1"),
          row.text("val2"),
          row.text("val3"));
    }
  }
}
