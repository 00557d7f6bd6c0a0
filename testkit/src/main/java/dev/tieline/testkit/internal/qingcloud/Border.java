package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A border router, and the VPC that is associated with it as a whole. */
record Border(
    String account,
    String zone,
    String id,
    String name,
    @Nullable String description,
    int type,
    Life life,
    @Nullable Bond bond,
    Published<BorderStatic> statics)
    implements Mortal {

  /** An association with a VPC. */
  record Bond(String router, Instant from, @Nullable Instant until) {
    boolean isOver(Instant now) {
      return until != null && !now.isBefore(until);
    }
  }

  /** Returns the VPC that is associated, also while that is on its way; empty for none. */
  String router(Instant now) {
    return bond == null || bond.isOver(now) ? "" : bond.router();
  }

  /** Returns the VPC whose packets pass by the association; empty for none. */
  String served(Instant now) {
    return bond == null || now.isBefore(bond.from()) ? "" : router(now);
  }

  Border named(String newName, @Nullable String newDescription) {
    return new Border(account, zone, id, newName, newDescription, type, life, bond, statics);
  }

  Border living(Life newLife) {
    return new Border(account, zone, id, name, description, type, newLife, bond, statics);
  }

  Border bound(@Nullable Bond newBond) {
    return new Border(account, zone, id, name, description, type, life, newBond, statics);
  }

  Border publishing(Published<BorderStatic> newStatics) {
    return new Border(account, zone, id, name, description, type, life, bond, newStatics);
  }
}
