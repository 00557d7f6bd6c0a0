package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A private network, and the VPC that it has joined. */
record Vxnet(
    String account,
    String zone,
    String id,
    String name,
    @Nullable String description,
    int type,
    Instant made,
    @Nullable Join join)
    implements Thing {

  static final int MANAGED = 1;

  /**
   * A network's place in a VPC.
   *
   * @param from when it begins to work
   * @param until when it ends, or null
   */
  record Join(
      String router,
      Cidr network,
      Ip manager,
      Ip dynStart,
      Ip dynEnd,
      int features,
      Instant made,
      Instant from,
      @Nullable Instant until) {

    boolean isUp(Instant now) {
      return !now.isBefore(from) && !isOver(now);
    }

    boolean isOver(Instant now) {
      return until != null && !now.isBefore(until);
    }

    Join ending(Instant at) {
      return new Join(router, network, manager, dynStart, dynEnd, features, made, from, at);
    }

    Join with(int newFeatures, Ip start, Ip end) {
      return new Join(router, network, manager, start, end, newFeatures, made, from, until);
    }
  }

  /** Returns its place in a VPC, also one that is still on its way or not gone yet. */
  @Nullable Join joined(Instant now) {
    return join == null || join.isOver(now) ? null : join;
  }

  /** Returns its place in a VPC if packets pass there. */
  @Nullable Join working(Instant now) {
    return join != null && join.isUp(now) ? join : null;
  }

  Vxnet joining(@Nullable Join newJoin) {
    return new Vxnet(account, zone, id, name, description, type, made, newJoin);
  }

  Vxnet named(String newName, @Nullable String newDescription) {
    return new Vxnet(account, zone, id, newName, newDescription, type, made, join);
  }
}
