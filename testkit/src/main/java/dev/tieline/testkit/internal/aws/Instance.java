package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import dev.tieline.testkit.internal.PersistentMap;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instance; its state follows from the instants and the reader's time.
 *
 * @param eniId its first network interface
 * @param attributes what can be asked for and changed, by the cloud's names of attributes
 * @param startedAt when it was launched, or started again
 * @param stoppedAt when it was stopped, null while it is not
 */
record Instance(
    String id,
    String reservationId,
    String subnetId,
    String vpcId,
    String eniId,
    Ip privateIp,
    String image,
    PersistentMap<String, String> attributes,
    Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant terminatedAt) {

  static final String TYPE = "instanceType";

  String type() {
    return attributes.require(TYPE);
  }

  String attribute(String name, String otherwise) {
    return Objects.requireNonNullElse(attributes.get(name), otherwise);
  }

  Instance with(String attribute, String value) {
    return copy(attributes.put(attribute, value), startedAt, stoppedAt, terminatedAt);
  }

  Instance started(Instant now) {
    return copy(attributes, now, null, null);
  }

  Instance stopped(Instant now) {
    return copy(attributes, startedAt, now, null);
  }

  Instance terminated(Instant now) {
    return copy(attributes, startedAt, stoppedAt, now);
  }

  private Instance copy(
      PersistentMap<String, String> changed,
      Instant started,
      @Nullable Instant stopped,
      @Nullable Instant terminated) {
    return new Instance(
        id,
        reservationId,
        subnetId,
        vpcId,
        eniId,
        privateIp,
        image,
        changed,
        started,
        stopped,
        terminated);
  }
}
