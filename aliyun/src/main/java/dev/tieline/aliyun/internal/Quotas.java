package dev.tieline.aliyun.internal;

import dev.tieline.provider.Quota;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The quotas that plans depend on, with their documented values ("Limits and quotas" of VPC, VPC
 * peering connections and security groups, read 2026-11). The cloud has no operation among those of
 * its networks that tells an account's own, so what exceeds one of these is a warning only.
 */
public final class Quotas {
  public static final String PEERINGS_IN_REGION = "peerings-of-a-vpc-in-its-region";
  public static final String PEERINGS_ACROSS_REGIONS = "peerings-of-a-vpc-across-regions";
  public static final String ROUTES_PER_TABLE = "custom-routes-of-a-table";
  public static final String RULES_PER_GROUP = "rules-of-a-group";
  public static final String VPCS_PER_REGION = "vpcs-of-a-region";
  public static final String SECONDARY_BLOCKS_PER_VPC = "secondary-blocks-of-a-vpc";
  public static final String TABLES_PER_VPC = "custom-route-tables-of-a-vpc";
  public static final String V_SWITCHES_PER_VPC = "vswitches-of-a-vpc";

  private static final Map<String, Integer> DEFAULTS =
      new TreeMap<>(
          Map.of(
              PEERINGS_IN_REGION, 10,
              PEERINGS_ACROSS_REGIONS, 20,
              ROUTES_PER_TABLE, 200,
              RULES_PER_GROUP, 200,
              VPCS_PER_REGION, 10,
              SECONDARY_BLOCKS_PER_VPC, 5,
              TABLES_PER_VPC, 9,
              V_SWITCHES_PER_VPC, 150));

  private Quotas() {}

  /** Returns the documented value of a quota. */
  static Quota assumed(Scope scope, String code) {
    return new Quota(scope, code, DEFAULTS.getOrDefault(code, 0), false);
  }

  /** Each quota that matters, as it is assumed. */
  static List<Quota> assumed(Scope scope) {
    return DEFAULTS.entrySet().stream()
        .map(q -> new Quota(scope, q.getKey(), q.getValue(), false))
        .toList();
  }
}
