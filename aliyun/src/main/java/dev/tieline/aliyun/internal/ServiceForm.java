package dev.tieline.aliyun.internal;

import dev.tieline.net.Traffic;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a topology says about one service that is offered, as plain data: what {@code
 * AliyunService.asData()} returns.
 *
 * @param resources the balancers behind it, all of one type
 * @param providerPays whether the provider pays for the endpoints
 * @param bandwidth the most of each connection in Mbit/s; null for the cloud's default
 * @param traffic what the balancers' listeners answer to
 */
public record ServiceForm(
    List<ResourceForm> resources,
    boolean providerPays,
    @Nullable Integer bandwidth,
    List<Traffic> traffic) {
  // "up to 10 resources" at creation (CreateVpcEndpointService, PrivateLink API Reference, read
  // 2026-11)
  private static final int MOST = 10;

  public ServiceForm {
    resources = List.copyOf(resources);
    traffic = List.copyOf(traffic);
    if (resources.isEmpty() || resources.size() > MOST) {
      throw new IllegalArgumentException(
          "balancers of a service: " + resources.size() + " (expected: 1 to " + MOST + ")");
    }
    if (resources.stream().map(ResourceForm::type).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "balancers of a service: " + resources + " (expected: all of one type)");
    }
    if (resources.stream().distinct().count() < resources.size()) {
      throw new IllegalArgumentException(
          "balancers of a service: " + resources + " (expected: each once in a zone)");
    }
    if (bandwidth != null && bandwidth <= 0) {
      throw new IllegalArgumentException("bandwidth: " + bandwidth + " (expected: above zero)");
    }
  }

  /** The type of the balancers, as the cloud writes it. */
  String type() {
    return resources.get(0).type();
  }

  /**
   * A balancer in a zone.
   *
   * @param type slb, alb or nlb
   * @param id the balancer's id
   * @param zone the zone in which it serves
   */
  public record ResourceForm(String type, String id, String zone) {
    private static final Set<String> TYPES = Set.of("slb", "alb", "nlb");
    private static final Pattern ID = Pattern.compile("(lb|alb|nlb)-[a-z0-9]{1,40}");
    private static final Pattern ZONE = Pattern.compile("[a-z0-9][a-z0-9-]{3,60}");

    public ResourceForm {
      if (!TYPES.contains(type)) {
        throw new IllegalArgumentException("type: " + type + " (expected: slb, alb or nlb)");
      }
      if (!ID.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "balancer: " + id + " (expected: lb-..., alb-... or nlb-...)");
      }
      if (!ZONE.matcher(zone).matches()) {
        throw new IllegalArgumentException("zone: " + zone + " (expected: such as cn-hangzhou-h)");
      }
    }
  }
}
