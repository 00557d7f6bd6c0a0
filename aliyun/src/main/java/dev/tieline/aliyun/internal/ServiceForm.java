package dev.tieline.aliyun.internal;

import dev.tieline.net.Traffic;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  // "NLB 100 to 50000, ALB 100 to 25000, CLB 100 to 10240" (Bandwidth of
  // EnableVpcEndpointConnection, PrivateLink API Reference, read 2026-11)
  private static final int LEAST_BANDWIDTH = 100;

  public ServiceForm {
    resources = List.copyOf(resources);
    traffic = List.copyOf(traffic);
    if (resources.isEmpty() || resources.size() > MOST) {
      throw new IllegalArgumentException(
          "balancers of a service: " + resources.size() + " (expected: 1 to " + MOST + ")");
    }
    if (resources.stream().map(ResourceForm::type).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "balancers of a service: " + words(resources) + " (expected: all of one type)");
    }
    if (resources.stream().distinct().count() < resources.size()) {
      throw new IllegalArgumentException(
          "balancers of a service: " + words(resources) + " (expected: each once in a zone)");
    }
    if (bandwidth != null && bandwidth <= 0) {
      throw new IllegalArgumentException("bandwidth: " + bandwidth + " (expected: above zero)");
    }
    int most = mostBandwidth(resources.get(0).type());
    if (bandwidth != null && (bandwidth < LEAST_BANDWIDTH || bandwidth > most)) {
      throw new IllegalArgumentException(
          "bandwidth: "
              + bandwidth
              + " (expected: "
              + LEAST_BANDWIDTH
              + " to "
              + most
              + " Mbit/s for balancers of type "
              + resources.get(0).type()
              + ")");
    }
  }

  private static int mostBandwidth(String type) {
    return switch (type) {
      case "slb" -> 10_240;
      case "alb" -> 25_000;
      default -> 50_000;
    };
  }

  private static String words(List<ResourceForm> resources) {
    return resources.stream()
        .map(r -> r.id() + " in " + r.zone())
        .collect(Collectors.joining(", "));
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
    /** What the ids of each type begin with. */
    private static final Map<String, String> PREFIXES =
        Map.of("slb", "lb-", "alb", "alb-", "nlb", "nlb-");

    private static final Pattern REST = Pattern.compile("[a-z0-9]{1,40}");
    private static final Pattern ZONE = Pattern.compile("[a-z0-9][a-z0-9-]{3,60}");

    public ResourceForm {
      String prefix = PREFIXES.get(type);
      if (prefix == null) {
        throw new IllegalArgumentException("type: " + type + " (expected: slb, alb or nlb)");
      }
      if (!id.startsWith(prefix) || !REST.matcher(id.substring(prefix.length())).matches()) {
        throw new IllegalArgumentException(
            "balancer of type " + type + ": " + id + " (expected: " + prefix + "...)");
      }
      if (!ZONE.matcher(zone).matches()) {
        throw new IllegalArgumentException("zone: " + zone + " (expected: such as cn-hangzhou-h)");
      }
    }
  }
}
