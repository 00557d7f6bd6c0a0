package dev.tieline.provider;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.topology.Peering;

/** What every provider refuses of a topology before any call. */
public final class TopologyChecks {
  private TopologyChecks() {}

  /**
   * Refuses a network of an account that was not declared.
   *
   * @param accounts what was declared
   * @param network the network's name
   * @param account the alias that it names
   * @throws InvalidTopologyException if there is no such account
   */
  public static void account(Accounts accounts, String network, String account) {
    if (!accounts.declared().containsKey(account)) {
      throw new InvalidTopologyException(
          "network "
              + network
              + " names account \""
              + account
              + "\" (expected one of: "
              + String.join(", ", accounts.declared().keySet())
              + ")");
    }
  }

  /**
   * Refuses a peering that nobody here has a side of.
   *
   * @param peering the peering
   * @param foreignA whether we hold no credentials for one network
   * @param foreignB whether we hold none for the other
   * @throws InvalidTopologyException if both are foreign
   */
  public static void ends(Peering peering, boolean foreignA, boolean foreignB) {
    if (foreignA && foreignB) {
      throw new InvalidTopologyException(
          "link "
              + peering.name()
              + " joins two foreign networks (expected: one with an account of the provider)");
    }
  }

  /**
   * Refuses that the peer is to ask where there is none.
   *
   * @param peering the peering
   * @param option the option that says so
   * @param foreign whether one of its networks is foreign
   * @throws InvalidTopologyException if none is
   */
  public static void askedByPeer(Peering peering, String option, boolean foreign) {
    if (!foreign) {
      throw new InvalidTopologyException(
          "link "
              + peering.name()
              + " has option "
              + option
              + " (expected: a foreign network at one end)");
    }
  }
}
