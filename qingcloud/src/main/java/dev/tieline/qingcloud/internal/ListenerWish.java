package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A listener of a load balancer, in the cloud's words.
 *
 * @param balancer the balancer
 * @param port the port that it listens to
 * @param protocol {@code http} or {@code tcp}, for clients and for backends
 * @param mode how it chooses a backend
 * @param check how it asks backends whether they are healthy
 */
record ListenerWish(Ref<String> balancer, int port, String protocol, String mode, String check)
    implements Wish {
  ListenerWish {
    requireNonNull(balancer, "balancer");
    requireNonNull(protocol, "protocol");
    requireNonNull(mode, "mode");
    requireNonNull(check, "check");
  }

  static ListenerWish of(Ref<String> balancer, dev.tieline.topology.Listener listener) {
    return new ListenerWish(
        balancer,
        listener.port(),
        switch (listener.protocol()) {
          case HTTP -> "http";
          case TCP -> "tcp";
        },
        switch (listener.balance()) {
          case ROUND_ROBIN -> "roundrobin";
          case LEAST_CONNECTIONS -> "leastconn";
          case SOURCE -> "source";
        },
        listener.healthPath().isEmpty() ? "tcp" : "http|" + listener.healthPath());
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(balancer);
  }
}
