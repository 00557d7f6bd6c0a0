package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * An intranet routing policy of a VPC.
 *
 * @param router the VPC
 * @param lead what it leads to
 * @param type the type of router statics that it is; 0 for one that somebody makes in the console
 * @param name its name, which is our mark: no part of the wish's text
 * @param missing all policies of the hub that somebody has still to make, this one among them: no
 *     part of the wish's text
 */
record PolicyWish(Ref<String> router, Lead lead, int type, String name, List<Missing> missing)
    implements Wish {
  /**
   * A policy that is to be made by hand.
   *
   * @param zone where
   * @param account whose console it is made in
   * @param router the VPC
   * @param name the name to give
   * @param lead what it leads to
   */
  record Missing(String zone, String account, Ref<String> router, String name, Lead lead) {}

  PolicyWish {
    requireNonNull(router, "router");
    requireNonNull(lead, "lead");
    requireNonNull(name, "name");
    missing = List.copyOf(missing);
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(router, lead.border());
  }

  @Override
  public String toString() {
    return "policy of "
        + router
        + ": "
        + lead.destination()
        + " to "
        + lead.border()
        + (type == 0 ? "" : " as type " + type);
  }
}
