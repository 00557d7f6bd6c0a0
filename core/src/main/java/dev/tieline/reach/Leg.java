package dev.tieline.reach;

/** The two ways of a flow, each with its names for what may happen on it. */
enum Leg {
  FORWARD(
      Verdict.ACL_BLOCKS,
      Verdict.NO_ROUTE,
      Verdict.BLACKHOLE,
      Verdict.STAYS_LOCAL,
      Verdict.LEAVES_MODEL,
      Verdict.PEERING_NOT_ACTIVE,
      Verdict.NOT_TRANSITIVE,
      Verdict.HUB_NOT_ACTIVE,
      Verdict.HUB_HAS_NO_ROUTE),
  BACK(
      Verdict.RETURN_ACL_BLOCKS,
      Verdict.NO_RETURN_ROUTE,
      Verdict.RETURN_BLACKHOLE,
      Verdict.RETURN_STAYS_LOCAL,
      Verdict.RETURN_LEAVES_MODEL,
      Verdict.RETURN_PEERING_NOT_ACTIVE,
      Verdict.RETURN_NOT_TRANSITIVE,
      Verdict.RETURN_HUB_NOT_ACTIVE,
      Verdict.RETURN_HUB_HAS_NO_ROUTE);

  final Verdict aclBlocks;
  final Verdict noRoute;
  final Verdict blackhole;
  final Verdict staysLocal;
  final Verdict leavesModel;
  final Verdict peeringNotActive;
  final Verdict notTransitive;
  final Verdict hubNotActive;
  final Verdict hubHasNoRoute;

  Leg(
      Verdict aclBlocks,
      Verdict noRoute,
      Verdict blackhole,
      Verdict staysLocal,
      Verdict leavesModel,
      Verdict peeringNotActive,
      Verdict notTransitive,
      Verdict hubNotActive,
      Verdict hubHasNoRoute) {
    this.aclBlocks = aclBlocks;
    this.noRoute = noRoute;
    this.blackhole = blackhole;
    this.staysLocal = staysLocal;
    this.leavesModel = leavesModel;
    this.peeringNotActive = peeringNotActive;
    this.notTransitive = notTransitive;
    this.hubNotActive = hubNotActive;
    this.hubHasNoRoute = hubHasNoRoute;
  }
}
