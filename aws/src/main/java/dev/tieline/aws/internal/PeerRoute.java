package dev.tieline.aws.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Owner;
import org.jspecify.annotations.Nullable;

/**
 * A route with the claim that makes it ours.
 *
 * @param route the route
 * @param claim the id of the claim's label, which is removed after the route; empty if there is
 *     none
 * @param table the tags of its table, of one that was read again; else null
 */
record PeerRoute(Route route, String claim, @Nullable Tags table) {
  PeerRoute(Route route, String claim) {
    this(route, claim, null);
  }

  /** Whether its table says by now that it is not ours alone: our claim is gone, or others came. */
  boolean isLeft(Owner owner) {
    return table != null
        && (!claim.isEmpty() && table.get(Claims.key(owner, route.destination())).isEmpty()
            || !Claims.ofOthers(owner, table, route.destination()).isEmpty());
  }
}
