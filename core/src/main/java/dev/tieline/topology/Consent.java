package dev.tieline.topology;

/** What a topology allows to be done that nothing is done without. */
public enum Consent {
  /** Rules for every protocol and port. */
  OPEN_ALL_TRAFFIC,
  /** Changing attributes of objects that are not ours; the old value is kept and restored. */
  CHANGE_FOREIGN_ATTRIBUTES,
  /**
   * Replacing a route that is not ours when it leads nowhere (a blackhole) and stands where a
   * wished one belongs.
   */
  REPLACE_BLACKHOLES,
  /** Services that every account of the cloud may find and ask for. */
  SHARE_WITH_ANYONE,
  /** Services for which the cloud accepts every request of those that they are shared with. */
  ACCEPT_AUTOMATICALLY,
  /** Load balancers that everybody in the internet may reach. */
  OPEN_TO_INTERNET,
  /** Removing a service while others are connected to it: they lose it. */
  CUT_OFF_CONSUMERS,
  /**
   * Removing what is no longer wished though others have built upon it and the cloud would leave
   * that broken: a peering connection that routes of others lead into, which become blackholes.
   */
  BREAK_DEPENDENTS
}
