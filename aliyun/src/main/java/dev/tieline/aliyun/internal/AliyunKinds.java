package dev.tieline.aliyun.internal;

import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class AliyunKinds {
  static final VpcMarks VPC_MARKS = new VpcMarks();
  static final CdtOpenings CDT_OPENINGS = new CdtOpenings();
  static final PeeringConnections PEERING_CONNECTIONS = new PeeringConnections();
  static final Acceptances ACCEPTANCES = new Acceptances();
  static final PeeringMarks PEERING_MARKS = new PeeringMarks();
  static final Routes ROUTES = new Routes();
  static final GroupRules GROUP_RULES = new GroupRules();

  private static final List<ResourceKind<?, ?>> ALL =
      List.of(
          VPC_MARKS,
          CDT_OPENINGS,
          PEERING_CONNECTIONS,
          ACCEPTANCES,
          PEERING_MARKS,
          ROUTES,
          GROUP_RULES);

  private AliyunKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
