package dev.tieline.aliyun.internal;

/**
 * What the provider of a service has to know of an endpoint, besides its id.
 *
 * @param service the service's name
 * @param region the region that the service is in
 * @param provider the account of its provider; empty where nobody has said it
 * @param account the endpoint's account
 * @param endpointRegion the endpoint's region
 * @param acceptsAll whether the cloud accepts every endpoint
 */
record EndpointTerms(
    String service,
    String region,
    String provider,
    String account,
    String endpointRegion,
    boolean acceptsAll) {
  /** Who is to let the endpoint in, in words. */
  String party() {
    return provider.isEmpty()
        ? "the owner of service " + service
        : "account " + provider + ", the owner of service " + service;
  }

  String serviceId() {
    return service.substring(service.lastIndexOf('.') + 1);
  }
}
