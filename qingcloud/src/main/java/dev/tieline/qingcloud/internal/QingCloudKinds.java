package dev.tieline.qingcloud.internal;

import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class QingCloudKinds {
  static final Vpcs VPCS = new Vpcs();
  static final Vxnets VXNETS = new Vxnets();
  static final RouterJoins ROUTER_JOINS = new RouterJoins();

  private static final List<ResourceKind<?, ?>> ALL = List.of(VPCS, VXNETS, ROUTER_JOINS);

  private QingCloudKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
