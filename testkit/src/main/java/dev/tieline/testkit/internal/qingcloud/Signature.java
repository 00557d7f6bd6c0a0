package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.Signing;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;

/**
 * Verifies the signature that is among a request's parameters, and the time that it was made at
 * ("Signature" of VPC, read 2026-11).
 */
final class Signature {
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final String method;
  private final String path;
  private final SortedMap<String, String> parameters;

  Signature(String method, String path, SortedMap<String, String> parameters) {
    this.method = method;
    this.path = path;
    this.parameters = parameters;
  }

  String keyId() {
    return required("access_key_id");
  }

  private String required(String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw QingError.missing(name);
    }
    return value;
  }

  /** Refuses the request unless it was signed with this secret, and not long ago. */
  void verify(String secret, Instant wall, boolean futureRefused) {
    String given = required("signature");
    fixed("version", "1");
    fixed("signature_version", "1");
    String algorithm = required("signature_method");
    if (!algorithm.equals("HmacSHA256") && !algorithm.equals("HmacSHA1")) {
      throw QingError.bad("signature_method", algorithm, "HmacSHA256 or HmacSHA1");
    }
    Instant stamp = time("time_stamp");
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    String expected =
        Base64.getEncoder().encodeToString(Signing.hmac(algorithm, key, stringToSign()));
    if (!Signing.same(expected, given)) {
      throw QingError.unauthenticated("signature not matched");
    }
    boolean late = stamp.isBefore(wall.minus(TOLERANCE));
    if (late || (futureRefused && stamp.isAfter(wall.plus(TOLERANCE)))) {
      throw QingError.expired("the time stamp is " + stamp + ", the time is " + wall);
    }
    if (parameters.containsKey("expires") && !wall.isBefore(time("expires"))) {
      throw QingError.expired("the request was good until " + parameters.get("expires"));
    }
  }

  private void fixed(String name, String only) {
    if (!required(name).equals(only)) {
      throw QingError.bad(name, required(name), only);
    }
  }

  private Instant time(String name) {
    try {
      return Instant.parse(required(name));
    } catch (DateTimeException e) {
      throw QingError.bad(name, required(name), "a time such as 2013-08-27T14:30:10Z");
    }
  }

  String stringToSign() {
    List<String> pairs = new ArrayList<>();
    parameters.forEach( // in the order of the names' characters, as it has to be
        (name, value) -> {
          if (!name.equals("signature")) {
            pairs.add(Signing.encode(name, false) + "=" + Signing.encode(value, false));
          }
        });
    return method + "\n" + path + "\n" + String.join("&", pairs);
  }
}
