package dev.tieline.aliyun.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Set;

/**
 * That the groups of endpoints were chosen, so that one of our own that is the only one of such an
 * endpoint is taken off once the chosen ones are attached.
 *
 * @param owner whose topology says so
 * @param links the links of these endpoints
 */
record Regrouped(Owner owner, Set<Address> links) {
  Regrouped {
    links = Set.copyOf(links);
  }
}
