package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service of ours.
 *
 * @param resources the balancers that it begins with; others come and go as objects of their own,
 *     so that they are no part of the wish's text
 * @param type the type of its balancers
 * @param providerPays whether we pay for the endpoints
 * @param acceptsAll whether the cloud accepts every request
 * @param bandwidth the most of a connection in Mbit/s; null for the cloud's default
 * @param regions regions besides its own from which it may be used
 * @param name the name that people see, and
 * @param accountId the cloud's id of the account, and
 * @param traffic what its balancers answer to: no part of the wish's text either
 */
record ServiceWish(
    List<ServiceForm.ResourceForm> resources,
    String type,
    boolean providerPays,
    boolean acceptsAll,
    @Nullable Integer bandwidth,
    List<String> regions,
    String name,
    String accountId,
    List<Traffic> traffic)
    implements Wish {
  ServiceWish {
    resources = List.copyOf(resources);
    requireNonNull(type, "type");
    regions = regions.stream().sorted().toList();
    requireNonNull(name, "name");
    requireNonNull(accountId, "accountId");
    traffic = List.copyOf(traffic);
  }

  String payer() {
    return providerPays ? OfferedService.PROVIDER_PAYS : OfferedService.CONSUMER_PAYS;
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  @Override
  public String toString() {
    return "service of "
        + type
        + " paid by "
        + payer()
        + (acceptsAll ? " accepting all" : "")
        + (bandwidth == null ? "" : " " + bandwidth + " Mbit/s")
        + (regions.isEmpty() ? "" : " from " + regions);
  }
}
