package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.Signing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that requests are signed with: each follows from a secret, a day, a region and a service
 * by four keyed hashes, and is derived once. Thread-safe.
 */
final class SigningKeys {
  /** Sessions have secrets of their own; who goes on for days begins anew. */
  private static final int MOST = 1000;

  /** Not to be shown: it holds a secret. */
  private record Scope(String secret, String date, String region, String service) {
    @Override
    public String toString() {
      return "Scope[" + date + "/" + region + "/" + service + "]";
    }
  }

  private final Map<Scope, byte[]> derived = new ConcurrentHashMap<>();

  byte[] of(String secret, String date, String region, String service) {
    Scope scope = new Scope(secret, date, region, service);
    byte[] known = derived.get(scope);
    if (known != null) {
      return known;
    }
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of(date, region, service, "aws4_request")) {
      key = Signing.hmac("HmacSHA256", key, part);
    }
    if (derived.size() >= MOST) {
      derived.clear();
    }
    derived.put(scope, key);
    return key;
  }
}
