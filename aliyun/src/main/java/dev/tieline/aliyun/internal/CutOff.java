package dev.tieline.aliyun.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Set;

/**
 * That an owner's topology consents to removing services while others use them; filed under the
 * owner.
 *
 * @param kept the addresses of the services that the topology still wishes for
 */
record CutOff(Owner owner, Set<Address> kept) {
  CutOff {
    kept = Set.copyOf(kept);
  }
}
