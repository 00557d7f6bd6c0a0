package dev.tieline.aws.internal;

import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class AwsKinds {
  static final PeeringConnections PEERING_CONNECTIONS = new PeeringConnections();
  static final Acceptances ACCEPTANCES = new Acceptances();
  static final PeeringMarks PEERING_MARKS = new PeeringMarks();
  static final DnsBefores DNS_BEFORES = new DnsBefores();
  static final PeeringDns PEERING_DNS = new PeeringDns();
  static final RouteClaims ROUTE_CLAIMS = new RouteClaims();
  static final Routes ROUTES = new Routes();
  static final GroupRules GROUP_RULES = new GroupRules();

  private static final List<ResourceKind<?, ?>> ALL =
      List.of(
          PEERING_CONNECTIONS,
          ACCEPTANCES,
          PEERING_MARKS,
          DNS_BEFORES,
          PEERING_DNS,
          ROUTE_CLAIMS,
          ROUTES,
          GROUP_RULES);

  private AwsKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
