package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A backend of a listener.
 *
 * @param listener the listener
 * @param balancer the balancer that it is of
 * @param front the port of the listener
 * @param target the id of an instance, or an address
 * @param port the port of the backend
 * @param weight its share
 * @param way how it comes there
 */
record BackendWish(
    Ref<String> listener,
    Ref<String> balancer,
    int front,
    String target,
    int port,
    int weight,
    Way way)
    implements Wish {
  /** How a backend comes to its listener. */
  enum Way {
    /** By the documented call, which knows instances. */
    CALL,
    /** By the same call with an address in place of an instance: an assumption. */
    ASSUMED,
    /** By a person, in the console. */
    MANUAL
  }

  BackendWish {
    requireNonNull(listener, "listener");
    requireNonNull(balancer, "balancer");
    requireNonNull(target, "target");
    requireNonNull(way, "way");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(listener, balancer);
  }

  @Override
  public String toString() {
    return target + " port " + port + ", weight " + weight + ", behind " + listener + ", " + way;
  }
}
