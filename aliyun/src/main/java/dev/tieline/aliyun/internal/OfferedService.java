package dev.tieline.aliyun.internal;

import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A service of an account's own, as it was read.
 *
 * @param name what endpoints find it by
 * @param domain its name in public DNS
 * @param type the type of its balancers: slb, alb, nlb or gwlb
 * @param payer who pays for the endpoints: Endpoint or EndpointService
 * @param acceptsAll whether the cloud accepts every request
 * @param bandwidth the most of a connection in Mbit/s; 0 if it was not told
 * @param regions regions besides its own from which it may be used
 * @param claims the ids of the claims that speak of it; a list does not tell them
 */
record OfferedService(
    String id,
    Scope scope,
    String name,
    String domain,
    String type,
    String payer,
    boolean acceptsAll,
    long bandwidth,
    List<String> regions,
    String status,
    String businessStatus,
    Tags tags,
    List<String> claims)
    implements Tagged {
  static final String PROVIDER_PAYS = "EndpointService";
  static final String CONSUMER_PAYS = "Endpoint";

  OfferedService {
    regions = regions.stream().sorted().toList();
    claims = List.copyOf(claims);
  }

  boolean locked() {
    return businessStatus.equals("FinancialLocked");
  }

  /** Returns the same with the owner's mark. */
  OfferedService marked(Owner owner, Address address) {
    return with(acceptsAll, bandwidth, regions, tags.with(Marks.key(owner), address.path()));
  }

  /** Returns the same as it will be after an update. */
  OfferedService with(boolean accepts, long most, List<String> from, Tags labels) {
    return new OfferedService(
        id,
        scope,
        name,
        domain,
        type,
        payer,
        accepts,
        most,
        from,
        status,
        businessStatus,
        labels,
        claims);
  }

  /** Returns the same with the claims that speak of it. */
  OfferedService claimedBy(List<String> ids) {
    return new OfferedService(
        id,
        scope,
        name,
        domain,
        type,
        payer,
        acceptsAll,
        bandwidth,
        regions,
        status,
        businessStatus,
        tags,
        ids);
  }
}
