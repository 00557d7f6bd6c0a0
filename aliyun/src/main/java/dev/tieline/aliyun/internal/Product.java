package dev.tieline.aliyun.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The products that are called, each with its version and where it is. */
public enum Product {
  VPC("Vpc", "2016-04-28"),
  VPC_PEER("VpcPeer", "2022-01-01"),
  ECS("Ecs", "2014-05-26"),
  PRIVATELINK("Privatelink", "2020-04-15"),
  PRIVATE_ZONE("pvtz", "2018-01-01"),
  STS("Sts", "2015-04-01"),
  CDT("CDT", "2021-08-13");

  // "Endpoints" of the products' documentation and aliyun/aliyun-openapi-meta, read 2026-11: older
  // regions are served by others' hosts
  private static final Map<String, String> ECS_HOSTS =
      Map.of(
          "cn-hangzhou", "ecs-cn-hangzhou.aliyuncs.com",
          "us-west-1", "ecs-cn-hangzhou.aliyuncs.com",
          "us-east-1", "ecs.aliyuncs.com");

  private final String cloudName;
  private final String version;

  Product(String cloudName, String version) {
    this.cloudName = cloudName;
    this.version = version;
  }

  /** The product of a name, in any case; empty if it is none that is called. */
  public static Optional<Product> named(String name) {
    return Arrays.stream(values()).filter(p -> p.cloudName.equalsIgnoreCase(name)).findFirst();
  }

  /** The names of all, for messages. */
  public static String names() {
    return String.join(", ", Arrays.stream(values()).map(Product::cloudName).sorted().toList());
  }

  /** The cloud's name of the product. */
  public String cloudName() {
    return cloudName;
  }

  public String version() {
    return version;
  }

  /** The host that serves a region: some products have one for all of them. */
  String host(String region) {
    return switch (this) {
      case VPC_PEER, PRIVATE_ZONE, STS, CDT -> cloudName.toLowerCase(Locale.ROOT) + ".aliyuncs.com";
      case ECS -> ECS_HOSTS.getOrDefault(region, "ecs." + region + ".aliyuncs.com");
      case VPC, PRIVATELINK -> cloudName.toLowerCase(Locale.ROOT) + "." + region + ".aliyuncs.com";
    };
  }

  /** Whether a parameter belongs into the body; otherwise it belongs into the query. */
  boolean inForm(String action, String parameter) {
    // as the product's metadata have it (aliyun/aliyun-openapi-meta, read 2026-11)
    if (this == PRIVATELINK) {
      return action.equals("TagResources") || action.equals("UntagResources");
    }
    return this == VPC_PEER
        && action.contains("VpcPeerConnection")
        && !parameter.startsWith("Tag")
        && !parameter.equals("LinkType")
        && !parameter.equals("ResourceGroupId");
  }
}
