package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A security group. */
record SecurityGroup(
    String account,
    String zone,
    String id,
    String name,
    @Nullable String description,
    boolean isDefault,
    Instant made,
    Instant until,
    boolean dirty,
    Published<GroupRule> rules)
    implements Thing {

  boolean isApplied(Instant now) {
    return !dirty && !now.isBefore(rules.from());
  }

  SecurityGroup named(String newName, @Nullable String newDescription) {
    return new SecurityGroup(
        account, zone, id, newName, newDescription, isDefault, made, until, dirty, rules);
  }

  SecurityGroup with(Instant busyUntil, boolean nowDirty, Published<GroupRule> published) {
    return new SecurityGroup(
        account, zone, id, name, description, isDefault, made, busyUntil, nowDirty, published);
  }

  SecurityGroup touched() {
    return with(until, true, rules);
  }
}
