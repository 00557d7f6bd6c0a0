package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Owner;
import java.util.List;
import java.util.Optional;

/**
 * Whether a route needs a claim. Several topologies may need one route, and none may take it from
 * the others: the topology that made a connection claims what others claim as well, those that use
 * it claim everything, and what was there before is used under a claim that says so.
 *
 * @param own the owner's claim, if there is one
 * @param others what the claims of others say
 * @param there whether the route leads where it should already
 */
record Claiming(Optional<Claim> own, List<Claim> others, boolean there) {
  static Claiming of(Owner owner, Tags table, Optional<Cidr> destination, boolean there) {
    Optional<Claim> own =
        destination.flatMap(d -> table.get(Claims.key(owner, d))).flatMap(Claim::parse);
    List<Claim> others =
        destination.stream()
            .flatMap(d -> Claims.ofOthers(owner, table, d).stream())
            .flatMap(text -> Claim.parse(text).stream())
            .toList();
    return new Claiming(own, others, there);
  }

  /**
   * Returns whether the owner is to have a claim.
   *
   * @param adopted whether the connection is nobody's of the namespace; its own routes are used as
   *     they are
   * @param shared whether another topology of the namespace made it
   */
  boolean isNeeded(boolean adopted, boolean shared) {
    if (shared) {
      return true;
    }
    if (adopted) {
      return !there || own.isPresent() || !others.isEmpty();
    }
    return there && others.stream().anyMatch(c -> !c.uses());
  }

  /** Returns whether the claim is on a route that was there before it. */
  boolean uses() {
    return there && own.map(Claim::uses).orElse(true);
  }
}
