package dev.tieline.toy;

import dev.tieline.topology.Network;

/**
 * A box of the wish.
 *
 * @param form managed, existing or foreign
 * @param region where it is
 * @param id its id; empty for a managed one
 * @param label its label; empty for others than managed ones
 * @param block its addresses, and thereby the slot of the pegs that lead to it
 */
public record ToyNetwork(String form, String region, String id, String label, String block)
    implements Network {
  /** A box that we make. */
  public static ToyNetwork managed(String region, String label, String block) {
    return new ToyNetwork("managed", region, "", label, block);
  }

  /** A box that is there. */
  public static ToyNetwork existing(String region, String id, String block) {
    return new ToyNetwork("existing", region, id, "", block);
  }

  /** A box of somebody else. */
  public static ToyNetwork foreign(String region, String id, String block) {
    return new ToyNetwork("foreign", region, id, "", block);
  }

  @Override
  public String cloud() {
    return "toy";
  }

  @Override
  public String account() {
    return "main";
  }

  @Override
  public Object asData() {
    return this;
  }
}
