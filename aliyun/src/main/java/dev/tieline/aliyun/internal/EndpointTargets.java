package dev.tieline.aliyun.internal;

import dev.tieline.topology.Offer;
import dev.tieline.topology.ServiceTarget;
import java.util.List;
import java.util.Optional;

/** What an endpoint is to use, as the caller says it or as an offer of somebody else does. */
final class EndpointTargets {
  /** The only form of an offer that this cloud has. */
  static final String ENDPOINT_SERVICE = "endpoint-service";

  private EndpointTargets() {}

  /**
   * Returns a target in this module's form. Of an offer only the service's name is taken: all else
   * in it is asked of the cloud.
   *
   * @return empty for an offer that this cloud can have no service of
   */
  static Optional<EndpointForm> form(ServiceTarget target) {
    if (target.asData() instanceof EndpointForm form) {
      return Optional.of(form);
    }
    return target instanceof Offer offer && wrong(offer).isEmpty()
        ? Optional.of(plain(offer.service()))
        : Optional.empty();
  }

  /** Returns what of an offer can not be, whoever is to use it. */
  static Optional<String> wrong(Offer offer) {
    if (!offer.form().equals(ENDPOINT_SERVICE)) {
      return Optional.of(
          "form " + offer.form() + " (Alibaba Cloud has " + ENDPOINT_SERVICE + " alone)");
    }
    EndpointForm form;
    try {
      form = plain(offer.service());
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return form.serviceRegion().equals(offer.region())
        ? Optional.empty()
        : Optional.of("region " + offer.region() + ", but its service " + offer.service());
  }

  private static EndpointForm plain(String service) {
    return new EndpointForm(service, List.of(), List.of(), List.of(), null, null);
  }
}
