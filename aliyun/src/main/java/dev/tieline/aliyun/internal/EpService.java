package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A service as an account that may use it sees it.
 *
 * @param scope who sees it, and from which region
 * @param zones the zones of that region in which it can be used
 * @param acceptsAll whether nobody has to accept an endpoint
 */
public record EpService(
    Scope scope, String id, String name, List<String> zones, boolean acceptsAll, String payer) {
  public EpService {
    zones = zones.stream().sorted().toList();
  }
}
