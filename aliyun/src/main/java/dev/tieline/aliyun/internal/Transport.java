package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How calls are sent, alike for all accounts.
 *
 * @param endpoint where all products are that have no endpoint of their own; null for the cloud's
 * @param endpoints where single products are
 * @param given sends in place of our own client; null for that
 */
public record Transport(
    @Nullable URI endpoint,
    Map<Product, URI> endpoints,
    @Nullable AliyunTransport given,
    Duration connectTimeout,
    Duration attemptTimeout) {
  public Transport {
    endpoints = Map.copyOf(endpoints);
  }

  /** Where a product is for a region. */
  URI endpoint(Product product, String region) {
    URI own = endpoints.get(product);
    if (own != null) {
      return own;
    }
    return endpoint != null ? endpoint : URI.create("https://" + product.host(region));
  }
}
