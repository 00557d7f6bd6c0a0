package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A VPC, which this cloud calls a router; {@code dirty} when it was changed since its rules were
 * published last.
 */
record Router(
    String account,
    String zone,
    String id,
    String name,
    @Nullable String description,
    int type,
    Cidr network,
    String group,
    String eip,
    int features,
    Life life,
    boolean dirty,
    Published<RouterStatic> statics)
    implements Mortal {

  /** The type of VPCs that cost nothing, and take neither borders nor addresses; undocumented. */
  static final int FREE = 4;

  boolean isFree() {
    return type == FREE;
  }

  String status(Instant now) {
    return life.isEnded(now) ? "deleted" : now.isBefore(life.ready()) ? "pending" : "active";
  }

  boolean isApplied(Instant now) {
    return !dirty && !now.isBefore(statics.from());
  }

  Router named(String newName, @Nullable String newDescription) {
    return new Router(
        account,
        zone,
        id,
        newName,
        newDescription,
        type,
        network,
        group,
        eip,
        features,
        life,
        dirty,
        statics);
  }

  Router with(String newGroup, String newEip, int newFeatures, boolean nowDirty) {
    return new Router(
        account,
        zone,
        id,
        name,
        description,
        type,
        network,
        newGroup,
        newEip,
        newFeatures,
        life,
        nowDirty,
        statics);
  }

  Router touched() {
    return with(group, eip, features, true);
  }

  Router living(Life newLife) {
    return with(newLife, dirty, statics);
  }

  Router with(Life newLife, boolean nowDirty, Published<RouterStatic> newStatics) {
    return new Router(
        account,
        zone,
        id,
        name,
        description,
        type,
        network,
        group,
        eip,
        features,
        newLife,
        nowDirty,
        newStatics);
  }
}
