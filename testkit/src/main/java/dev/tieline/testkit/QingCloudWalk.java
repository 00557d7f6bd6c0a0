package dev.tieline.testkit;

import dev.tieline.testkit.internal.qingcloud.Health.Answered;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Sends packets through a fake QingCloud: between hosts as any walk does, and from the internet to
 * a load balancer.
 */
public final class QingCloudWalk extends Walk {

  /**
   * What became of a request from the internet.
   *
   * @param result what it passed, and what stopped it
   * @param backend who answered: an instance's id or an address; empty if nobody did
   */
  public record Served(WalkResult result, String backend) {
    /** Checks the parts. */
    public Served {
      Objects.requireNonNull(result, "result");
      Objects.requireNonNull(backend, "backend");
    }
  }

  private final BiFunction<String, Integer, Answered> internet;

  QingCloudWalk(Send cloud, BiFunction<String, Integer, Answered> internet) {
    super(cloud);
    this.internet = internet;
  }

  /**
   * Sends a request from the internet. The requests of a fake take turns over the backends that
   * work.
   *
   * @param publicAddress the balancer's public address
   * @param port the port to reach
   * @return who answered, and what it passed
   * @throws IllegalArgumentException when the address is none
   */
  public Served http(String publicAddress, int port) {
    Answered answered = internet.apply(publicAddress, port);
    return new Served(answered.result(), answered.backend());
  }
}
