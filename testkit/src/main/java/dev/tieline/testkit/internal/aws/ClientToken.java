package dev.tieline.testkit.internal.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The client token of a call: what it made before, for the same action in the same account and
 * region. "If you retry a successful request using the same client token, but one or more of the
 * parameters are different, other than the Region or Availability Zone, the retry fails with an
 * IdempotentParameterMismatch error" (Amazon EC2 Developer Guide, "Ensuring idempotency in Amazon
 * EC2 API requests", read 2026-11). What happens when the object has gone since is documented for
 * instances alone; here a token without an object makes another one.
 */
final class ClientToken {

  /** What a token stands for: the parameters that it came with, and the id that they led to. */
  private record Use(String parameters, String id, Instant at) {}

  private final Ec2Call call;
  private final @Nullable String text;
  private final String path;

  private ClientToken(Ec2Call call, String zone) {
    this.call = call;
    this.text = call.query.get("ClientToken");
    this.path = call.action + zone + "/" + text;
  }

  static ClientToken of(Ec2Call call) {
    return new ClientToken(call, "");
  }

  /** Returns the token of a call that is idempotent for each zone by itself; empty for none. */
  static ClientToken of(Ec2Call call, String zone) {
    return new ClientToken(call, "@" + zone);
  }

  @Nullable String text() {
    return text;
  }

  /**
   * Returns the id that the token stands for, or null when it makes something; refuses it when its
   * parameters are others than before. What is only repeated needs no parameter any more.
   */
  @Nullable String made() {
    if (text == null || !(call.token(path) instanceof Use use) || isForgotten(use)) {
      return null;
    }
    if (!use.parameters().equals(parameters())) {
      throw AwsError.of(
          "IdempotentParameterMismatch",
          "Arguments on this idempotent request are inconsistent with arguments used in previous"
              + " request(s).");
    }
    return use.id();
  }

  /** Returns the living object that the token made, or null when it is to make one. */
  <T> @Nullable T made(Kind<T> kind) {
    String id = made();
    T object = id == null ? null : call.find(kind, id);
    if (object != null) {
      call.query.ignoresRest();
    }
    return object;
  }

  void makes(String id) {
    if (text != null) {
      call.token(path, new Use(parameters(), id, call.now));
    }
  }

  private boolean isForgotten(Use use) {
    return call.config.tokensKept() != null
        && !call.now.isBefore(use.at().plus(call.config.tokensKept()));
  }

  /** A hash of all that was asked for, but for the token itself and how it was asked. */
  private String parameters() {
    MessageDigest digest = sha256();
    call.query
        .all()
        .forEach(
            (name, value) -> {
              switch (name) {
                case "Action", "Version", "DryRun", "ClientToken" -> {}
                default ->
                    digest.update((name + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8));
              }
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
