package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.qingcloud.QingCloudTransport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How calls are sent, alike for all accounts.
 *
 * @param endpoint where the cloud is, with the path, which ends with a slash and is signed
 * @param given sends in place of our own client; null for that
 * @param clock the wall clock, for time stamps
 */
public record Transport(
    URI endpoint,
    @Nullable QingCloudTransport given,
    Duration connectTimeout,
    Duration attemptTimeout,
    Clock clock) {
  /** The cloud's own address; sister clouds run the same API on other hosts. */
  public static final URI ENDPOINT = URI.create("https://api.qingcloud.com/iaas/");

  public Transport {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(clock, "clock");
  }

  QingCloudTransport wire() {
    return given != null ? given : new HttpWire(connectTimeout, attemptTimeout);
  }

  /** Where requests with the token of a role go: beside those with keys. */
  URI roleEndpoint() {
    return endpoint.resolve("../iam/");
  }
}
